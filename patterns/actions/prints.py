"""Remember which cards were printed, so that one can be taken out when a story on it goes."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from lib.secrets import keyed_digest
from patterns.card import Card
from patterns.models import CardSet, PrintedCard, PrintedStory, Quote, TypicalStory
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.models import Story


@transaction.atomic
def record_print(*, desk: Desk, cards: Sequence[Card], card_set: CardSet | None = None) -> list[PrintedCard]:
    """Remember that `desk.user` made a PDF of `cards`, of the set `card_set` if it was one.

    Call it in every view that gives a PDF with cards, for the coalition that prints: a card that was lent is
    remembered where it was printed. Kept are the card, the day, the person, a keyed digest of all that stood on it,
    and which stories were on it by number or quoted, in rows that go with their story. The same card with the same
    content, printed again on the same day by the same person in the same set, stays one row: calling twice does no
    harm. When a story on it is withdrawn, held back or may not be quoted any more, `patterns.following` marks the
    row; who printed and who wrote the card get a mail, and the page with the cards says so until it was taken out.
    """
    desk.require(Permission.READ_FIGURES)
    made = [_printed(desk, card, card_set) for card in cards]
    log("cards-printed", actor=desk.user, coalition=desk.coalition, thing=card_set)
    return made


def _printed(desk: Desk, card: Card, card_set: CardSet | None) -> PrintedCard:
    row, new = PrintedCard.objects.get_or_create(
        observation_id=card.pk,
        coalition=desk.coalition,
        card_set=card_set,
        printed_by=desk.user,
        printed_on=timezone.localdate(),
        digest=keyed_digest("printed-card", repr(asdict(card))),
        take_out="",
    )
    if new:
        PrintedStory.objects.bulk_create(
            PrintedStory(printed=row, story_id=story, quoted=quoted) for story, quoted in _stories(card.pk).items()
        )
    return row


@transaction.atomic
def record_story_cards(*, desk: Desk, stories: Sequence[Story], card_set: CardSet | None = None) -> list[PrintedCard]:
    """Remember that `desk.user` made a PDF with whole `stories` on cards, as `record_print` does for observations."""
    desk.require(Permission.READ_STORIES)
    made = []
    for story in stories:
        row, new = PrintedCard.objects.get_or_create(
            observation=None,
            story_number=story.number,
            coalition=desk.coalition,
            card_set=card_set,
            printed_by=desk.user,
            printed_on=timezone.localdate(),
            digest=keyed_digest("printed-story", str(story.pk)),
            take_out="",
        )
        if new:
            PrintedStory.objects.create(printed=row, story=story, quoted=False)
        made.append(row)
    log("story-cards-printed", actor=desk.user, coalition=desk.coalition, thing=card_set)
    return made


def _stories(card: int) -> dict[UUID, bool]:
    """Return the stories on a card, and whether each is quoted there."""
    chosen = TypicalStory.objects.filter(observation=card).values_list("story", flat=True)
    quoted = Quote.objects.filter(observation=card, release__story__may_quote="yes")
    return dict.fromkeys(chosen, False) | dict.fromkeys(quoted.values_list("release__story", flat=True), True)


@transaction.atomic
def say_taken_out(*, desk: Desk, printed: int) -> None:
    """Say that a printed card was taken out and destroyed; everybody with such a card may, and the log says who."""
    desk.require(Permission.READ_FIGURES)
    found = PrintedCard.objects.select_for_update().filter(pk=printed, coalition=desk.coalition).exclude(take_out="")
    row = found.first()
    if row is None:
        raise Http404
    if row.taken_out_at is None:
        PrintedCard.objects.filter(pk=row.pk).update(taken_out_by=desk.user, taken_out_at=timezone.now())
        log("printed-card-taken-out", actor=desk.user, coalition=desk.coalition, thing=row)
