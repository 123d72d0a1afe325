"""Answers as numbers kept on disk, one file per Vertelpunt: no text, no names, only keyed digests and integers."""

import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from lib.secrets import keyed_digest
from patterns.matrix import Matrix

Digests = NDArray[np.uint64]
UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


@dataclass(frozen=True)
class Kept:
    """Stories of one layout: the digest of each story's id, that of its answers, and its numbers."""

    ids: Digests
    rows: Digests
    matrix: Matrix


def together(parts: Sequence[Kept]) -> Kept:
    """Return the stories of all parts."""
    values = np.concatenate([part.matrix.values for part in parts], axis=1)
    states = np.concatenate([part.matrix.states for part in parts], axis=1)
    ids, rows = np.concatenate([part.ids for part in parts]), np.concatenate([part.rows for part in parts])
    return Kept(ids, rows, Matrix(values, states))


def path_of(vertelpunt_pk: int) -> Path:
    """Return the file for a Vertelpunt."""
    return Path(settings.DATASET_CACHE_DIR) / f"{vertelpunt_pk}.npz"


def files_of(vertelpunt_pk: int) -> tuple[Path, Path]:
    """Return the file, and what an interrupted writer may have left beside it."""
    return path_of(vertelpunt_pk), _part(path_of(vertelpunt_pk))


def read(vertelpunt_pk: int, fingerprint: str) -> Kept | None:
    """Return what is kept for this layout; None when there is nothing, or nothing whole."""
    try:
        with np.load(path_of(vertelpunt_pk), allow_pickle=False) as file:
            if str(file["layout"]) != _layout(fingerprint):
                return None
            return Kept(file["ids"], file["rows"], Matrix(file["values"], file["states"]))
    except UNREADABLE:
        return None


def write(vertelpunt_pk: int, fingerprint: str, kept: Kept) -> None:
    """Keep these stories instead of what was kept; a reader sees the old file or the new one, never a part.

    One writer at a time: call it with the Vertelpunt's row locked.
    """
    path = path_of(vertelpunt_pk)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _part(path).open("wb") as file:
        np.savez(
            file,
            layout=np.array(_layout(fingerprint)),
            ids=kept.ids,
            rows=kept.rows,
            values=kept.matrix.values,
            states=kept.matrix.states,
        )
        file.flush()
        os.fsync(file.fileno())
    _part(path).replace(path)


def _part(path: Path) -> Path:
    return path.with_suffix(".part")


def _layout(fingerprint: str) -> str:
    return keyed_digest("dataset layout", fingerprint)
