"""Put words of a teller on a card, change which, and take them off: always a span of the released text."""

from django.db import transaction
from django.db.models import Max, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.actions.choosing import story_of
from patterns.actions.observations import require_writing
from patterns.hints import named
from patterns.models import Observation, Quote
from patterns.sentences import Span, trimmed
from people.access import Desk
from people.actions import log
from vertelpunt.models import Story

LONGEST_QUOTE = 600


@transaction.atomic
def quote_story(*, desk: Desk, observation: Observation, number: int, start: int, end: int) -> Quote:
    """Quote a span of a released text, in code points; only where the teller allows it."""
    story = story_of(desk, observation, number)
    span = _span(observation, story, start, end)
    last = observation.quotes.aggregate(position=Max("position"))["position"] or 0
    made = Quote.objects.create(
        observation=observation, release=story.release, start=span.start, end=span.end, position=last + 1
    )
    log("quote-chosen", actor=desk.user, coalition=desk.coalition, thing=observation)
    return made


@transaction.atomic
def adjust_quote(*, desk: Desk, observation: Observation, quote_pk: int, start: int, end: int) -> Quote:
    """Let a quote begin or end at another place of its story; it keeps its place on the card."""
    require_writing(desk, observation)
    kept = observation.quotes.select_for_update().filter(pk=quote_pk).select_related("release__story").first()
    if kept is None:
        raise Http404
    story = story_of(desk, observation, kept.release.story.number)
    span = _span(observation, story, start, end, besides=kept.pk)
    kept.start, kept.end = span
    kept.save()
    log("quote-adjusted", actor=desk.user, coalition=desk.coalition, thing=observation)
    return kept


def _span(observation: Observation, story: Story, start: int, end: int, besides: int | None = None) -> Span:
    """Return what may be quoted of these code points, or refuse in words."""
    if story.may_quote != Story.Quote.YES:
        raise Refused(
            "may_not_quote", _("This teller does not want to be quoted. The number of the story may be used.")
        )
    span = trimmed(story.release.text, start, end)
    if span is None:
        raise Refused("empty_quote", _("Mark a piece of the story first."))
    if span.end - span.start > LONGEST_QUOTE:
        raise Refused("long_quote", _("This is too long for a card: choose one or a few sentences."))
    others = observation.quotes.filter(~Q(pk=besides), release=story.release)
    if others.filter(start__lt=span.end, end__gt=span.start).exists():
        raise Refused("quoted_already", _("A part of this is on the card already."))
    names = named([story.release.text[slice(*span)]], observation.vertelpunt)
    if names:
        raise Refused("quote_names_somebody", _(
            "A card never names a municipality or an organisation. Choose words without: %(names)s."
        ) % {"names": ", ".join(names)})  # fmt: skip
    return span


@transaction.atomic
def drop_quote(*, desk: Desk, observation: Observation, quote_pk: int) -> None:
    """Take a quote off a card."""
    require_writing(desk, observation)
    observation.quotes.filter(pk=quote_pk).delete()
    log("quote-dropped", actor=desk.user, coalition=desk.coalition, thing=observation)
