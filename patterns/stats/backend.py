"""Who counts: this process, or others; the numbers are the same."""

from __future__ import annotations

from typing import Protocol

from patterns.stats.columns import Ints
from patterns.stats.counting import LevelCounts, shown
from patterns.stats.encode import Encoded
from patterns.stats.ranks import RankSums, rank_sums
from patterns.stats.views import Views


class Backend(Protocol):
    """Counts an encoded dataset."""

    def count(self, data: Encoded, views: Views, sliders: slice) -> LevelCounts:
        """Levels by levels and sliders by levels, for every view."""
        ...

    def sums(self, data: Encoded, views: Views) -> RankSums:
        """Rank sums of every pair of sliders, for every view."""
        ...

    def shown(self, data: Encoded) -> Ints:
        """How many stories have the answers of any two masks."""
        ...


class Here:
    """Counts in this process."""

    def count(self, data: Encoded, views: Views, sliders: slice) -> LevelCounts:
        """Levels by levels and sliders by levels, for every view."""
        return views.count(data, sliders)

    def sums(self, data: Encoded, views: Views) -> RankSums:
        """Rank sums of every pair of sliders, for every view."""
        return rank_sums(data, views)

    def shown(self, data: Encoded) -> Ints:
        """How many stories have the answers of any two masks."""
        return shown(data)
