"""Patterns as they are kept: the numbers once, the words in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from patterns.stats.figures import Bar, Figure, Group, SliderSummary, Table

FIRST = 0xF0000  # private characters: each stands for one label, and no text that people write holds one
FIGURE_KEYS = ("groups", "table")
SUMMARY = SliderSummary.__slots__


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
