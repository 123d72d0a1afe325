"""One slider stacked by the steps of another question, for two selections beside each other, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.csvfile import Value
from patterns.comparing import Comparison
from patterns.drawing.colours import FIND, FIND_PALE, STEPS, blend, group_colours
from patterns.numbers import decimal, percent
from patterns.screen import chart_words
from patterns.stats.columns import Column
from patterns.stats.stacks import BINS, Stack, stack
from patterns.tabular import Tabular
from patterns.vega.beside import part_name, stacked, tallest
from patterns.vega.look import Spec

UNANSWERED = "#dcd5c6"
WIDE_ONE, WIDE_BOTH = 86.0, 240.0


@dataclass(frozen=True)
class Panel:
    """One selection: its name, its numbers, what draws it, and how it is drawn without a script."""

    stack: Stack
    n: str
    answered: str
    spec: Spec
    still: SafeString


@dataclass(frozen=True, eq=False)
class Stacked:
    """The figure, with what can be chosen for it."""

    comparison: Comparison
    slider: Column
    steps: Column
    sliders: tuple[Column, ...]
    choices: tuple[Column, ...]

    @property
    def title(self) -> str:
        """Return what the figure is about."""
        return _("%(slider)s by %(steps)s") % {"slider": self.slider.label, "steps": self.steps.label}

    @cached_property
    def stacks(self) -> tuple[Stack, Stack]:
        """Return the counts of both selections."""
        first, second = self.comparison.first, self.comparison.second
        made = [stack(one.label, self.slider, self.steps, one.rows) for one in (first, second)]
        return made[0], made[1]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the steps in words, and what stands for no answer."""
        return (*(option.label for option in self.steps.options), _("not answered"))

    @property
    def colours(self) -> tuple[str, ...]:
        """Return a colour for each step."""
        codes = [option.code for option in self.steps.options]
        if set(codes) <= set(STEPS):
            return (*group_colours(codes), UNANSWERED)
        last = max(len(codes) - 1, 1)
        return (*(blend(FIND_PALE, FIND, place / last) for place in range(len(codes))), UNANSWERED)

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return each step with its colour."""
        return tuple(zip(self.names, self.colours, strict=True))

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """Return both selections, drawn on one scale."""
        top, words = tallest(self.stacks), chart_words(self.slider.poles)
        steps = self.names[:-1]
        return tuple(
            Panel(
                one,
                decimal(one.n),
                decimal(one.answered),
                stacked(one, steps, self.colours, words, top),
                mark_safe(self._alone(one, top)),  # noqa: S308  # our own drawing
            )
            for one in self.stacks
        )

    def _alone(self, one: Stack, top: float) -> str:
        """Return one selection without its words, which the page sets around it."""
        from patterns.drawing import stacked as drawing  # brings matplotlib

        legend = drawing.Legend((), (), self.colours, ("", ""), _("not answered"), ("",))
        return drawing.stacked([replace(one, label="")], legend, top, WIDE_ONE)

    def svg(self) -> str:
        """Return both selections as one drawing with its legend."""
        from patterns.drawing import stacked as drawing  # brings matplotlib

        notes = [ngettext("%(n)s story", "%(n)s stories", one.n) % {"n": decimal(one.n)} for one in self.stacks]
        legend = drawing.Legend(
            self.names, self.colours, self.colours, self.slider.poles, _("not answered"), notes
        )  # fmt: skip
        return drawing.stacked(self.stacks, legend, tallest(self.stacks), WIDE_BOTH)

    @property
    def caption(self) -> str:
        """Return how to read the figure."""
        return _(
            "The height of a bar is its share of all stories of a selection, the number counts them. "
            "Colours: “%(steps)s”. Apart at the right: who did not answer the slider."
        ) % {"steps": self.steps.label}

    @property
    def table(self) -> Tabular:
        """Return every count of both selections."""
        head = (_("selection"), self.slider.label, *self.names, _("stories"), _("share"))
        rows: list[tuple[Value, ...]] = []
        for one in self.stacks:
            for place in range(BINS + 1):
                total = one.totals[place]
                counts = (line[place] for line in one.counts)
                rows.append((one.label, part_name(place, _("not answered")), *counts, total, one.share(total)))
        return Tabular(head, tuple(rows))

    @property
    def shown(self) -> Tabular:
        """Return the table as people read it."""
        rows: list[tuple[Value, ...]] = []
        for *counts, share in self.table.rows:
            said = (decimal(n) if isinstance(n, int) else n for n in counts)
            rows.append((*said, percent(share if isinstance(share, float) else None)))
        return Tabular(self.table.head, tuple(rows))


def stacked_of(comparison: Comparison, slider: str = "", steps: str = "") -> Stacked | None:
    """Return the figure for these questions, or for the first that fit; None without a slider and a choice."""
    columns = [column for column in comparison.ground.columns.values() if column.is_question]
    sliders = tuple(column for column in columns if column.kind == "slider")
    ordered = [column for column in columns if column.kind == "ordered"]
    choices = (*ordered, *(column for column in columns if column.kind == "nominal"))
    if not sliders or not choices:
        return None
    first = next((column for column in ordered if _five_steps(column)), choices[0])
    return Stacked(
        comparison, _named(sliders, slider) or sliders[0], _named(choices, steps) or first, sliders, choices
    )


def _five_steps(column: Column) -> bool:
    return set(STEPS) <= {option.code for option in column.options}


def _named(columns: Sequence[Column], key: str) -> Column | None:
    return next((column for column in columns if column.key == key), None)
