"""The ledger of withdrawals: random ids in a file outside the database, applied again after a restore."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

_kept: dict[Path, tuple[tuple[int, int, int], frozenset[UUID]]] = {}


def _path() -> Path:
    return Path(settings.LEDGER_PATH)


@contextmanager
def _locked(mode: str, kind: int) -> Iterator[IO[str]]:
    with _path().open(mode, encoding="utf-8") as file:
        fcntl.flock(file, kind)
        yield file


def write(story: UUID, on: date) -> None:
    """Add `story` to the ledger; it is on the disk when this returns."""
    write_all([story], on)


def write_all(stories: Iterable[UUID], on: date) -> None:
    """Add many stories to the ledger at once; they are on the disk when this returns."""
    _path().parent.mkdir(parents=True, exist_ok=True)
    with _locked("a", fcntl.LOCK_EX) as file:
        file.writelines(json.dumps({"story": str(story), "on": on.isoformat()}) + "\n" for story in stories)
        file.flush()
        os.fsync(file.fileno())


def add(lines: Iterable[bytes]) -> None:
    """Add what another ledger says and this one does not, such as the copy in a backup."""
    known = read()
    found = {UUID(one["story"]): date.fromisoformat(one["on"]) for one in map(json.loads, lines)}
    for story, on in found.items():
        if story not in known:
            write(story, on)


def _ids(lines: Iterator[str]) -> Iterator[UUID]:
    for line in lines:
        try:
            yield UUID(json.loads(line)["story"])
        except (ValueError, KeyError, TypeError):  # a line that was cut off when the machine stopped
            continue


def read() -> frozenset[UUID]:
    """Return the ids of all stories that were withdrawn; the file is read again when it changed."""
    try:
        seen = _path().stat()
    except FileNotFoundError:
        return frozenset()
    mark = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
    kept = _kept.get(_path())
    if kept is None or kept[0] != mark:
        with _locked("r", fcntl.LOCK_SH) as file:
            kept = _kept[_path()] = (mark, frozenset(_ids(iter(file))))
    return kept[1]


def holds(story: UUID) -> bool:
    """Tell whether `story` was withdrawn."""
    return story in read()
