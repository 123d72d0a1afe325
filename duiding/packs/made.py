"""A print pack that is made: its PDF, and how many sheets each part takes before it is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from lib.pdf import asked, render

TEMPLATE = Path(__file__).parent.parent / "paper" / "pack.typ"
ROOT = Path(settings.BASE_DIR)  # the sheets use those of cards, stories and key figures


@dataclass(frozen=True)
class Sheets:
    """How many sheets of paper a table takes, in all and by part."""

    total: int
    parts: tuple[tuple[str, int], ...]


def pack_pdf(data: Mapping[str, Any]) -> bytes:
    """Return the pack as one PDF."""
    return render(TEMPLATE, data, root=ROOT)


def sheets_of(data: Mapping[str, Any]) -> dict[int, Sheets]:
    """Return for each table, by its key, how many sheets it takes when printed on one side."""
    [found] = asked(TEMPLATE, data, "<counts>", root=ROOT)
    return by_table(found["parts"], found["of"])


def by_table(parts: Sequence[Mapping[str, Any]], pages: int) -> dict[int, Sheets]:
    """Return the sheets by table from the pages on which parts begin.

    >>> by_table([{"table": 7, "part": "sign", "page": 1}, {"table": 7, "part": "cards", "page": 2}], 5)
    {7: Sheets(total=5, parts=(('sign', 1), ('cards', 4)))}
    """
    ends = [*(int(part["page"]) for part in parts[1:]), pages + 1]
    counted: dict[int, list[tuple[str, int]]] = {}
    for part, end in zip(parts, ends, strict=True):
        counted.setdefault(part["table"], []).append((part["part"], end - part["page"]))
    return {key: Sheets(sum(n for _part, n in some), tuple(some)) for key, some in counted.items()}
