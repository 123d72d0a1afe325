"""The ledger of withdrawals: random ids in a file outside the database, applied again after a restore."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings


def _path() -> Path:
    return Path(settings.LEDGER_PATH)


@contextmanager
def _locked(mode: str, kind: int) -> Iterator[IO[str]]:
    with _path().open(mode, encoding="utf-8") as file:
        fcntl.flock(file, kind)
        yield file


def write(story: UUID, on: date) -> None:
    """Add `story` to the ledger; it is on the disk when this returns."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    with _locked("a", fcntl.LOCK_EX) as file:
        file.write(json.dumps({"story": str(story), "on": on.isoformat()}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _ids(lines: Iterator[str]) -> Iterator[UUID]:
    for line in lines:
        try:
            yield UUID(json.loads(line)["story"])
        except (ValueError, KeyError, TypeError):  # a line that was cut off when the machine stopped
            continue


def read() -> frozenset[UUID]:
    """Return the ids of all stories that were withdrawn."""
    if not _path().exists():
        return frozenset()
    with _locked("r", fcntl.LOCK_SH) as file:
        return frozenset(_ids(iter(file)))


def holds(story: UUID) -> bool:
    """Tell whether `story` was withdrawn."""
    return story in read()
