"""Patterns, observations and cards leave as a file; that they did is written down."""

from django.http import Http404

from lib.listing import Listing
from patterns.card import cards_of
from patterns.leaving import card_list, observation_list, pattern_list
from patterns.models import CardSet
from patterns.queries import Standing
from patterns.sets import cards_in
from patterns.wishes import Wish
from patterns.wishes import patterns as wished
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.access import Workplace

READ = Permission.READ_FIGURES


def take_patterns(*, place: Workplace, wish: Wish, form: str) -> Listing:
    """Return the patterns that somebody looks at, of the evaluation that counts now."""
    place.desk.require(READ)
    current = Standing(place.desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    log(f"patterns-exported-{form}", actor=place.desk.user, coalition=place.desk.coalition, thing=place.vertelpunt)
    return pattern_list(current, wished(current, wish, place.desk.user))


def take_observations(*, desk: Desk, form: str) -> Listing:
    """Return the observations of a coalition."""
    desk.require(READ)
    log(f"observations-exported-{form}", actor=desk.user, coalition=desk.coalition)
    return observation_list(desk.coalition.slug, desk.coalition.observations.all())


def take_cards(*, desk: Desk, form: str, card_set: CardSet | None = None) -> Listing:
    """Return the cards of a coalition in their order, or those of one set, lent ones included."""
    desk.require(READ)
    log(f"cards-exported-{form}", actor=desk.user, coalition=desk.coalition, thing=card_set)
    if card_set is not None:
        return card_list(card_set.name, cards_in(card_set))
    return card_list(desk.coalition.slug, cards_of(desk.coalition.observations.all()))
