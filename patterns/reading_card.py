"""A card as a page shows it: for phones, for the list, beside the editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from patterns.card import Card, CardPattern, CardQuote
from patterns.charts import Histogram, histograms
from patterns.findings import Drawn
from patterns.focus import is_pair, large_enough, named_first, named_in, parts_shown, spoken
from patterns.histograms import difference, numbers_of, statistics_names
from patterns.numbers import LEAST, decimal
from patterns.observed import Changed
from patterns.paper.words import disclaimer
from patterns.printing import chosen, question_name, source, story_number
from patterns.stats.figures import Figure, Group
from patterns.triad_ends import of_one_end, without_end

MOST_IN_PREVIEW = 6
MOST_NAMED = 3
Two = tuple[Group, Group]


@dataclass(frozen=True)
class Mini:
    """One small histogram with its name and what it says in a few words."""

    one: Histogram
    label: str
    words: str


@dataclass(frozen=True)
class ReadablePattern:
    """One pattern of a card with its figure drawn by the page; small groups are left out, as on paper."""

    part: CardPattern
    title: str

    @cached_property
    def drawn(self) -> Drawn | None:
        """Return the figure."""
        figure = self.part.figure
        return None if figure is None else Drawn(named_first(large_enough(figure), self.title), self.title)

    @cached_property
    def minis(self) -> list[Mini]:
        """Return its histograms, small; of a multi-choice question those who chose an option, most different first."""
        figure = self.part.figure
        if figure is None or figure.form not in ("histogram", "histograms"):
            return []
        return _pairs(_twos(figure, self.title)) if is_pair(figure) else _groups(figure.groups)

    @property
    def few(self) -> list[Mini]:
        """Return some for a preview: with and without the answers that the title names, else the first."""
        figure = self.part.figure
        if figure is None or not self.minis:
            return []
        if not is_pair(figure):
            return _groups(of_one_end(figure.groups))[:MOST_IN_PREVIEW]
        named = [two for two in _twos(figure, self.title) if named_in(self.title, [_named(two)])]
        groups = [group for two in named[:MOST_NAMED] for group in two]
        return _groups(groups) or self.minis[:MOST_IN_PREVIEW]

    @property
    def numbers(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the statistics of every group as a table: its head and its rows."""
        groups = self.part.figure.groups if self.part.figure else ()
        return statistics_names(), [(group.label, *numbers_of(group)) for group in groups]

    @property
    def left_out(self) -> bool:
        """Tell whether a group was too small to show."""
        shown, figure = self.drawn, self.part.figure
        if shown is None or figure is None:
            return False
        return parts_shown(shown.figure) < parts_shown(figure)

    @property
    def questions(self) -> list[tuple[str, str, str]]:
        """Return name, words and way of answering of each question."""
        return [(question_name(one), one.text, one.how) for one in self.part.questions]


@dataclass(frozen=True)
class ReadableCard:
    """A card as a page shows it, with everything that its patterns show; `changed` is for who may look at its data."""

    card: Card
    changed: Sequence[Changed] = ()

    @cached_property
    def parts(self) -> list[ReadablePattern]:
        """Return its patterns, in their order."""
        return [ReadablePattern(part, self.card.title) for part in self.card.patterns]

    @property
    def drawn(self) -> Drawn | None:
        """Return the figure of the first pattern."""
        return self.parts[0].drawn if self.parts else None

    @property
    def few(self) -> list[Mini]:
        """Return some small histograms of the first pattern, for a preview."""
        return self.parts[0].few if self.parts else []

    @property
    def minis(self) -> list[Mini]:
        """Return the small histograms of the first pattern."""
        return self.parts[0].minis if self.parts else []

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


def _groups(groups: Sequence[Group]) -> list[Mini]:
    shown = spoken([group for group in groups if group.summary.n >= LEAST])
    drawn = histograms(shown)
    words = _("mean %(mean)s · %(n)s stories")
    return [
        Mini(one, group.label, words % {"mean": decimal(group.summary.mean), "n": decimal(group.summary.n)})
        for one, group in zip(drawn, shown, strict=True)
    ]


def _twos(figure: Figure, title: str) -> list[Two]:
    """Return those with and without each answer: first the answers that `title` names, then the most different."""
    twos = [two for two in zip(figure.groups[::2], figure.groups[1::2], strict=True) if difference(two) >= 0]
    return sorted(twos, key=lambda two: (-named_in(title, [_named(two)]), -difference(two)))


def _option(two: Two) -> str:
    return two[0].label.rsplit(": ", 1)[0]


def _named(two: Two) -> str:
    """Return the answer without the end of a triad, as a title may name it."""
    return without_end(two[0]).rpartition(": ")[0]


def _pairs(twos: Sequence[Two]) -> list[Mini]:
    drawn = histograms([chosen for chosen, _rest in twos])
    return [_pair(one, two) for one, two in zip(drawn, twos, strict=True)]


def _pair(one: Histogram, two: Two) -> Mini:
    words = _("mean %(mean)s; without this answer %(rest)s")
    means = {"mean": decimal(two[0].summary.mean), "rest": decimal(two[1].summary.mean)}
    return Mini(one, _option(two), words % means)
