"""A report or a letter as PDF (PDF/UA-1); the letter itself in the largest type in which it stays on two pages."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from duiding.report.document import Document, Part
from lib.pdf import breakable, render
from lib.texts import active_language

TEMPLATE = Path(__file__).parent.parent / "paper" / "report.typ"


def pdf(document: Document, *, two_pages: bool = False) -> bytes:
    """Return `document` as PDF, with its annex behind it."""
    annex = _plain(document.annex) if document.annex else None
    return render(TEMPLATE, _plain(document) | {"fit": two_pages, "annex": annex})


def _plain(document: Document) -> dict[str, Any]:
    return {
        "title": breakable(document.title),
        "above": document.above,
        "author": document.author,
        "lang": active_language(),
        "foot": document.foot,
        "parts": [_part(part) for part in document.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "written": [breakable(line) for line in part.paragraphs],
        "lines": [breakable(line) for line in part.lines],
        "blocks": [{name: _words(value) for name, value in asdict(block).items()} for block in part.blocks],
        "headings": list(part.grid.headings) if part.grid else [],
        "rows": [[breakable(str(cell), 30) for cell in row] for row in part.grid.rows] if part.grid else [],
        "after": part.after,
    }


def _words(value: Any) -> Any:
    return breakable(value) if isinstance(value, str) else [breakable(line) for line in value]
