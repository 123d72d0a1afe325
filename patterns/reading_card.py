"""A card as a page shows it: for phones, for the list, beside the editor."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from patterns.card import Card, CardQuote
from patterns.charts import Histogram, histograms
from patterns.findings import Drawn
from patterns.histograms import difference, is_pair, numbers_of, statistics_names
from patterns.numbers import decimal
from patterns.printing import chosen, disclaimer, question_name, source, story_number
from patterns.stats.figures import Figure, Group

MOST_IN_PREVIEW = 6
LEAST = 5  # a smaller group is not shown on a card


@dataclass(frozen=True)
class Mini:
    """One small histogram with its name and what it says in a few words."""

    one: Histogram
    label: str
    words: str


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

    @cached_property
    def minis(self) -> list[Mini]:
        """Return its histograms, small; of a multi-choice question those who chose an option, most different first."""
        figure = self.card.figure
        if figure is None or figure.form not in ("histogram", "histograms"):
            return []
        return _pairs(figure) if is_pair(figure) else _groups(figure)

    @property
    def few(self) -> list[Mini]:
        """Return the first of them, for a preview."""
        return self.minis[:MOST_IN_PREVIEW]

    @property
    def numbers(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the statistics of every group as a table: its head and its rows."""
        groups = self.card.figure.groups if self.card.figure else ()
        return statistics_names(), [(group.label, *numbers_of(group)) for group in groups]

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


def _groups(figure: Figure) -> list[Mini]:
    shown = [group for group in figure.groups if group.summary.n >= LEAST]
    drawn = histograms(shown)
    words = _("mean %(mean)s · %(n)s stories")
    return [
        Mini(one, group.label, words % {"mean": decimal(group.summary.mean), "n": decimal(group.summary.n)})
        for one, group in zip(drawn, shown, strict=True)
    ]


def _pairs(figure: Figure) -> list[Mini]:
    twos = sorted(zip(figure.groups[::2], figure.groups[1::2], strict=True), key=difference, reverse=True)
    shown = [two for two in twos if difference(two) >= 0]
    drawn = histograms([chosen for chosen, _rest in shown])
    return [_pair(one, chosen, rest) for one, (chosen, rest) in zip(drawn, shown, strict=True)]


def _pair(one: Histogram, chosen: Group, rest: Group) -> Mini:
    words = _("mean %(mean)s; without this answer %(rest)s")
    means = {"mean": decimal(chosen.summary.mean), "rest": decimal(rest.summary.mean)}
    return Mini(one, chosen.label.rsplit(": ", 1)[0], words % means)
