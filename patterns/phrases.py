"""What the experiences of a group have in common, as people say it: with, without, in the middle, not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from patterns.stats.figures import Figure, Group
    from patterns.stats.results import Pattern

CHOSEN, NOT_CHOSEN = "chosen", "not chosen"
ASPECTS = ("middle", "non_answer")
PHRASES: dict[str, Promise] = {
    CHOSEN: _("with “%(option)s” for “%(question)s”"),
    NOT_CHOSEN: _("without “%(option)s” for “%(question)s”"),
    "middle": _("with “%(question)s” in the middle"),
    "ends": _("with “%(question)s” at one of the ends"),
    "answered": _("where “%(question)s” was answered"),
    "not answered": _("where “%(question)s” was not answered"),
    "selected": _("in “%(option)s”"),
    "rest": _("outside “%(question)s”"),
}


def of_group(pattern: Pattern, figure: Figure, group: Group) -> str:
    """Return what the stories of one histogram have in common."""
    label = group.label.removeprefix(f"{pole_of(pattern, group)}: ")
    if group.code.endswith((":yes", ":no")):
        level = CHOSEN if group.code.endswith(":yes") else NOT_CHOSEN
        return _said(level, figure.y, label.rpartition(": ")[0])
    return of_level(pattern, figure.y, label)


def pole_of(pattern: Pattern, group: Group) -> str:
    """Return the pole of a triad that a histogram is about; empty where there is no triad."""
    return group.label.partition(": ")[0] if "triad" in pattern.kind.split("_") else ""


def of_row(pattern: Pattern, figure: Figure, table: int, row: int) -> str:
    """Return what the stories in a row of a table have in common."""
    level = figure.tables[table].rows[row]
    if level in (CHOSEN, NOT_CHOSEN):
        return _said(level, figure.x, figure.tables_for[table].split(" / ")[0])
    return of_level(pattern, figure.x, level)


def of_column(figure: Figure, table: int, column: int) -> str:
    """Return the answer that a column of a table counts."""
    level = figure.tables[table].columns[column]
    if level in (CHOSEN, NOT_CHOSEN):
        return figure.tables_for[table].split(" / ")[-1]
    return level


def of_level(pattern: Pattern, question: str, level: str) -> str:
    """Return the phrase for one answer, or for a level that the statistics made of the first question."""
    if pattern.kind.startswith(ASPECTS):
        return _said(level, question)
    if pattern.kind.startswith("subset"):
        return _said("rest" if level == "rest" else "selected", question, level)
    return _said(CHOSEN, question, level)


def _said(level: str, question: str, option: str = "") -> str:
    return str(PHRASES[level]) % {"question": question, "option": option}
