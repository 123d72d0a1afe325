"""A cluster counts what one process counts, bit for bit, also when a worker is killed half-way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from patterns.stats.columns import Dataset
from patterns.stats.encode import encode
from patterns.stats.evaluate import evaluate
from patterns.stats.scale_out import Cluster, part, split_rows
from tests.stats.test_invariance import ALL, run, summary, told

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two worker processes on this machine."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client


class Deadly(Cluster):
    """Kills a worker as soon as the first part has come back."""

    killed = False

    def _each(self, *given: Any) -> Iterator[Any]:
        for result in super()._each(*given):
            if not self.killed:
                self.killed = True
                os.kill(min(self.client.run(os.getpid).values()), signal.SIGKILL)
            yield result


def on(cluster: Cluster, data: Dataset) -> dict[str, Any]:
    """Everything that an evaluation on a cluster says."""
    return summary(evaluate(data, ALL, backend=cluster))


def test_a_cluster_gives_the_same_numbers(client: Any) -> None:
    assert on(Cluster(client, rows=90, fewest=0), told()) == run(told())


def test_a_killed_worker_changes_nothing(client: Any) -> None:
    cluster = Deadly(client, rows=40, fewest=0)
    assert on(cluster, told()) == run(told())
    assert cluster.killed


def test_parts_keep_each_teller_whole_and_lose_nobody() -> None:
    data = told()
    encoded = encode(data, data.columns, ALL)
    parts = split_rows(encoded, 30)
    assert sorted(np.concatenate(parts).tolist()) == list(range(data.size))
    assert data.tellers is not None
    homes = [set(data.tellers[rows].tolist()) - {-1} for rows in parts]
    assert sum(map(len, homes)) == len(set().union(*homes))


def test_a_part_knows_who_told_what() -> None:
    data = told()
    encoded = encode(data, data.columns, ALL)
    rows = split_rows(encoded, 30)[-1]
    again = part(encoded, rows)
    assert again.n == len(rows)
    assert len(again.repeated) == len(rows)
    assert np.array_equal(again.codes, encoded.codes[:, rows])
