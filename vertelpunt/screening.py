"""What the program notices in a story before a moderator reads it: made once, kept as spans and digests."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from lib.secrets import key_for
from people.models import Coalition, Region
from vertelpunt import noticing
from vertelpunt.models import ModerationRules, Screening, SketchPart, Story, Vertelpunt
from vertelpunt.redacting import VERSION, Category, Span, proposals
from vertelpunt.redacting.deduced import found_by_deduce, installed
from vertelpunt.redacting.spans import together

SKETCHES = "sketches"
MOST_DEDUCED = 20_000  # characters; beyond it our own rules are enough to wait for
AT_ONCE = 25
LOOKED_THROUGH = 1_000  # stories of which a worker looks at some: all but these may fail, and thousands may wait
LONG, NOT_AGAIN = 0.05, 60  # seconds that looking for them may take, and for which it is then not done again
_rested: dict[int, float] = {}  # until when nobody looks, by Vertelpunt
LIKELY = 200  # stories that a story is compared with: those that have most in common at first sight


def labels(language: str) -> dict[Category, str]:
    """Return what stands in place of what is taken out, in the language of the story."""
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        words: dict[Category, str] = {
            "name": _("name"),
            "school": _("school"),
            "place": _("place"),
            "address": _("address"),
            "organisation": _("organisation"),
            "age": _("age"),
            "date": _("date"),
            "phone": _("phone number"),
            "mail": _("mail address"),
            "account": _("account"),
            "number": _("number"),
        }
        return {category: f"[{word}]" for category, word in words.items()}


def own_words(coalition: Coalition) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places and organisations that this coalition and those above it take out besides the shipped ones."""
    rules = ModerationRules.objects.filter(coalition__in=coalition.with_ancestors())
    places, organisations = set[str](), set[str]()
    for each in rules:
        places |= _lines(each.places)
        organisations |= _lines(each.organisations)
    return frozenset(places), frozenset(organisations)


def _lines(text: str) -> set[str]:
    lines = (" ".join(line.split()).lower() for line in text.splitlines())
    return {line for line in lines if len(line) > 1}


def _regions(point: Vertelpunt) -> frozenset[str]:
    names = Region.objects.filter(scheme=point.region_scheme).values_list("name", flat=True)
    return frozenset(name.lower() for name in names)


def proposed(text: str, point: Vertelpunt) -> tuple[Span, ...]:
    """Return what may be taken out of `text`, for a person to judge."""
    places, organisations = own_words(point.coalition)
    found = [*proposals(text, more_places=places | _regions(point), more_organisations=organisations)]
    if settings.DEDUCE and installed() and len(text) <= MOST_DEDUCED:
        found += found_by_deduce(text, Path(settings.VAR_DIR) / "deduce")
    return together(found)


def screen(story: Story) -> Screening:
    """Notice anew what is in the text of a story, and keep it."""
    spans = [[span.start, span.end, span.category] for span in proposed(story.text, story.vertelpunt)]
    values = {
        "version": VERSION,
        "spans": spans,
        "sketch": noticing.sketch(story.text, key_for(SKETCHES)),
        "read_first": noticing.read_first(f"{story.title}\n{story.text}"),
    }
    with transaction.atomic():
        kept = Screening.objects.update_or_create(story=story, defaults=values)[0]
        kept.parts.all().delete()
        first = kept.sketch[: noticing.FOUND_BY]
        SketchPart.objects.bulk_create(SketchPart(screening=kept, digest=digest) for digest in first)
    return kept


def screened(story: Story) -> Screening:
    """Return what was noticed in a story, noticing it now where that was not done or was done by older rules."""
    kept = Screening.objects.filter(story=story, version=VERSION).first()
    return kept or screen(story)


@dataclass(frozen=True)
class Looked:
    """Whether stories are left that nobody looked at yet, and what went wrong with the first that could not be."""

    more: bool
    failed: Exception | None

    def complain(self) -> None:
        """Raise what went wrong, once others had their turn."""
        if self.failed:
            raise self.failed


def screen_some(stories: QuerySet[Story], most: int) -> Looked:
    """Look at some of those of `stories` that wait; one with which that fails keeps no other waiting."""
    waiting = stories.filter(state=Story.State.TOLD, screening=None)
    left, done, failed = iter(list(waiting.values_list("pk", flat=True)[:LOOKED_THROUGH])), 0, None
    for pk in left:
        story = waiting.filter(pk=pk).select_related("vertelpunt__coalition").first()
        try:
            done += bool(story and screened(story))
        except Exception as error:
            failed = failed or error
        if done == most:
            break
    return Looked(next(left, None) is not None, failed)


def screen_waiting(point: Vertelpunt, most: int = AT_ONCE) -> None:
    """Look at stories that no worker looked at yet, so that the order of the queue is right."""
    began = monotonic()
    if _rested.get(point.pk, 0.0) > began:
        return
    waiting = Story.objects.filter(vertelpunt=point, state=Story.State.TOLD, screening=None)
    found = list(waiting.select_related("vertelpunt__coalition")[:most])
    if not found and monotonic() - began > LONG:
        _rested[point.pk] = began + NOT_AGAIN  # of many that wait: a worker looks at each that comes in
    for story in found:
        screen(story)


def spans_of(kept: Screening) -> tuple[Span, ...]:
    """Return what was kept, as spans."""
    return tuple(Span(start, end, category) for start, end, category in kept.spans)


def near_copies(kept: Screening, most: int = 3) -> list[Story]:
    """Return the stories of the same Vertelpunt of which this one is nearly a copy, the most alike first."""
    story = kept.story
    first = kept.sketch[: noticing.FOUND_BY]
    others = Screening.objects.filter(parts__digest__in=first, story__vertelpunt=story.vertelpunt_id)
    likely = others.exclude(pk=kept.pk).annotate(shared=Count("parts")).order_by("-shared", "pk")[:LIKELY]
    alike: Iterable[tuple[float, object]] = (
        (noticing.alike(kept.sketch, sketch), pk) for pk, sketch in likely.values_list("pk", "sketch")
    )
    found = sorted((one for one in alike if one[0] >= noticing.ALIKE), key=lambda one: one[0], reverse=True)[:most]
    stories = Story.objects.select_related("audience", "release").in_bulk([pk for _share, pk in found])
    return [stories[pk] for _share, pk in found if pk in stories]
