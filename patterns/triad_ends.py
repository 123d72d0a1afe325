"""The ends of a triad in a figure: groups are compared with groups of the same end only, and said with that end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from patterns.numbers import LEAST

if TYPE_CHECKING:
    from patterns.stats.figures import Group

BETWEEN = ": "  # stands after the name of an end in the label of a group


def end_of(group: Group) -> str:
    """Return the code of the end of a triad that a histogram is about; empty where there is no triad."""
    code = group.code.removesuffix(":yes").removesuffix(":no")
    return code.partition(":")[0] if ":" in code else ""


def end_name(group: Group) -> str:
    """Return the name of that end; empty where there is no triad."""
    return group.label.partition(BETWEEN)[0] if end_of(group) else ""


def without_end(group: Group) -> str:
    """Return the label of a group without the name of its end."""
    return group.label.removeprefix(end_name(group) + BETWEEN) if end_of(group) else group.label


def with_end(question: str, group: Group) -> str:
    """Return the name of a question with that of the end of a triad that a histogram is about."""
    return BETWEEN.join(name for name in (question, end_name(group)) if name)


def by_end(groups: Sequence[Group]) -> list[list[Group]]:
    """Return the groups of each end of a triad, in their order; all of them together where there is no triad."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(end_of(group), []).append(group)
    return list(found.values())


def of_one_end(groups: Sequence[Group]) -> list[Group]:
    """Return the groups of the end whose means lie farthest apart; all of them where there is no triad."""
    return max(by_end(groups), key=_apart, default=[])


def _apart(groups: Sequence[Group]) -> float:
    means = [group.summary.mean for group in groups if group.summary.mean is not None and group.summary.n >= LEAST]
    return max(means) - min(means) if means else -1.0
