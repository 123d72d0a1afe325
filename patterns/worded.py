"""Figures with words for the parts that the statistics name by a code: the middle, an end, a missing answer."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patterns.stats.figures import Figure, Group, Table

YES, NO = ":yes", ":no"
PARTS: dict[str, Promise] = {
    "middle": gettext_lazy("in the middle"),
    "ends": gettext_lazy("at either end"),
    "not answered": gettext_lazy("not answered"),
    "answered": gettext_lazy("answered"),
}


def worded(figure: Figure, kind: str) -> Figure:
    """Return the figure of a pattern of `kind` with words that people use, in the active language."""
    special = kind.startswith(("middle_", "non_answer_"))
    tables = tuple(_table(table) for table in figure.tables) if special else figure.tables
    return replace(figure, groups=tuple(_group(group, special) for group in figure.groups), tables=tables)


def is_pair(figure: Figure) -> bool:
    """Tell whether the groups come in twos: those who chose an option, and the others."""
    return bool(figure.groups) and figure.groups[0].code.endswith(YES)


def _group(group: Group, special: bool) -> Group:
    if group.code.endswith(YES):
        return replace(group, label=group.label.removesuffix(": yes"))
    if group.code.endswith(NO):
        return replace(group, label=_("not: %(answer)s") % {"answer": group.label.removesuffix(": no")})
    return replace(group, label=str(PARTS[group.code])) if special and group.code in PARTS else group


def _table(table: Table) -> Table:
    return replace(table, rows=tuple(str(PARTS.get(row, row)) for row in table.rows))
