"""What cards kept of a story that changes or goes: earlier versions, the numbers of figures, and what was printed."""

from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from lib import slots
from patterns.models import Evaluation, Observation, ObservationPattern, PrintedCard, PrintedStory
from people.actions import post
from people.models import User
from vertelpunt.models import Story

WORDS = ("title", "description", "theme", "notes")
T = PrintedCard.TakeOut


def empty_versions(vertelpunt: int, says: Callable[[str], bool]) -> None:
    """Take out of earlier versions of observations what repeats a story; they say that something was there."""
    for version in Observation.history.model.objects.filter(vertelpunt=vertelpunt):
        repeated = {name: "" for name in WORDS if says(getattr(version, name))}
        readings = [text for text in version.readings if not says(text)]
        if repeated or len(readings) < len(version.readings):
            fields = {**repeated, "readings": readings, "emptied": True}
            Observation.history.model.objects.filter(pk=version.pk).update(**fields)


def drop_numbers(stories: Sequence[Story]) -> None:
    """Let no card show numbers that may count `stories`: its figure follows the newest evaluation from now on."""
    vertelpunt, told = stories[0].vertelpunt_id, min(story.told_on for story in stories).isoformat()
    links = ObservationPattern.objects.filter(observation__vertelpunt=vertelpunt, made_of__isnull=False)
    language = settings.LANGUAGE_CODE
    days = links.values_list("pk", "observation", f"made_of__{language}__on")
    concerned = [(pk, card) for pk, card, day in days if day >= told]
    ObservationPattern.objects.filter(pk__in=[pk for pk, _card in concerned]).update(
        made_of=None, passed_over="", lost=True
    )
    good = Evaluation.objects.filter(
        coalition=OuterRef("observation__coalition"),
        vertelpunt=vertelpunt,
        state=Evaluation.State.DONE,
        stale=False,
    )
    following = ObservationPattern.objects.filter(observation__vertelpunt=vertelpunt, made_of__isnull=True)
    following.filter(~Exists(good)).update(lost=True)  # what they showed was hidden just now
    touched = {card for _pk, card in concerned}
    Observation.objects.filter(pk__in=touched).update(changed_at=timezone.now())


def take_printed_cards_out(on: QuerySet[PrintedStory], why: PrintedCard.TakeOut) -> None:
    """Say of every printed card with one of these stories that it must be taken out, to who printed and wrote it."""
    printed = PrintedCard.objects.filter(pk__in=on.values("printed"), take_out=T.NO)
    found = list(printed.select_related("observation__created_by", "printed_by", "coalition", "card_set"))
    PrintedCard.objects.filter(pk__in=[one.pk for one in found]).update(take_out=why, noticed_at=timezone.now())
    for person in {person for one in found for person in _concerned(one)}:
        _tell(person, [one for one in found if person in _concerned(one)])


def _concerned(printed: PrintedCard) -> list[User]:
    """Return who printed it and who wrote it; a card with a story was written by its teller."""
    writer = printed.observation.created_by if printed.observation else None
    return [person for person in (printed.printed_by, writer) if person]


def _tell(person: User, printed: Iterable[PrintedCard]) -> None:
    """Write which cards, and nothing of any story."""
    by_coalition: dict[int, list[PrintedCard]] = {}
    for one in printed:
        by_coalition.setdefault(one.coalition_id, []).append(one)
    with override(settings.LANGUAGE_CODE):
        for some in by_coalition.values():
            body = _(
                "A story on printed cards was taken back, or its teller does not want to be quoted any more. "
                "Please take these cards out and destroy them:\n\n%(cards)s\n\n"
                "Then say so on the page with the cards. A new print has the card without that story."
            ) % {"cards": "\n".join(f"- {printed_words(one)}" for one in some)}
            subject = _("Printed cards of %(coalition)s must be taken out") % {"coalition": some[0].coalition}
            post(to=person.email, subject=subject, body=body, coalition=some[0].coalition)


def printed_words(printed: PrintedCard) -> str:
    """Return which printed card it is: its number, its day, its set, and where it lies."""
    return ", ".join([_which(printed), *slots.printed_at(printed.pk)])


def _which(printed: PrintedCard) -> str:
    day = date_format(printed.printed_on, "j F Y")
    if printed.observation is None:
        return _("the card with story %(number)04d, printed on %(day)s") % {"number": printed.story_number, "day": day}
    values = {"number": printed.observation.number, "day": day}
    if printed.card_set:
        values |= {"set": printed.card_set.name}
        return _("card %(number)s, printed on %(day)s in the set “%(set)s”") % values
    return _("card %(number)s, printed on %(day)s") % values
