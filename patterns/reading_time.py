"""How long people need for cards: a pure estimate, to warn before a table has more than it can take in."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from lib.words import count_words

WORDS_A_MINUTE = 200
FIGURE_MINUTES = 1.0
PAIRED_FIGURE_MINUTES = 1.5  # a figure of groups side by side takes longer than one group
STORY_MINUTES = 1.0  # when its length is not known
CARDS, STORIES = 4, 10  # on one table


@dataclass(frozen=True)
class Load:
    """What somebody has to take in of one card: how many words and figures; the figures with several groups apart."""

    words: int
    figures: int = 0
    grouped: int = 0

    @property
    def minutes(self) -> float:
        """Return how many minutes that takes."""
        return self.words / WORDS_A_MINUTE + self.figures * FIGURE_MINUTES + self.grouped * PAIRED_FIGURE_MINUTES


def load(texts: Iterable[str], figures: int = 0, grouped: int = 0) -> Load:
    """Return the load of a card with these texts and figures."""
    return Load(sum(map(count_words, texts)), figures, grouped)


@dataclass(frozen=True)
class Budget:
    """How many cards and stories there are, beside what people can take in; it warns and never forbids."""

    cards: int
    stories: int
    most_cards: int = CARDS
    most_stories: int = STORIES

    @property
    def too_many_cards(self) -> bool:
        """Tell whether there are more cards than people can take in."""
        return self.cards > self.most_cards

    @property
    def too_many_stories(self) -> bool:
        """Tell whether there are more stories than people can take in."""
        return self.stories > self.most_stories

    @property
    def exceeded(self) -> bool:
        """Tell whether there is too much of anything."""
        return self.too_many_cards or self.too_many_stories


@dataclass(frozen=True)
class SetBudget(Budget):
    """A budget that also knows how long one person reads."""

    card_minutes: float = 0.0
    story_minutes: float = 0.0

    @property
    def minutes(self) -> int:
        """Return how many whole minutes one person needs to read it all."""
        return ceil(round(self.card_minutes + self.story_minutes, 6))


def budget(loads: Iterable[Load], story_words: Iterable[int], most_cards: int, most_stories: int) -> SetBudget:
    """Return the budget of cards with these loads, and of stories with so many words.

    >>> budget([Load(400, 1)], [200, 100], 4, 10).minutes
    5
    """
    cards, stories = list(loads), list(story_words)
    read = sum(words / WORDS_A_MINUTE if words else STORY_MINUTES for words in stories)
    return SetBudget(len(cards), len(stories), most_cards, most_stories, sum(card.minutes for card in cards), read)
