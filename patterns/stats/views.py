"""Which groups of stories are looked at: all, each audience, each channel, all but a largest channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patterns.stats.columns import Bools, Column, Dataset, Ints
from patterns.stats.counting import Grouping, LevelCounts, count_levels
from patterns.stats.encode import Encoded

CROSSED_FROM = 200_000
CROSSED_AT_MOST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Groups of stories as sums of the groups of some groupings, so that each story is counted once for each grouping.

    ``mix`` has shape (views, groups of all groupings in a row); each view uses groups of one grouping.
    """

    groupings: tuple[Grouping, ...]
    mix: Bools

    def rows(self, view: int) -> Ints:
        """The stories of one view."""
        start = 0
        for grouping in self.groupings:
            used = self.mix[view, start : start + grouping.size]
            if used.any():
                return np.flatnonzero(used[grouping.label])
            start += grouping.size
        return np.zeros(0, np.int64)

    def combine(self, parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
        """Counts of the views from the counts of the groupings, groups along the first axis."""
        groups = [group for part in parts for group in part]
        summed = np.zeros((len(self.mix), *groups[0].shape), groups[0].dtype)
        for view, used in enumerate(self.mix):
            for place in np.flatnonzero(used):
                summed[view] += groups[place]
        return summed

    def count(self, data: Encoded, sliders: slice) -> LevelCounts:
        """Level counts of every view."""
        parts = [count_levels(data, grouping, sliders) for grouping in self.groupings]
        return LevelCounts(
            self.combine([part.cross for part in parts]), self.combine([part.by_slider for part in parts])
        )


@dataclass(frozen=True, slots=True, eq=False)
class Strata:
    """The views that "holds" needs, and where they stand: ``Views.mix[0]`` is everything.

    ``audiences`` and ``channels`` are ranges of views; ``without`` are the views without the largest channel, one
    for each channel that is as large.
    """

    views: Views
    audiences: range
    channels: range
    without: range


def strata(dataset: Dataset, minimum: int) -> Strata:
    """Views for all stories, the audiences and channels of at least the minimum, and all but the largest channel."""
    audience, a = group_by(dataset.with_role("audience"), dataset.size, minimum)
    channel, c = group_by(dataset.with_role("channel"), dataset.size, minimum)
    largest = largest_channels(dataset, minimum)
    audiences, channels = a if a > 1 else 0, c if c > 1 else 0
    place = np.arange(audience.size + (channel.size if largest else 0))
    lines = [place < audience.size]
    lines += [place == group for group in range(audiences)]
    lines += [place == audience.size + group for group in range(channels)]
    groups = [audience.size + int(channel.label[channel_rows][0]) for channel_rows in largest]
    lines += [(place >= audience.size) & (place != group) for group in groups]
    first, second = 1 + audiences, 1 + audiences + channels
    views = crossed(Views((audience, channel) if largest else (audience,), np.array(lines)))
    return Strata(views, range(1, first), range(first, second), range(second, len(lines)))


def crossed(views: Views) -> Views:
    """The same views from one grouping of which the groups are the parts that both groupings have in common.

    Every story is then counted once instead of twice. Not for few stories, nor where there would be too many groups
    to be worth it.
    """
    if len(views.groupings) != 2:
        return views
    first, second = views.groupings
    if len(first.label) < CROSSED_FROM or first.size * second.size > CROSSED_AT_MOST * len(views.mix):
        return views
    ours, theirs = views.mix[:, : first.size], views.mix[:, first.size :]
    mix = (ours[:, :, None] | theirs[:, None, :]).reshape(len(views.mix), -1)
    return Views((Grouping(first.label * second.size + second.label, first.size * second.size),), mix)


def largest_channels(dataset: Dataset, minimum: int) -> list[Ints]:
    """The stories of the largest channel, and of each that is as large: whoever comes first must not decide.

    None where the largest channel has fewer stories than the minimum, or all other stories together have: those of the
    smaller channels and those of which the channel is not known.
    """
    channel = dataset.with_role("channel")
    if channel is None or channel.values.ndim > 1 or not channel.options:
        return []
    counts = np.bincount(channel.values[channel.values >= 0], minlength=len(channel.options))
    most = int(counts.max())
    if most < max(minimum, 1) or dataset.size - most < max(minimum, 1):
        return []
    return [np.flatnonzero(channel.values == code) for code in np.flatnonzero(counts == most)]


def group_by(column: Column | None, n: int, minimum: int) -> tuple[Grouping, int]:
    """Stories by option: the options with at least the minimum first, everything else in one last group.

    Returns
    -------
    Grouping
    int
        How many options have a group of their own.
    """
    if column is None or column.values.ndim > 1 or column.kind == "slider":
        return Grouping.whole(n), 0
    counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options))
    large = np.flatnonzero(counts >= minimum)
    place = np.full(len(column.options) + 1, len(large))
    place[large] = np.arange(len(large))
    return Grouping(place[column.values], len(large) + 1), len(large)


def groups_only(column: Column, n: int, minimum: int) -> tuple[Views, Ints]:
    """A view for each option with enough stories, and which options these are."""
    grouping, large = group_by(column, n, minimum)
    counts = np.bincount(column.values[column.values >= 0], minlength=len(column.options))
    return Views((grouping,), np.eye(large, grouping.size, dtype=np.bool_)), np.flatnonzero(counts >= minimum)
