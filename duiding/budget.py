"""How much a table can carry: a budget that warns and never forbids."""

from dataclasses import dataclass

CARDS = 4
STORIES = 10


@dataclass(frozen=True)
class Budget:
    """What lies on a table, beside what people can take in."""

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
