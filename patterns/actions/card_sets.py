"""Make sets of cards, put cards in them and take them out, and give them an order."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.ordering import moved
from patterns.models import CardInSet, CardSet
from patterns.models.card_set import CARDS_FOR, STORIES_FOR
from patterns.sets import cards_at_hand
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.text import clean_line


def _may(desk: Desk, card_set: CardSet) -> CardSet:
    """Return the set, locked, or refuse with 404."""
    desk.require(Permission.WRITE_CARDS)
    found = CardSet.objects.select_for_update().filter(pk=card_set.pk, coalition=desk.coalition).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def make_set(*, desk: Desk, name: str, purpose: str = "table", budget: int | None = None) -> CardSet:
    """Make an empty set; its budget follows from what it is for, unless another is given."""
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    last = desk.coalition.card_sets.aggregate(number=Max("number"))["number"] or 0
    made = CardSet.objects.create(
        coalition=desk.coalition,
        number=last + 1,
        name=clean_line(name),
        purpose=CardSet.Purpose(purpose),
        budget=budget or CARDS_FOR[purpose],
        stories=STORIES_FOR[purpose],
        made_by=desk.user,
    )
    log("card-set-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


@transaction.atomic
def change_set(*, desk: Desk, card_set: CardSet, name: str, purpose: str, budget: int, stories: int) -> CardSet:
    """Change what a set is called, what it is for, and how much it may hold before it warns."""
    kept = _may(desk, card_set)
    kept.name, kept.purpose, kept.budget, kept.stories = clean_line(name), CardSet.Purpose(purpose), budget, stories
    kept.save()
    log("card-set-changed", actor=desk.user, coalition=desk.coalition, thing=kept)
    return kept


@transaction.atomic
def delete_set(*, desk: Desk, card_set: CardSet) -> None:
    """Delete a set; its cards stay."""
    kept = _may(desk, card_set)
    log("card-set-deleted", actor=desk.user, coalition=desk.coalition, thing=kept)
    kept.delete()


@transaction.atomic
def put_in_set(*, desk: Desk, card_set: CardSet, card: int) -> CardInSet:
    """Put a card (its pk) at the end of a set, unless it is in it; more than the budget is possible."""
    kept = _may(desk, card_set)
    found = cards_at_hand(desk.coalition).filter(pk=card).first()
    if found is None:
        raise Refused("no_such_card", _("This card is not there any more, or is not lent to you."))
    last = kept.cards.aggregate(position=Max("position"))["position"] or 0
    made, new = CardInSet.objects.get_or_create(card_set=kept, observation=found, defaults={"position": last + 1})
    if new:
        log("card-in-set", actor=desk.user, coalition=desk.coalition, thing=kept)
    return made


@transaction.atomic
def take_out_of_set(*, desk: Desk, card_set: CardSet, card: int) -> None:
    """Take a card out of a set."""
    kept = _may(desk, card_set)
    if kept.cards.filter(observation=card).delete()[0]:
        log("card-out-of-set", actor=desk.user, coalition=desk.coalition, thing=kept)


@transaction.atomic
def move_in_set(*, desk: Desk, card_set: CardSet, card: int, earlier: bool) -> None:
    """Put a card one place earlier or later among those of the set that can be seen."""
    kept = _may(desk, card_set)
    order = list(kept.cards.values_list("observation", flat=True))
    seen = [pk for pk in order if pk in set(cards_at_hand(desk.coalition).values_list("pk", flat=True))]
    if card not in seen:
        raise Http404
    _write_order(kept, moved(seen, seen.index(card), earlier=earlier))


@transaction.atomic
def order_set(*, desk: Desk, card_set: CardSet, cards: Sequence[int]) -> None:
    """Give a set the order of `cards` (their pks); those in it that are not named follow in their own order."""
    _write_order(_may(desk, card_set), cards)
    log("card-set-ordered", actor=desk.user, coalition=desk.coalition, thing=card_set)


def _write_order(card_set: CardSet, first: Sequence[int]) -> None:
    rows = {row.observation_id: row for row in card_set.cards.all()}
    order = [pk for pk in dict.fromkeys(first) if pk in rows]
    for position, pk in enumerate([*order, *(pk for pk in rows if pk not in set(order))], start=1):
        CardInSet.objects.filter(pk=rows[pk].pk).exclude(position=position).update(position=position)
