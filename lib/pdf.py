"""PDF files for print and screen readers (PDF/UA-1), set by typst: the text is data, never markup."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst

from lib.fonts import FONT_PACKAGES, font_folder


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of our documents, the same on every machine; read once."""
    folders = [font_folder(package) for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def render(template: Path, data: Mapping[str, Any], *, at: datetime | None = None, root: Path | None = None) -> bytes:
    """Return the PDF that `template` makes of `data`, which it reads as `json(bytes(sys.inputs.data))`.

    The folder of the template is all that it can read, or `root`. With `at`, equal data give equal bytes.
    """
    compiler = typst.Compiler(template, root=root or template.parent, font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()) if at else None,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def asked(template: Path, data: Mapping[str, Any], selector: str, *, root: Path | None = None) -> list[Any]:
    """Return the values of what `selector` finds in the document that `template` makes of `data`, without a file."""
    compiler = typst.Compiler(
        template,
        root=root or template.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    found: list[Any] = json.loads(compiler.query(selector, field="value"))
    return found


def picture(template: Path, data: Mapping[str, Any], *, longest: int | None = None) -> bytes:
    """Return the first page that `template` makes of `data` as PNG, a pixel a point, or `longest` pixels at most."""
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts(), ignore_system_fonts=True)
    ready = {"data": json.dumps(data, ensure_ascii=False)}
    made = compiler.compile(format="png", ppi=72, sys_inputs=ready)
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise TypeError("typst gave no picture")
    return first if longest is None else _smaller(first, longest)


def _smaller(png: bytes, longest: int) -> bytes:
    """Return a picture with its longest side of `longest` pixels at most."""
    from PIL import Image

    kept, image = BytesIO(), Image.open(BytesIO(png))
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    image.convert("RGB").save(kept, "PNG", optimize=True)
    return kept.getvalue()


def breakable(text: str, longest: int = 45) -> str:
    """Return `text` with places to break in words that fit no line, so that nothing runs off the paper."""
    parts = re.split(rf"(\S{{{longest},}})", text)
    return "".join(re.sub(r"(\S{15})(?=\S)", "\\1\u200b", part) if len(part) >= longest else part for part in parts)
