"""Patterns as they are kept: numbers only, packed small; words and most figures are made when somebody looks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from patterns.stats.figures import Bar, Figure, Group, SliderSummary, Table
from patterns.stats.results import Effect, Part, Pattern, Reason, Robustness

FIRST = 0xF0000  # private characters: each stands for one label, and no text that people write holds one
SUMMARY = SliderSummary.__slots__
MADE = ("effect", "robustness", "reasons", "parts")  # what numbers_of writes in a way of its own
PLAIN = tuple(field.name for field in fields(Pattern) if field.name not in MADE)
PART = tuple(field.name for field in fields(Part))


def packed(plain: Mapping[str, Any]) -> bytes:
    """Return plain JSON in few bytes."""
    return zlib.compress(json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode())


def unpacked(kept: bytes | memoryview) -> dict[str, Any]:
    """Return what was packed."""
    plain: dict[str, Any] = json.loads(zlib.decompress(kept))
    return plain


def numbers_of(pattern: Pattern) -> dict[str, Any]:
    """Return everything that must be kept of a pattern, as plain JSON; of each part only the values."""
    return {name: _thawed(getattr(pattern, name)) for name in PLAIN} | {
        "effect": _values(pattern.effect),
        "robustness": {name: getattr(pattern.robustness, name) for name in Robustness.__slots__},
        "reasons": [[reason.code, reason.values] for reason in pattern.reasons],
        "parts": [_row(part) for part in pattern.parts],
    }


def _values(effect: Effect | None) -> list[Any] | None:
    return None if effect is None else [effect.name, effect.value, effect.low, effect.high]


def _row(part: Part) -> list[Any]:
    return [_values(part.effect) if name == "effect" else _thawed(getattr(part, name)) for name in PART]


def _thawed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def pattern_from(plain: Mapping[str, Any]) -> Pattern:
    """Return the pattern that `plain` (of numbers_of) describes."""
    return Pattern(
        **{name: _frozen(plain[name]) for name in PLAIN},
        effect=_effect(plain["effect"]),
        robustness=Robustness(**plain["robustness"]),
        reasons=tuple(Reason(code, values) for code, values in plain["reasons"]),
        parts=tuple(_part(dict(zip(PART, row, strict=True))) for row in plain["parts"]),
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _effect(values: Sequence[Any] | None) -> Effect | None:
    return Effect(*values) if values else None


def _part(row: Mapping[str, Any]) -> Part:
    given: dict[str, Any] = {name: _frozen(value) for name, value in row.items()}
    return Part(**given | {"effect": _effect(row["effect"])})


def token(place: int) -> str:
    """Return the private character that stands for the label at `place`."""
    return chr(FIRST + place)


def said(value: Any, labels: Sequence[str]) -> Any:
    """Return `value` (plain JSON) with the labels in place of the characters that stand for them."""
    return _said(value, {FIRST + place: label for place, label in enumerate(labels)})


def _said(value: Any, labels: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(labels)
    if isinstance(value, list):
        return [_said(part, labels) for part in value]
    if isinstance(value, dict):
        return {key: _said(part, labels) for key, part in value.items()}
    return value


def figure_from(plain: Mapping[str, Any]) -> Figure:
    """Return the figure that `plain` (of Figure.to_dict) describes."""
    return Figure(
        form=plain["form"],
        n=plain["n"],
        missing=plain["missing"],
        x=plain["x"],
        y=plain["y"],
        groups=tuple(_group(group) for group in plain.get("groups", ())),
        bars=tuple(Bar(**bar) for bar in plain.get("bars", ())),
        tables=tuple(_table(table) for table in plain.get("tables", ())),
        tables_for=tuple(plain.get("tables_for", ())),
        points=tuple((x, y, count) for x, y, count in plain.get("points", ())),
        panels=tuple(figure_from(panel) for panel in plain.get("panels", ())),
        panels_for=tuple(plain.get("panels_for", ())),
    )


def _group(plain: Mapping[str, Any]) -> Group:
    numbers = {name: plain[name] for name in SUMMARY} | {"bins": tuple(plain["bins"])}
    return Group(plain["code"], plain["label"], plain["small"], SliderSummary(**numbers))


def _table(plain: Mapping[str, Any]) -> Table:
    numbers = {name: tuple(map(tuple, plain[name])) for name in ("counts", "expected", "residuals")}
    return Table(tuple(plain["rows"]), tuple(plain["columns"]), **numbers)
