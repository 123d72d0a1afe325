"""One file with everything: a zip of lines and files, a list of what is in it, and at its end the digest of it all."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from lib.errors import Refused

FORM = 1
LIST = "list.json"
BLOCK = 1 << 20
SIZE = 64  # of the digest at the end, in hex digits
Contents = dict[str, Any]


def damaged() -> Refused:
    """Return why a file is not restored."""
    message = _("This file is damaged or is no backup. Nothing was changed here. Take another backup.")
    return Refused("damaged_backup", message)


class Writer:
    """What is put in a backup, part by part."""

    def __init__(self, target: BinaryIO) -> None:
        self.zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.parts: list[str] = []

    def part(self, name: str, blocks: Iterator[bytes]) -> None:
        """Put one part in."""
        with self.zip.open(name, "w", force_zip64=True) as entry:
            for block in blocks:
                entry.write(block)
        self.parts.append(name)

    def end(self, about: Contents) -> None:
        """Write down what is in it."""
        self.zip.writestr(LIST, json.dumps({"form": FORM, "parts": self.parts} | about))
        self.zip.comment = b"0" * SIZE  # the place of the digest
        self.zip.close()


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Write a backup at `path`: it is there whole and on the disk, or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.touch(mode=0o600)
        with part.open("w+b") as target:
            yield Writer(target)
            digest = _digest(target)
            target.seek(-SIZE, os.SEEK_END)
            target.write(digest)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _digest(file: BinaryIO) -> bytes:
    """Return the digest of all but the end of `file`, where it stands itself."""
    digest, left = hashlib.sha256(), file.seek(0, os.SEEK_END) - SIZE
    file.seek(0)
    while left > 0 and (block := file.read(min(BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return digest.hexdigest().encode()


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Contents]]:
    """Open a backup after reading all of it once: when any byte is another one, it is refused."""
    with path.open("rb") as file:
        if _digest(file) != file.read():
            raise damaged()
        try:
            whole = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise damaged() from error
        with whole:
            yield whole, _contents(whole)


def _contents(file: zipfile.ZipFile) -> Contents:
    if LIST not in file.namelist():
        raise damaged()
    contents: Contents = json.loads(file.read(LIST))
    if contents.get("form") != FORM or [*contents["parts"], LIST] != file.namelist():
        raise damaged()
    return contents


def blocks_of(path: Path) -> Iterator[bytes]:
    """Return a file in blocks."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
