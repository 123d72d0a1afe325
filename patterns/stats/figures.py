"""The numbers behind every figure: what charts, tables, cards and the public JSON are all drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SliderSummary:
    """The distribution of one slider (or one pole of a triad) over some stories.

    ``bins`` are counts of 0-4, 5-9 ... 90-94, 95-100. What cannot be computed (an sd of one story, the
    skewness of equal answers) is None. ``kurtosis`` is the excess over the normal distribution's;
    ``low``, ``middle`` and ``high`` are shares of the answered; ``bimodality`` is Sarle's coefficient.
    """

    n: int
    bins: tuple[int, ...]
    mean: float | None
    mode: int | None
    median: float | None
    sd: float | None
    mean_minus_sd: float | None
    mean_plus_sd: float | None
    skewness: float | None
    kurtosis: float | None
    low: float | None
    middle: float | None
    high: float | None
    bimodality: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__} | {"bins": list(self.bins)}


@dataclass(frozen=True, slots=True)
class Group:
    """One histogram of a row of histograms: an option of the other question and the slider's answers there."""

    code: str
    label: str
    small: bool
    summary: SliderSummary

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"code": self.code, "label": self.label, "small": self.small} | self.summary.to_dict()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: an option, how many stories chose it, and their share of those who answered."""

    code: str
    label: str
    n: int
    share: float | None
    small: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of one question by another; ``expected`` and adjusted ``residuals`` suppose no association.

    A cell whose row or column is empty has None for its residual.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    expected: tuple[tuple[float | None, ...], ...]
    residuals: tuple[tuple[float | None, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain: dict[str, Any] = {"rows": list(self.rows), "columns": list(self.columns)}
        for name in ("counts", "expected", "residuals"):
            plain[name] = [list(row) for row in getattr(self, name)]
        return plain


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that one figure shows, of all stories (a test may use fewer: one per teller).

    Attributes
    ----------
    form : str
        ``histogram`` (one slider), ``bars`` (one choice), ``histograms`` (a slider per option), ``table``
        (choice by choice, one table per option of a multi-choice question when there are several),
        ``grid`` (slider by slider, counts in steps of ten), ``triangle`` (a triad, counts in steps of ten).
    n, missing : int, float
        Stories shown, and the share of all stories that are not, for want of an answer.
    x, y : str
        The short names of the questions along the figure; ``y`` is empty for a single question.
    groups, bars, tables, points
        What the form needs; the others stay empty. ``points`` are (x, y, count) of a grid or triangle:
        the lower ends of its steps.
    tables_for : tuple of str
        What each of several tables is about.
    panels, panels_for
        Of a three-way pattern the same figure for each group of the third question, and the groups' labels.
    """

    form: str
    n: int
    missing: float
    x: str
    y: str = ""
    groups: tuple[Group, ...] = ()
    bars: tuple[Bar, ...] = ()
    tables: tuple[Table, ...] = ()
    tables_for: tuple[str, ...] = ()
    points: tuple[tuple[int, int, int], ...] = ()
    panels: tuple[Figure, ...] = ()
    panels_for: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, only those that this form has."""
        plain: dict[str, Any] = {"form": self.form, "n": self.n, "missing": self.missing, "x": self.x, "y": self.y}
        for name in ("groups", "bars", "tables", "panels"):
            if getattr(self, name):
                plain[name] = [part.to_dict() for part in getattr(self, name)]
        for name in ("tables_for", "panels_for"):
            if getattr(self, name):
                plain[name] = list(getattr(self, name))
        if self.points:
            plain["points"] = [list(point) for point in self.points]
        return plain

    def public(self) -> dict[str, Any]:
        """The ``table`` or ``groups`` of the public JSON: one of the two keys."""
        if self.panels:
            panels = zip(self.panels_for, self.panels, strict=True)
            return {"groups": [{"label": label, "n": panel.n} | panel.public() for label, panel in panels]}
        if self.form in ("histogram", "histograms"):
            return {"groups": [group.to_dict() for group in self.groups]}
        if self.form == "bars":
            return {"groups": [bar.to_dict() for bar in self.bars]}
        if self.form == "table" and len(self.tables) == 1:
            return {"table": self.tables[0].to_dict()}
        if self.form == "table":
            tables = [table.to_dict() for table in self.tables]
            return {"table": {"for": list(self.tables_for), "tables": tables}}
        return {"table": {"points": [list(point) for point in self.points]}}
