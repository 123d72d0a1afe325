"""Patterns as a page shows them: a title, why they stand out, a figure, and what says the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.texts import localized
from patterns import charts
from patterns.focus import is_pair, spoken
from patterns.histograms import difference
from patterns.marking import Marks, wishes
from patterns.models import Evaluation, Pattern
from patterns.numbers import decimal, percent
from patterns.queries import Named, saying_the_same
from patterns.stats.figures import Figure
from patterns.storing import said
from patterns.triad_ends import of_one_end
from patterns.wishes import BACKGROUND, COPIES, names, themes
from vertelpunt.models import Vertelpunt

MOST_SMALL = 6  # histograms in a list
MOST_OTHERS = 8  # patterns that say the same, named in a list
FAULTS: dict[str, Promise] = {
    "lost": gettext_lazy("The evaluation stopped half-way: the worker said nothing for two minutes. Start it again."),
    "stopped": gettext_lazy("The evaluation was broken off, because the server stopped. Start it again."),
    "memory": gettext_lazy("There was not enough memory for this evaluation. Ask who runs the server."),
    "database": gettext_lazy("The database could not be reached. Start the evaluation again in a minute."),
    "bad_column": gettext_lazy("The answers contain something that cannot be counted. Ask who runs the server."),
    "not_lent": gettext_lazy("This Vertelpunt is not lent to this coalition any more, so it cannot be evaluated."),
    "broken": gettext_lazy(
        "The evaluation failed through a fault of ours. Start it again; if it fails again, tell us."
    ),
}


@dataclass(frozen=True)
class Drawn:
    """A figure as templates draw it; of the fields only those of its form are filled."""

    figure: Figure
    about: str = ""

    @property
    def x(self) -> str:
        """Return what stands along the figure."""
        return self.figure.x

    @property
    def y(self) -> str:
        """Return what stands up the figure."""
        return self.figure.y

    @cached_property
    def histograms(self) -> tuple[charts.Histogram, ...]:
        """Return a histogram for each group, on one scale; of multi-choice the pairs that differ most first."""
        groups = self.figure.groups
        if self.in_pairs:
            twos = sorted(zip(groups[::2], groups[1::2], strict=True), key=difference, reverse=True)
            groups = tuple(group for two in twos for group in two)
        return charts.histograms(spoken(groups))

    @property
    def few_histograms(self) -> tuple[charts.Histogram, ...]:
        """Return some of the histograms, for a list: the pairs, or the end of a triad, that differ most."""
        if self.in_pairs:
            return self.histograms[:MOST_SMALL]
        shown = {group.label for group in spoken(of_one_end(self.figure.groups))}
        return tuple(one for one in self.histograms if one.label in shown)[:MOST_SMALL]

    @property
    def more_histograms(self) -> int:
        """Return how many a list leaves out."""
        return len(self.histograms) - len(self.few_histograms)

    @property
    def in_pairs(self) -> bool:
        """Tell whether the histograms come in twos: with an answer, and without it."""
        return is_pair(self.figure)

    @property
    def several(self) -> bool:
        """Tell whether there are histograms side by side."""
        return len(self.figure.groups) > 1

    @cached_property
    def lines(self) -> tuple[charts.Line, ...]:
        """Return the bars of one choice."""
        return charts.lines(self.figure.bars)

    @cached_property
    def crossings(self) -> tuple[charts.Crossing, ...]:
        """Return tables of counts."""
        return charts.crossings(self.figure)

    @cached_property
    def remarkable(self) -> tuple[charts.Line, ...]:
        """Return the cells of its tables that differ most from what one would expect."""
        return charts.remarkable(self.figure, self.about)

    @cached_property
    def squares(self) -> tuple[charts.Shape, ...]:
        """Return the squares of two sliders."""
        return charts.squares(self.figure) if self.figure.form == "grid" else ()

    @cached_property
    def quarters(self) -> tuple[tuple[str, str], ...]:
        """Return the shares of the quarters of two sliders."""
        return charts.quarters(self.figure)

    @property
    def missing(self) -> str:
        """Return the share of stories that the figure does not show."""
        return percent(self.figure.missing)


@dataclass(frozen=True)
class Finding:
    """A pattern on the page."""

    pattern: Pattern
    audiences: Mapping[str, str]
    others: tuple[Named, ...] = ()
    marks: Marks | None = None

    @property
    def key(self) -> str:
        """Return its key in addresses."""
        return self.pattern.key

    @cached_property
    def title(self) -> str:
        """Return the short names of its questions."""
        return " · ".join(said(self.pattern.labels, self.pattern.evaluation.labels))

    @property
    def verdict(self) -> str:
        """Return strong, undecided or absent."""
        return self.pattern.verdict

    @property
    def strength(self) -> str:
        """Return its verdict in words."""
        return str(self.pattern.words.get("verdict", ""))

    @property
    def first_others(self) -> tuple[Named, ...]:
        """Return some of those that say the same."""
        return self.others[:MOST_OTHERS]

    @property
    def seen(self) -> str:
        """Return what is seen, without how many answered."""
        return " ".join(self.pattern.words.get("sentences", ())[1:])

    @property
    def why(self) -> str:
        """Return in one sentence why it is strong, or what it lacks."""
        return str(self.pattern.words.get("why", ""))

    @property
    def effect(self) -> str:
        """Return its effect with the interval."""
        return str(self.pattern.words.get("effect", ""))

    @property
    def nearly_one(self) -> bool:
        """Tell whether its two questions nearly give the same answers: one may be a copy of the other."""
        compared = self.pattern.effect in ("rho", "tau_b", "v") and not self.pattern.kind.startswith("time_")
        return compared and abs(self.pattern.size or 0) >= COPIES

    @property
    def n(self) -> str:
        """Return how many stories it is about."""
        return decimal(self.pattern.n)

    @property
    def within(self) -> str:
        """Return the one audience that it was looked for in."""
        code = self.pattern.audience
        return _("only %(audience)s") % {"audience": self.audiences.get(code, code)} if code else ""

    @property
    def selected(self) -> bool:
        """Tell whether it is on the proposed short list."""
        return bool(self.pattern.selected)

    @cached_property
    def drawn(self) -> Drawn | None:
        """Return its figure."""
        figure = self.pattern.figure
        return Drawn(figure) if figure else None


def findings(
    evaluation: Evaluation, shown: Iterable[Pattern], audiences: Mapping[str, str], marks: Mapping[str, Marks]
) -> list[Finding]:
    """Return the patterns of a page with those that say the same, and what people think of them."""
    listed = list(shown)
    same = saying_the_same(evaluation, listed)
    return [Finding(one, audiences, tuple(same.get(one.group or 0, ())), marks.get(one.key)) for one in listed]


def audience_names(vertelpunt: Vertelpunt) -> dict[str, str]:
    """Return the names of the audiences of a Vertelpunt by their keys."""
    return {audience.key: localized(audience.name) for audience in vertelpunt.audiences.all()}


def choices(evaluation: Evaluation, audiences: Mapping[str, str]) -> Mapping[str, list[tuple[str, str]]]:
    """Return what the list can be narrowed to."""
    known = names(evaluation)
    within = set(evaluation.patterns.exclude(audience="").values_list("audience", flat=True).distinct())
    return {
        "question": list(known.items()),
        "kind": _kinds(),
        "theme": [
            (key, name or _("who told, where and when") if key == BACKGROUND else name)
            for key, (name, _keys) in themes(known).items()
        ],
        "strength": [
            ("strong", _("strong")),
            ("undecided", _("undecided")),
            ("absent", _("no pattern")),
            ("untested", _("not tested")),
        ],
        "audience": [(key, _("only %(audience)s") % {"audience": audiences.get(key, key)}) for key in sorted(within)],
        "mark": wishes(),
        "list": [
            ("", _("findings: one of those that say the same")),
            ("apart", _("findings, without questions that nearly copy each other")),
            ("short", _("the proposed short list")),
            ("every", _("every pattern")),
        ],
    }


def _kinds() -> list[tuple[str, str]]:
    return [
        ("pair", _("two questions together")),
        ("middle", _("the middle against both ends")),
        ("within", _("within one audience")),
        ("non_answer", _("what was not answered")),
        ("time", _("over time")),
        ("subset", _("a selection against the rest")),
        ("three_way", _("different between groups")),
        ("single", _("one question")),
    ]
