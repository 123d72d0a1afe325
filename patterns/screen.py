"""A figure on screen: a still picture that the server draws, its Vega-Lite specification, its table and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lib.texts import localized
from patterns import background, charts
from patterns.bundle import bundle_address
from patterns.dataset import vertelpunt_layout
from patterns.downloads import FORMS
from patterns.drawing.colours import FIND, group_colours
from patterns.drawing.parts import PAPER, Naming
from patterns.findings import Drawn
from patterns.models import Pattern
from patterns.numbers import decimal, percent
from patterns.stats.figures import Figure
from patterns.tabular import Tabular, tabular
from patterns.vega import bars, histogram, plane, table
from patterns.vega.look import NOBODY, Asked, Spec, Words
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt
from vertelpunt.questions import Question


def chart_words(poles: tuple[str, str] = ("", "")) -> Words:
    """Return the words of charts in the active language."""
    return Words(
        stories=_("stories"),
        share=_("share"),
        part=_("part"),
        mean=_("mean"),
        more=_("more than expected"),
        fewer=_("fewer than expected"),
        sides=(poles[0] or _("left"), _("in the middle"), poles[1] or _("right")),
        unanswered=_("not answered"),
    )


@dataclass(frozen=True)
class Panel:
    """One histogram: the still picture with its words, and what draws it on screen."""

    still: charts.Histogram
    spec: Spec | None


@dataclass(frozen=True)
class Binned:
    """A row of the table under histograms: a part of the slider, and how many stories of each group lie there."""

    name: str
    value: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A figure on a page; `asked` are its questions as an address names them, `files` where it can be downloaded."""

    figure: Figure
    drawn: Drawn
    naming: Naming
    asked: tuple[Asked, Asked] = (NOBODY, NOBODY)
    files: Sequence[tuple[str, str]] = ()
    over_time: bool = False
    title: str = ""

    @property
    def bundle(self) -> str:
        """Return where the script is that draws on screen."""
        return bundle_address()

    @property
    def words(self) -> Words:
        """Return the words of the chart."""
        return chart_words(self.naming.poles)

    @property
    def name(self) -> str:
        """Return the slider's name in an address, for the buttons of its table."""
        return self.asked[0].key if self.figure.form in ("histogram", "histograms") else ""

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """Return a panel for each histogram; of a triad's own figure none, as that is a triangle."""
        if self.figure.form not in ("histogram", "histograms"):
            return ()
        stills = self.drawn.histograms
        top = histogram.tallest([one.summary for one in stills])
        return tuple(Panel(one, self._histogram(one, top)) for one in stills)

    def _histogram(self, one: charts.Histogram, top: float) -> Spec | None:
        if not one.summary.n:
            return None
        colour = one.bars[0].colour if one.bars else FIND
        return histogram.histogram(one.summary, self.words, colour, top, self.asked[0])

    @cached_property
    def spec(self) -> Spec | None:
        """Return what draws a figure that is one picture."""
        if self.over_time and self.figure.groups:
            return histogram.over_time(self.figure.groups, self.words, self.asked[1])
        forms = {"bars": self._bars, "table": self._table, "grid": self._grid, "triangle": self._triangle}
        return forms[self.figure.form]() if self.figure.form in forms and self.figure.n else None

    def _bars(self) -> Spec:
        counts = [f"{decimal(bar.n)} ({percent(bar.share)})" for bar in self.figure.bars]
        colours = group_colours([bar.code for bar in self.figure.bars])
        return bars.bar_chart(self.figure.bars, counts, self.words, colours, self.asked[0])

    def _table(self) -> Spec:
        return table.heat_map(self.figure, self.words, *self.asked)

    def _grid(self) -> Spec:
        return plane.grid(self.figure, self.words, *self.asked)

    def _triangle(self) -> Spec:
        return plane.triangle(self.figure, self._corners(), self.words)

    @property
    def has_still(self) -> bool:
        """Tell whether the server draws a picture of it; of what is not drawn the table is open."""
        return bool(self.panels or self.drawn.squares or self.still)

    @cached_property
    def still(self) -> SafeString | str:
        """Return the picture of a triad, which no template draws."""
        if self.figure.form != "triangle" or not self.figure.n:
            return ""
        from patterns.drawn import draw  # brings matplotlib

        made = draw(self.figure, self.naming, PAPER)
        return format_html('<div role="img" aria-label="{}">{}</div>', made.alt, mark_safe(made.svg))  # noqa: S308

    def _corners(self) -> tuple[str, ...]:
        return tuple(group.label for group in self.figure.groups)

    @cached_property
    def counts(self) -> Tabular | None:
        """Return the counts of squares or of a triad as a table."""
        return tabular(self.figure) if self.figure.form in ("grid", "triangle") else None

    @cached_property
    def bins(self) -> tuple[Binned, ...]:
        """Return the counts under all histograms, a row for each part of the slider."""
        stills = self.drawn.histograms if self.panels else ()
        asked = self.asked[0]
        found = []
        for place in range(histogram.LAST + 1 if stills else 0):
            low, high = histogram.ends(place)
            counts = tuple(decimal(one.summary.bins[place]) for one in stills)
            found.append(Binned(f"{low}–{high}", asked.span(low, high), counts))
        return tuple(found)

    @property
    def caption(self) -> str:
        """Return how to read the figure."""
        if self.over_time and self.figure.groups:
            return _(
                "Each bar is a month: its shares on the left, in the middle and on the right. The line is the mean."
            )
        return _caption(self.figure)


def _caption(figure: Figure) -> str:
    if figure.form == "table":
        return _(
            "A number counts stories. ▲ on green: more, ▽ on red: fewer than would be expected if these answers "
            "had nothing to do with each other."
        )
    if figure.form == "grid":
        return _("Each square counts the stories in it; the darker, the more.")
    if figure.form == "triangle":
        return _("Each dot counts stories: the closer to a corner, the more that corner weighs in them.")
    if figure.form == "bars":
        return _("The length of a bar is its share of those who answered.")
    return _("The height of a bar is its share of the group; the line is the mean, the pale band the middle.")


def called(question: Question) -> str:
    """Return the short name of a question, as the columns of the statistics are labelled."""
    return localized(question.short) or localized(question.text) or question.key


def asked_in(vertelpunt: Vertelpunt) -> dict[str, Asked]:
    """Return the questions of a Vertelpunt as an address names them, by the name that figures call them."""
    fields = vertelpunt_layout(vertelpunt).fields
    audiences = {localized(one.name): one.key for one in vertelpunt.audiences.all()}
    found = {str(background.KEYS[background.AUDIENCE]): Asked("audience", audiences)}
    for field in fields:
        codes = {localized(option.label) or option.code: option.code for option in field.options}
        if field.kind != "triad":
            found[called(field.question)] = Asked(field.question.key, codes)
    return found


def chart_of(
    figure: Figure,
    *,
    naming: Naming | None = None,
    asked: Mapping[str, Asked] | None = None,
    files: Sequence[tuple[str, str]] = (),
    title: str = "",
) -> Chart:
    """Return `figure` as a chart; `asked` is what an address calls its questions, without which nothing is clicked."""
    known = asked or {}
    pair = (known.get(figure.x, NOBODY), known.get(figure.y, NOBODY))
    over_time = bool(naming and naming.kind.startswith("time_"))
    return Chart(figure, Drawn(figure), naming or Naming(), pair, files, over_time, title)


def naming_for(vertelpunt: Vertelpunt, figure: Figure, kind: str = "") -> Naming:
    """Return the words at the ends of the sliders of `figure`."""
    poles = {
        called(field.question): (localized(field.question.poles[0]), localized(field.question.poles[1]))
        for field in vertelpunt_layout(vertelpunt).fields
        if field.question.poles
    }
    nothing = ("", "")
    return Naming(poles.get(figure.x, nothing), poles.get(figure.y, nothing), kind)


def pattern_chart(place: Workplace, pattern: Pattern) -> Chart | None:
    """Return the figure of a pattern as its page shows it."""
    figure = pattern.figure
    if figure is None:
        return None
    start = [place.desk.coalition.slug, place.vertelpunt.slug, pattern.key]
    files = [(form, reverse("patterns:pattern_figure", args=[*start, form])) for form in FORMS]
    return chart_of(
        figure,
        naming=naming_for(place.vertelpunt, figure, pattern.kind),
        asked=asked_in(place.vertelpunt),
        files=files,
    )
