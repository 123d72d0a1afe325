"""What is read about sets of cards: which cards may be in one, those that are, and what they ask of people."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet

from patterns.card import Card, CardPattern, cards_of
from patterns.models import CardSet, Observation, TypicalStory
from patterns.queries import lent_cards
from patterns.reading_time import Load, SetBudget, budget, load
from people.models import Coalition
from vertelpunt.models import Story


def cards_at_hand(coalition: Coalition) -> QuerySet[Observation]:
    """Return the cards that can be in a set: the coalition's own and those that were lent to it; hidden ones not."""
    lent = lent_cards(coalition).values("pk")
    own = Observation.objects.filter(coalition=coalition, hidden=False).values("pk")
    return Observation.objects.filter(pk__in=lent) | Observation.objects.filter(pk__in=own)


def card_sets(coalition: Coalition) -> QuerySet[CardSet]:
    """Return the sets of a coalition, each with how many cards were put in it."""
    return coalition.card_sets.annotate(size=Count("cards"))


def observations_in(card_set: CardSet) -> list[Observation]:
    """Return the observations of a set that may still be shown, in its order."""
    known = {one.pk: one for one in cards_at_hand(card_set.coalition).select_related("coalition", "vertelpunt")}
    return [known[pk] for pk in card_set.cards.values_list("observation", flat=True) if pk in known]


def cards_in(card_set: CardSet) -> list[Card]:
    """Return the cards of a set as they are printed, in its order."""
    order = [one.pk for one in observations_in(card_set)]
    found = {card.pk: card for card in cards_of(Observation.objects.filter(pk__in=order))}
    return [found[pk] for pk in order if pk in found]


@dataclass(frozen=True)
class Laid:
    """A set as it lies on the table: its cards, and what they ask of people."""

    card_set: CardSet

    @cached_property
    def cards(self) -> list[Card]:
        """Return its cards, in its order."""
        return cards_in(self.card_set)

    @cached_property
    def stories(self) -> QuerySet[Story]:
        """Return the stories that were chosen with its cards, each once."""
        chosen = TypicalStory.objects.filter(observation__in=[card.pk for card in self.cards])
        return Story.objects.filter(pk__in=chosen.values("story"))

    @cached_property
    def budget(self) -> SetBudget:
        """Return what it asks of people, beside what they can take in."""
        words = self.stories.values_list("words", flat=True)
        return budget(map(load_of, self.cards), words, self.card_set.budget, self.card_set.stories)


def load_of(card: Card) -> Load:
    """Return what somebody has to take in of a card."""
    texts = [card.title, card.seen, *(text for _letter, text in card.readings), *(one.text for one in card.quotes)]
    drawn = [pattern for pattern in card.patterns if pattern.figure]
    grouped = sum(map(_grouped, drawn))
    return load(texts, len(drawn) - grouped, grouped)


def _grouped(pattern: CardPattern) -> bool:
    return bool(pattern.figure and pattern.figure.form not in ("histogram", "bars"))
