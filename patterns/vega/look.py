"""What every chart on screen shares: its size, its words, and what a click on one of its parts tells the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Spec = dict[str, Any]
Row = dict[str, Any]
BAND = "#f6f2e8"  # behind the middle of a slider
PALE = "#f1ece1"  # behind a bar: how long it could be
PERCENT = ".0%"


@dataclass(frozen=True)
class Words:
    """The words of a chart, in the language of the page."""

    stories: str
    share: str
    part: str
    mean: str
    more: str
    fewer: str
    sides: tuple[str, str, str]
    unanswered: str


@dataclass(frozen=True)
class Asked:
    """A question as an address names it: its key, and the codes of its answers by their labels."""

    key: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    def value(self, label: str) -> str:
        """Return the answer `label` as an address says it; nothing when it cannot be said so."""
        return self.codes.get(label, "") if self.key else ""

    def span(self, low: int, high: int) -> str:
        """Return a part of the slider as an address says it."""
        return f"{low}..{high}" if self.key else ""


NOBODY = Asked()


def chart(rows: Sequence[Row], layers: Sequence[Spec], high: int, *asked: Asked) -> Spec:
    """Return a specification that is as wide as its place on the page; `asked` is what the values of a row are of."""
    made: Spec = {"width": "container", "height": high, "data": {"values": list(rows)}, "layer": list(layers)}
    names = [one.key for one in asked]
    return made | ({"usermeta": {"names": names}} if any(names) else {})


def tips(*fields: tuple[str, str, str]) -> list[Spec]:
    """Return what is told about a part under the pointer: (field, title, format or nothing)."""
    return [
        {"field": name, "title": title} | ({"format": form, "type": "quantitative"} if form else {"type": "nominal"})
        for name, title, form in fields
    ]


def slider_axis(values: Sequence[int] = (0, 50, 100)) -> Spec:
    """Return the axis of a slider."""
    return {"values": list(values), "title": None, "grid": False, "format": "d"}
