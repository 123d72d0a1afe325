"""PDF files for print and screen readers (PDF/UA-1), set by typst: the text is data, never markup."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from lib.fonts import FONT_PACKAGES, font_folder


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of our documents, the same on every machine; read once."""
    folders = [font_folder(package) for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def render(template: Path, data: Mapping[str, Any], *, at: datetime | None = None) -> bytes:
    """Return the PDF that `template` makes of `data`, which it reads as `json(bytes(sys.inputs.data))`.

    The folder of the template is all that it can read. With `at`, equal data give equal bytes.
    """
    compiler = typst.Compiler(template, root=template.parent, font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()) if at else None,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made


def breakable(text: str, longest: int = 45) -> str:
    """Return `text` with places to break in words that fit no line, so that nothing runs off the paper."""
    parts = re.split(rf"(\S{{{longest},}})", text)
    return "".join(re.sub(r"(\S{15})(?=\S)", "\\1\u200b", part) if len(part) >= longest else part for part in parts)
