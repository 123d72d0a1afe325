"""Counts on a Dask cluster, by parts of the columns; bit for bit what one process counts."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from importlib import import_module
from typing import Any

import numpy as np

from patterns.stats.columns import Ints
from patterns.stats.counting import Grouping, LevelCounts, shown
from patterns.stats.encode import Encoded
from patterns.stats.ranks import RankSums, Whole, slider_margins, slider_products, sums_of
from patterns.stats.views import Views

ROWS = 50_000
RETRIES = 3
FEWEST = 20_000
PATIENCE = 10  # seconds for a scheduler to answer


class Cluster:
    """A counting back end that sends parts of the dataset to the workers of a Dask scheduler.

    Every part travels with its task, so a worker that dies takes nothing with it: the scheduler gives the task to
    another one. All stories of one teller are in one part. Counts are whole numbers, so the order in which parts
    come back changes nothing.

    Parameters
    ----------
    client : distributed.Client
    rows : int
        Stories in a part.
    fewest : int
        Smaller datasets (a single audience, say) are counted here: that is sooner than sending them.
    """

    def __init__(self, client: Any, rows: int = ROWS, fewest: int = FEWEST) -> None:
        """Keep the connection."""
        self.client, self.rows, self.fewest = client, rows, fewest

    @classmethod
    def at(cls, address: str) -> Cluster:
        """Connect to a scheduler; ImportError says when dask[distributed] is not there, OSError when none answers."""
        client: Any = import_module("distributed").Client
        knock(address)
        return cls(client(address, set_as_default=False, timeout=PATIENCE))

    def close(self) -> None:
        """Let go of the scheduler."""
        self.client.close()

    def count(self, data: Encoded, views: Views, sliders: slice) -> LevelCounts:
        """Levels by levels and sliders by levels, for every view."""
        counts: LevelCounts = reduce(LevelCounts.__add__, self._each(data, views, count_part, sliders))
        return counts

    def sums(self, data: Encoded, views: Views) -> RankSums:
        """Rank sums: first everyone's counts, then products of the ranks that follow from them."""
        margins: Ints = reduce(np.add, self._each(data, views, slider_margins_part))
        products: Whole = reduce(np.add, self._each(data, views, slider_products_part, margins))
        return sums_of(margins, products)

    def shown(self, data: Encoded) -> Ints:
        """How many stories have the answers of any two masks: one product of small matrices, made here."""
        return shown(data)

    def _each(self, data: Encoded, views: Views, work: Callable[..., Any], *more: Any) -> Iterator[Any]:
        """Results of all parts, as they come."""
        if data.n < self.fewest:
            yield work(data, views, *more)
            return
        parts = [(part(data, rows), views_of(views, rows)) for rows in split_rows(data, self.rows)]
        waiting = [self.client.submit(work, *one, *more, pure=False, retries=RETRIES) for one in parts]
        while waiting:
            yield waiting.pop(0).result()


def knock(address: str) -> None:
    """See that something listens at this address: a client takes more than a minute to give that up."""
    comm: Any = import_module("distributed.comm.addressing")
    scheme, place = comm.parse_address(address)
    if scheme not in ("tcp", "tls"):
        raise ValueError(scheme)
    socket.create_connection(comm.parse_host_port(place), PATIENCE).close()


def count_part(data: Encoded, views: Views, sliders: slice) -> LevelCounts:
    """Level counts of one part."""
    return views.count(data, sliders)


def slider_margins_part(data: Encoded, views: Views) -> Ints:
    """Slider counts of one part."""
    return slider_margins(data, views)


def slider_products_part(data: Encoded, views: Views, margins: Ints) -> Whole:
    """Sums of products of one part, with the ranks of the whole."""
    return slider_products(data, views, margins)


def split_rows(data: Encoded, size: int) -> list[Ints]:
    """Rows of every part; the stories of one teller stay together."""
    single = np.ones(data.n, np.bool_)
    single[data.repeated] = False
    rows = np.flatnonzero(single)
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    edges = np.flatnonzero(np.diff(data.teller_start, prepend=-1))
    begin = 0
    for end in [*edges[1:].tolist(), len(data.repeated)]:
        if end - begin >= size or end == len(data.repeated):
            parts.append(data.repeated[begin:end])
            begin = end
    return [rows for rows in parts if len(rows)]


def part(data: Encoded, rows: Ints) -> Encoded:
    """Some stories of an encoded dataset, with all its levels."""
    place = np.full(data.n, -1, np.int64)
    place[rows] = np.arange(len(rows))
    inside = place[data.repeated] >= 0
    moved = np.cumsum(inside) - 1
    return replace(
        data,
        n=len(rows),
        codes=data.codes[:, rows],
        factors=data.factors[:, rows],
        masks=data.masks[:, rows],
        repeated=place[data.repeated[inside]],
        teller_start=moved[data.teller_start[inside]],
    )


def views_of(views: Views, rows: Ints) -> Views:
    """The same views of some stories."""
    return Views(tuple(Grouping(grouping.label[rows], grouping.size) for grouping in views.groupings), views.mix)
