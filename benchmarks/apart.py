"""Runs functions in processes of their own: one with Django and a database of its own, or many for many jobs.

``python -m benchmarks.apart benchmarks.database:inside`` prints what the function returned, as JSON on the last line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
SQLITE = "sqlite:///"
THREADS = "OPENBLAS_NUM_THREADS"


def in_database(function: str, address: str = "") -> Any:
    """Return what ``module:function`` returns in a fresh database of this address (SQLite in a file by default)."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": address or f"{SQLITE}/{folder}/bench.sqlite3",
            "VAR_DIR": f"{folder}/var",
            "DJANGO_SETTINGS_MODULE": "storycycle.settings",
        }
        command = [sys.executable, "-m", "benchmarks.apart", function]
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{function} stopped: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])


Mapped = Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]


@contextmanager
def spread(processes: int) -> Iterator[Mapped[Any, Any]]:
    """Give a `map` over some processes, each with one thread for its arithmetic; over none for one process."""
    if processes == 1:
        yield map
        return
    kept, os.environ[THREADS] = os.environ.get(THREADS), "1"
    try:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            yield partial(pool.map, chunksize=4)
    finally:
        os.environ.pop(THREADS)
        if kept is not None:
            os.environ[THREADS] = kept


def main() -> None:
    """Make a database, run the function, and take the database away."""
    import django

    django.setup()
    from django.db import connection

    module, name = sys.argv[1].split(":")
    work: Callable[[], Any] = getattr(import_module(module), name)
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = test_name(str(kept))
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        print(json.dumps(work()))
    finally:
        if connection.settings_dict["NAME"] != kept:  # never the database that was there before
            connection.creation.destroy_test_db(kept, verbosity=0)


def test_name(kept: str) -> str:
    """The name of the database that is made: a file beside SQLite's, since in memory nothing can be read twice."""
    return f"{kept}.made" if "/" in kept else f"bench_{kept}_{os.getpid()}"


if __name__ == "__main__":
    main()
