"""A card as a page shows it: for phones, for the list, beside the editor."""

from dataclasses import dataclass, replace
from functools import cached_property

from patterns.card import Card, CardQuote
from patterns.findings import Drawn
from patterns.printing import chosen, disclaimer, question_name, source, story_number

LEAST = 5  # a smaller group is not shown on a card


@dataclass(frozen=True)
class ReadableCard:
    """A card with its figure drawn by the page; small groups are left out, as on paper."""

    card: Card

    @cached_property
    def drawn(self) -> Drawn | None:
        """Return the figure."""
        figure = self.card.figure
        if figure is None:
            return None
        groups = tuple(group for group in figure.groups if group.summary.n >= LEAST)
        return Drawn(replace(figure, groups=groups, bars=tuple(bar for bar in figure.bars if bar.n >= LEAST)))

    @property
    def left_out(self) -> bool:
        """Tell whether a group was too small to show."""
        shown, figure = self.drawn, self.card.figure
        if shown is None or figure is None:
            return False
        return len(shown.figure.groups) < len(figure.groups) or len(shown.figure.bars) < len(figure.bars)

    @property
    def questions(self) -> list[tuple[str, str, str]]:
        """Return name, words and way of answering of each question."""
        return [(question_name(one), one.text, one.how) for one in self.card.questions]

    @property
    def quotes(self) -> list[tuple[CardQuote, str]]:
        """Return the quotes with the number of their story as people read it."""
        return [(quote, story_number(quote.story)) for quote in self.card.quotes]

    @property
    def chosen(self) -> list[list[str]]:
        """Return the stories that go with the card, by part."""
        return chosen(self.card)

    @property
    def source(self) -> str:
        """Return where the numbers come from."""
        return source(self.card)

    @property
    def disclaimer(self) -> str:
        """Return what every card says about its data."""
        return disclaimer()
