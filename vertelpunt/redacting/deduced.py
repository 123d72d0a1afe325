"""What deduce, made for Dutch medical records, finds besides: mostly names that are in no list of ours; optional.

Its lists of streets and institutions are left out: with them the first start takes a minute and a gigabyte.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vertelpunt.redacting.lists import words
from vertelpunt.redacting.names import WORD, ordinary, thing
from vertelpunt.redacting.spans import Category, Span

LEFT_OUT = ("locations/lst_street", "institutions/lst_healthcare_institution")
FIRST_NAMES = "src/names/lst_first_name/items.txt"
CATEGORY: dict[str, Category] = {"persoon": "name", "patient": "name", "locatie": "place"}
POINTS = frozenset(["de", "het", "een", "deze", "die", "dit", "dat", "geen"])


def installed() -> bool:
    """Tell whether deduce is there."""
    return find_spec("deduce") is not None


@contextmanager
def _own_logging() -> Iterator[None]:
    """Undo what importing deduce does to the logs of the whole process."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _lists(folder: Path) -> Path:
    """Return the folder with the lists that we use, put there once."""
    import deduce

    version = str(deduce.__version__)
    shipped, own = Path(str(deduce.__file__)).parent / "data" / "lookup", folder / version
    if not own.exists():
        making = folder / f"{version}.{os.getpid()}.making"
        shutil.rmtree(making, ignore_errors=True)
        shutil.copytree(shipped, making, ignore=shutil.ignore_patterns("cache", "streets_bag.txt"))
        for name in LEFT_OUT:
            (making / "src" / name / "items.txt").write_text("Kerkstraat\n", encoding="utf-8")
        _take_place(making, own)
    return own


def _take_place(making: Path, own: Path) -> None:
    """Put the folder that was made in its place, unless another process was first."""
    try:
        making.rename(own)
    except OSError:
        shutil.rmtree(making, ignore_errors=True)


@cache
def _deduce(folder: Path) -> tuple[Any, frozenset[str]]:
    """Return deduce with our lists, and the first names that it knows; takes two seconds, once in a process."""
    with _own_logging():
        from deduce import Deduce

        lists = _lists(folder)
        names = (lists / FIRST_NAMES).read_text(encoding="utf-8").split("\n")
        return Deduce(lookup_data_path=lists, cache_path=lists), frozenset(names)


def _with_capitals(text: str, names: frozenset[str]) -> str:
    """Return `text` of the same length in which first names in small letters begin with a capital."""
    before, made, at = "", [], 0
    for found in WORD.finditer(text):
        word = found[0]
        name = word.islower() and len(word) > 2 and word.capitalize() in names
        doubtful = word in ordinary() or word in words("ambiguous") or before in POINTS
        made += [text[at : found.start()], word.capitalize() if name and not doubtful else word]
        before, at = word.lower(), found.end()
    return "".join((*made, text[at:]))


def _own_name(found: str) -> bool:
    """Tell whether what was found has a word that is neither common, nor doubtful, nor a thing."""
    own = [word.lower() for word in WORD.findall(found)]
    return any(not (word in ordinary() | words("ambiguous") or thing(word)) for word in own)


def found_by_deduce(text: str, folder: Path) -> list[Span]:
    """Return names and places that deduce finds in `text`; what we know by its form is left to our own rules."""
    finder, names = _deduce(folder)
    prepared = _with_capitals(text, names)
    if len(prepared) != len(text):  # a letter whose capital is two letters
        return []
    said = finder.deidentify(prepared).annotations
    return [
        Span(one.start_char, one.end_char, CATEGORY[one.tag])
        for one in sorted(said, key=lambda one: one.start_char)
        if one.tag in CATEGORY and _own_name(text[one.start_char : one.end_char])
    ]
