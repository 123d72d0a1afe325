"""The ledger of what was taken back: ids and keyed digests in a file outside the database, applied after a restore.

A line without a kind is a story that was withdrawn, for good. A line of another kind says what it is (`of`), and may
be undone by a later one (`back`); it goes by rule, when no backup can hold any more what it names.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

STORY = "story"


@dataclass(frozen=True)
class Line:
    """What was taken back on a day, or (`back`) is there again."""

    kind: str
    of: str
    on: date
    back: bool = False

    def __str__(self) -> str:
        if self.kind == STORY:
            return json.dumps({"story": self.of, "on": self.on.isoformat()})
        said = {"kind": self.kind, "of": self.of, "on": self.on.isoformat()}
        return json.dumps(said | ({"back": True} if self.back else {}))


@dataclass(frozen=True)
class _Known:
    mark: tuple[int, int, int]
    stories: frozenset[UUID]
    last: Mapping[tuple[str, str], Line]  # of other kinds, by kind and what it is: the last line


_kept: dict[Path, _Known] = {}


def _path() -> Path:
    return Path(settings.LEDGER_PATH)


@contextmanager
def _locked(mode: str, kind: int) -> Iterator[IO[str]]:
    """Open the ledger for this process alone (or for readers); again when it was put in order while we waited."""
    while True:
        with _path().open(mode, encoding="utf-8") as file:
            fcntl.flock(file, kind)
            if os.fstat(file.fileno()).st_ino == _path().stat().st_ino:
                yield file
                return


def write(story: UUID, on: date) -> None:
    """Add `story` to the ledger; it is on the disk when this returns."""
    write_all([story], on)


def write_all(stories: Iterable[UUID], on: date) -> None:
    """Add many stories to the ledger at once; they are on the disk when this returns."""
    _append([Line(STORY, str(story), on) for story in stories])


def note(kind: str, of: Iterable[object], on: date) -> None:
    """Add what was taken back of a kind other than a story, unless it stands there; it is on the disk afterwards."""
    known = held(kind)
    _append([Line(kind, str(one), on) for one in of if str(one) not in known])


def undo(kind: str, of: object, on: date) -> None:
    """Add that something is there again, if it was taken back."""
    if str(of) in held(kind):
        _append([Line(kind, str(of), on, back=True)])


def mark(kind: str, of: object, on: date, *, gone: bool) -> None:
    """Add that something was taken back, or is there again; what the ledger says already it does not say twice."""
    if gone:
        note(kind, [of], on)
    else:
        undo(kind, of, on)


def _append(lines: Sequence[Line]) -> None:
    if not lines:
        return
    _path().parent.mkdir(parents=True, exist_ok=True)
    with _locked("a+", fcntl.LOCK_EX) as file:
        if _cut_off(file):
            file.write("\n")
        _write(file, lines)


def _write(file: IO[str], lines: Iterable[Line]) -> None:
    file.writelines(f"{line}\n" for line in lines)
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
    known = _known()
    _append([line for line in _entries(lines) if not _says(known, line)])


def _says(known: _Known, line: Line) -> bool:
    return UUID(line.of) in known.stories if line.kind == STORY else (line.kind, line.of) in known.last


def _entries(lines: Iterable[str | bytes]) -> Iterator[Line]:
    for line in lines:
        try:
            one = json.loads(line)
            on = date.fromisoformat(one["on"])
            if "kind" in one:
                yield Line(str(one["kind"]), str(one["of"]), on, bool(one.get("back")))
            else:
                yield Line(STORY, str(UUID(one["story"])), on)
        except (ValueError, KeyError, TypeError):  # a line that was cut off when the machine stopped
            continue


def _known() -> _Known:
    """Return what the ledger says; the file is read again when it changed."""
    try:
        seen = _path().stat()
    except FileNotFoundError:
        return _Known((0, 0, 0), frozenset(), {})
    mark = (seen.st_ino, seen.st_size, seen.st_mtime_ns)
    kept = _kept.get(_path())
    if kept is None or kept.mark != mark:
        with _locked("r", fcntl.LOCK_SH) as file:
            lines = list(_entries(file))
        stories = frozenset(UUID(line.of) for line in lines if line.kind == STORY)
        kept = _Known(mark, stories, {(line.kind, line.of): line for line in lines if line.kind != STORY})
        _kept[_path()] = kept
    return kept


def read() -> frozenset[UUID]:
    """Return the ids of all stories that were withdrawn."""
    return _known().stories


def holds(story: UUID) -> bool:
    """Tell whether `story` was withdrawn."""
    return story in read()


def held(kind: str) -> frozenset[str]:
    """Return what was taken back of a kind other than a story, and is not there again."""
    return frozenset(of for (one, of), line in _known().last.items() if one == kind and not line.back)


def forget_old(today: date) -> int:
    """Take out lines of other kinds than stories when no backup can hold any more what they name; return how many.

    A backup that was made the day before goes after `BACKUP_DAYS`; a copy of it elsewhere has as long again.
    """
    before = today - timedelta(days=2 * settings.BACKUP_DAYS)
    if not any(line.on < before for line in _known().last.values()):
        return 0
    with _locked("r", fcntl.LOCK_EX) as file:
        lines = list(_entries(file))
        kept = [line for line in lines if line.kind == STORY or line.on >= before]
        new = _path().with_name(f"{_path().name}.part")
        with new.open("w", encoding="utf-8") as anew:
            new.chmod(_path().stat().st_mode & 0o777)
            _write(anew, kept)
        new.replace(_path())
        _sync_folder()
    return len(lines) - len(kept)


def _sync_folder() -> None:
    """Have the disk know which file is the ledger, before anything is added to it."""
    folder = os.open(_path().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
