"""What a page with columns posts becomes a mapping again; whatever is posted, only what fits is taken."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from typing import Any, Protocol

from vertelpunt.importing import numbers
from vertelpunt.importing.lists import READ_AS
from vertelpunt.importing.mapping import KINDS, Column, Mapping
from vertelpunt.importing.numbers import ORDERS
from vertelpunt.importing.words import ASKS_OF_FILE, ask_words
from vertelpunt.questions import ABOUT

LONGEST = 300
TEXTS = ("text", "group", "option", "left", "right", "delimiter")
BECAME = {"slider": "ends", "ordered": "order", "multi": "delimiter"}  # what is asked of a column that became one


class Posted(Protocol):
    """A form that was sent."""

    def get(self, key: str, /) -> str | None:
        """Return the last value of a field."""
        ...

    def __contains__(self, key: str, /) -> bool: ...


@dataclass(frozen=True)
class Ask:
    """Something to look at: its code, its words, and whether somebody did."""

    code: str
    words: str
    seen: bool


def read(posted: Posted, before: Mapping) -> Mapping:
    """Return the mapping that a page says, beginning from what it was."""
    columns = tuple(_column(posted, f"c{at}-", one) for at, one in enumerate(before.columns))
    language = posted.get("language") or before.language
    seen = tuple(code for code in before.ask if f"seen-{code}" in posted)
    return replace(before, columns=columns, language=language[:8], seen=seen)


def _column(posted: Posted, prefix: str, before: Column) -> Column:
    def given(name: str, was: str) -> str:
        value = posted.get(prefix + name)
        return was if value is None else value.strip()[:LONGEST]

    kind = given("kind", before.kind)
    kind = kind if kind in KINDS else before.kind
    values: dict[str, Any] = {name: given(name, getattr(before, name)) for name in TEXTS}
    delimiter = posted.get(prefix + "delimiter")
    values["delimiter"] = before.delimiter if delimiter is None else delimiter[:4] or before.delimiter
    for name in ("low", "high"):
        value = given(name, getattr(before, name))
        values[name] = value if numbers.number(value) is not None else getattr(before, name)
    dates = given("dates", before.dates)
    values["dates"] = dates if dates in ORDERS else before.dates
    about = given("about", before.about)
    values["about"] = about if about in ABOUT else before.about
    values["missing"] = {
        word: _read_as(given(f"m{at}", was), was) for at, (word, was) in enumerate(before.missing.items())
    }
    cut = (kind != before.kind and "multi" in (kind, before.kind)) or values["delimiter"] != before.delimiter
    values["options"] = () if cut else _options(given, before)  # cut otherwise, its cells hold other answers
    said = kind == "slider" and posted.get(f"{prefix}low") and posted.get(f"{prefix}high")
    new = BECAME.get(kind, "") if kind != before.kind and not said else ""
    values["seen"] = tuple(code for code in before.ask if f"{prefix}seen-{code}" in posted and code != new)
    values["ask"] = (*before.ask, new) if new and new not in before.ask else before.ask
    return replace(before, kind=kind, **values)


def _read_as(said: str, before: str) -> str:
    return said if said in READ_AS else before


def _options(given: Any, before: Column) -> tuple[tuple[str, str], ...]:
    """Return the options with the names and the order that were given."""
    named = []
    for at, (word, label) in enumerate(before.options):
        place = given(f"p{at}", str(at + 1))
        named.append((int(place) if place.isascii() and place.isdigit() else at + 1, at, word, given(f"o{at}", label)))
    return tuple((word, label or word) for _place, _at, word, label in sorted(named))


def with_values(mapping: Mapping, seen: Map[str, Any]) -> Mapping:
    """Return a mapping in which columns of choices have all answers in them, also words that became an answer."""
    columns = []
    for column, profile in zip(mapping.columns, seen.get("columns", ()), strict=False):
        wanted = column.kind in ("ordered", "choice", "multi") or (column.kind == "multi_part" and not column.option)
        if wanted:
            known = {word for word, _label in column.options}
            new = [pair for pair in _found(column, profile) if pair[0] not in known]
            column = replace(column, options=(*column.options, *new))
        if column.kind == "slider" and not (column.low and column.high):
            low, high = _ends(profile)
            column = replace(column, low=column.low or str(low), high=column.high or str(high))
        if column.kind == "date" and not column.dates:
            column = replace(column, dates="ymd")
        columns.append(column)
    return replace(mapping, columns=tuple(columns))


def _ends(profile: Map[str, Any]) -> tuple[int, int]:
    """Return the ends of the line that the numbers in a column may be on."""
    found = [one for word, _times in profile.get("common", ()) if (one := numbers.number(str(word))) is not None]
    return (numbers.scale_of(min(found), max(found)) if found else None) or (0, 100)


def _found(column: Column, profile: Map[str, Any]) -> list[tuple[str, str]]:
    words = [str(word) for word, _times in profile.get("common", ())]
    if column.kind == "multi" and column.delimiter:
        words = list(dict.fromkeys(part.strip() for word in words for part in word.split(column.delimiter)))
    return [(word, word) for word in words if word and column.missing.get(word.lower(), "answer") == "answer"]


def asks_of(column: Column) -> list[Ask]:
    """Return what must be looked at in a column; what is left out asks nothing more."""
    return [Ask(code, ask_words(code), code in column.seen) for code in column.ask]


def asks_of_file(mapping: Mapping) -> list[Ask]:
    """Return what must be looked at in a file as a whole."""
    return [Ask(code, str(ASKS_OF_FILE[code]), code in mapping.seen) for code in mapping.ask]
