"""A SenseMaker export: its framework definition says what the columns mean, which are named by ids."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vertelpunt.importing.background import with_background
from vertelpunt.importing.mapping import Column
from vertelpunt.importing.mapping import Mapping as HowRead
from vertelpunt.importing.missing import missing_in
from vertelpunt.importing.profile import Profile
from vertelpunt.importing.proposing import column_of
from vertelpunt.narrafirma.words import plain

KINDS = ("triad", "dyad", "stones", "list", "freetext", "text")
NOTHING = Column("", "")


class BadFramework(Exception):
    """The file is no framework definition."""


@dataclass(frozen=True)
class Signifier:
    """One question of a framework: parts have an id and a label; the ends of an axis have labels."""

    id: str
    kind: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()
    right: str = ""  # the id of the right end of a dyad
    several: bool = False
    story: bool = False
    axes: tuple[tuple[str, str, str], ...] = ()  # of stones: name, left or bottom end, right or top end
    not_applicable: bool = False


def read_framework(data: bytes) -> list[Signifier]:
    """Return the questions in a framework definition, or raise BadFramework."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadFramework from None
    made: dict[str, Signifier] = {}
    for raw in _signifiers(found):
        one = _signifier(raw)
        if one is not None:
            made.setdefault(one.id, one)
    if not made:
        raise BadFramework
    return _named_once(list(made.values()))


def _signifiers(found: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield everything in a definition that is a question, in sections and in linked frameworks."""
    if depth > 12:
        return
    if isinstance(found, list):
        for one in found:
            yield from _signifiers(one, depth + 1)
    elif isinstance(found, dict):
        if str(found.get("type", "")).lower() in KINDS and found.get("id"):
            yield found
            return
        for one in found.values():
            if isinstance(one, list | dict):
                yield from _signifiers(one, depth + 1)


def _signifier(raw: Mapping[str, Any]) -> Signifier | None:
    kind, content = str(raw["type"]).lower(), raw.get("content") or {}
    if not isinstance(content, dict):
        return None
    base = Signifier(
        str(raw["id"]),
        "text" if kind == "freetext" else kind,
        plain(str(raw.get("title") or raw.get("name") or raw["id"])),
        not_applicable=bool(raw.get("allow_na")),
    )
    if kind in ("triad", "dyad"):
        labels = _labels(content.get("labels"))
        right = next((one for one, _label, side in labels if side == "right"), "")
        return replace(base, parts=tuple((one, label) for one, label, _side in labels), right=right)
    if kind == "list":
        most = content.get("max_responses", 1)
        items = tuple((str(one.get("id")), _title(one)) for one in content.get("items") or [] if isinstance(one, dict))
        return replace(base, parts=items, several=str(most) != "1")
    if kind == "stones":
        stones = tuple((str(one.get("id")), _title(one)) for one in _list(content.get("stones")))
        return replace(base, parts=stones, axes=tuple(_axes(content.get("axis"))))
    return replace(base, story=bool(raw.get("fragment")))


def _list(found: Any) -> list[Mapping[str, Any]]:
    """Return a list of objects that may be written as an object by key."""
    values = found.values() if isinstance(found, dict) else found or []
    return [one for one in values if isinstance(one, dict)]


def _title(one: Mapping[str, Any]) -> str:
    return plain(str(one.get("title") or one.get("text") or one.get("id")))


def _labels(found: Any) -> list[tuple[str, str, str]]:
    made = []
    for at, one in enumerate(_list(found)):
        side = str(one.get("anchor") or ("left", "right")[at == 1]).lower()
        made.append((str(one.get("id")), _title(one), side))
    return made


def _axes(found: Any) -> Iterator[tuple[str, str, str]]:
    by_name = {str(one.get("axis", "xy"[at : at + 1])).lower(): one for at, one in enumerate(_list(found))}
    for axis in "xy":
        one = by_name.get(axis, {})
        ends = (plain(str(one.get(key) or "")) for key in ("name", "start_label", "end_label"))
        name, start, end = ends
        yield name or axis, start, end


def _named_once(found: list[Signifier]) -> list[Signifier]:
    taken: set[str] = set()
    made = []
    for one in found:
        title, number = one.title, 1
        while title in taken:
            number += 1
            title = f"{one.title} ({number})"
        taken.add(title)
        made.append(replace(one, title=title))
    return made


def propose(found: Sequence[Signifier], names: Sequence[str], profiles: Sequence[Profile]) -> HowRead:
    """Return how the columns of an export are read; what the framework does not name is asked about."""
    known: dict[str, Column] = {}
    for one in found:
        for name, column in MAKERS[one.kind](one, names, profiles):
            known.setdefault(name, column)
        for name in names:
            if name.startswith(one.id) and name not in known:
                known[name] = (
                    Column(name, "na_flag", group=one.title) if _is_flag(name, one) else Column(name, "ignore")
                )
    columns = []
    for at, name in enumerate(names):
        column = known.get(name, NOTHING)
        if column is NOTHING:
            own = column_of(name, profiles[at])
            column = own if own.kind == "ignore" else replace(own, ask=(*own.ask, "not_in_framework"))
        elif column.kind not in ("ignore", "na_flag"):
            missing, doubts = missing_in(profiles[at], column)
            column = replace(column, missing=missing, ask=(*column.ask, *doubts))
        columns.append(with_background(column if column.text else replace(column, text=column.group or name)))
    mapping = HowRead(tuple(columns))
    return _with_story(mapping, profiles)


def _is_flag(name: str, one: Signifier) -> bool:
    rest = name.removeprefix(one.id).strip("_ ").lower()
    return rest in ("na", "n/a", "dontapply", "dont_apply", "not_applicable")


def _with_story(mapping: HowRead, profiles: Sequence[Profile]) -> HowRead:
    if mapping.at("story"):
        return mapping
    texts = [at for at in mapping.at("text") if profiles[at].filled]
    if not texts:
        return mapping
    longest = max(texts, key=lambda at: profiles[at].mean)
    columns = list(mapping.columns)
    columns[longest] = replace(columns[longest], kind="story", ask=(*columns[longest].ask, "story"))
    return replace(mapping, columns=tuple(columns))


Made = Iterator[tuple[str, Column]]
Names = Sequence[str]


def _at(names: Names, *wanted: str) -> str:
    """Return the name of the first of these columns that is there."""
    return next((name for name in wanted if name in names), "")


def _triad(one: Signifier, names: Names, profiles: Sequence[Profile]) -> Made:
    parts = [(f"{one.id}_{part}", label) for part, label in one.parts]
    if len(parts) == 3 and all(name in names for name, _label in parts):
        for name, label in parts:
            yield name, Column(name, "triad_part", group=one.title, option=label)
    else:
        for name in names:
            if name.startswith(one.id) and not _is_flag(name, one):
                yield name, Column(name, "ignore", text=one.title, ask=("triad_without_shares",))


def _line(name: str, names: Names, profiles: Sequence[Profile], column: Column) -> tuple[str, Column]:
    """Return a slider with the scale that its values are on: 0 to 1 or 0 to 100."""
    profile = profiles[list(names).index(name)]
    most = column_of("", profile).high or "100"
    whole = most if most in ("1", "100") else "100"
    return name, replace(column, low="0", high=whole)


def _dyad(one: Signifier, names: Names, profiles: Sequence[Profile]) -> Made:
    labels = dict(one.parts)
    left = next((label for part, label in one.parts if part != one.right), "")
    name = _at(names, f"{one.id}_{one.right}", f"{one.id}X", f"{one.id}XR", f"{one.id}XRight", one.id)
    if name:
        right = labels.get(one.right, "")
        column = Column(name, "slider", text=one.title, group=one.title, left=left, right=right)
        yield _line(name, names, profiles, column)


def _stones(one: Signifier, names: Names, profiles: Sequence[Profile]) -> Made:
    for part, label in one.parts:
        for axis, (axis_name, start, end) in zip("XY", one.axes, strict=False):
            stone = f"{one.id}_{part}"
            suffixes = (
                axis,
                f"_{axis}",
                axis.lower(),
                f"_{axis.lower()}",
                f"{axis}R",
                "XRight" if axis == "X" else "YTop",
            )
            name = _at(names, *(f"{stone}{suffix}" for suffix in suffixes))
            if name:
                title = f"{one.title}: {label} ({axis_name})"
                column = Column(name, "slider", text=title, group=title, option=one.title, left=start, right=end)
                yield _line(name, names, profiles, column)


def _list_of(one: Signifier, names: Names, profiles: Sequence[Profile]) -> Made:
    if one.id in names and not (one.several and any(f"{one.id}_{part}" in names for part, _label in one.parts)):
        options = tuple(one.parts)
        kind = "multi" if one.several else "choice"
        yield one.id, Column(one.id, kind, text=one.title, group=one.title, options=options, delimiter=",")
    for part, label in one.parts:
        name = f"{one.id}_{part}"
        if name in names:
            yield name, Column(name, "multi_part", text=one.title, group=one.title, option=label)


def _text(one: Signifier, names: Names, profiles: Sequence[Profile]) -> Made:
    if one.id in names:
        yield one.id, Column(one.id, "story" if one.story else "text", text=one.title, group=one.title)


MAKERS = {"triad": _triad, "dyad": _dyad, "stones": _stones, "list": _list_of, "text": _text}
