"""Where the files of an import lie until its stories are here: below VAR_DIR, for our own account only."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from lib.secrets import key_for
from vertelpunt import purging

FOLDER = "importing"
STORIES, FORM, ROWS, SEEN = "stories", "form", "rows", "seen"
ALL = (STORIES, FORM, ROWS, SEEN)


def path_of(intake: UUID, what: str) -> Path:
    """Return where a file of an import lies."""
    return Path(settings.VAR_DIR) / FOLDER / f"{intake.hex}.{what}"


def write(intake: UUID, what: str, parts: Iterable[bytes]) -> Path:
    """Write a file of an import."""
    path = path_of(intake, what)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(parts)
    return path


def keep_seen(intake: UUID, seen: dict[str, Any]) -> None:
    """Keep what was seen in the columns, with examples, for the page."""
    write(intake, SEEN, [json.dumps(seen).encode()])


def seen(intake: UUID) -> dict[str, Any]:
    """Return what was seen in the columns."""
    path = path_of(intake, SEEN)
    found: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
    return found


def digest_of(paths: Iterable[Path]) -> str:
    """Return the keyed digest of files, whatever their order."""
    return _keyed(_digest(path) for path in paths)


def digest_of_bytes(*files: bytes) -> str:
    """Return the keyed digest of files that are in memory, whatever their order."""
    return _keyed(hashlib.sha256(data).hexdigest() for data in files)


def _keyed(digests: Iterable[str]) -> str:
    each = sorted(digests)
    return hmac.new(key_for("imported-file"), "".join(each).encode(), hashlib.sha256).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def forget(intake: UUID) -> None:
    """Have the files of an import removed."""
    for what in ALL:
        path = path_of(intake, what)
        if path.exists():
            purging.ask(path.relative_to(settings.VAR_DIR))
