"""The ledger of withdrawals: random ids in a file outside the database, applied again after a restore."""

import fcntl
import json
import os
from collections import defaultdict
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
    with _locked("a+", fcntl.LOCK_EX) as file:
        if _cut_off(file):
            file.write("\n")
        file.writelines(json.dumps({"story": str(story), "on": on.isoformat()}) + "\n" for story in stories)
        file.flush()
        os.fsync(file.fileno())


def _cut_off(file: IO[str]) -> bool:
    """Tell whether the last line has no end, as when the machine stopped or the disk was full."""
    end = file.seek(0, os.SEEK_END)
    if not end:
        return False
    file.seek(end - 1)
    return file.read(1) != "\n"


def add(lines: Iterable[bytes]) -> None:
    """Add what another ledger says and this one does not, such as the copy in a backup."""
    known, new = read(), defaultdict(list)
    for story, on in _entries(lines):
        if story not in known:
            new[on].append(story)
    for on, stories in new.items():
        write_all(stories, on)


def _entries(lines: Iterable[str | bytes]) -> Iterator[tuple[UUID, date]]:
    for line in lines:
        try:
            one = json.loads(line)
            yield UUID(one["story"]), date.fromisoformat(one["on"])
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
            kept = _kept[_path()] = (mark, frozenset(story for story, _on in _entries(file)))
    return kept[1]


def holds(story: UUID) -> bool:
    """Tell whether `story` was withdrawn."""
    return story in read()
