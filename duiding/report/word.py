"""A report or a letter as a Word file: real headings, lists and tables, so that people can go on writing in it."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from duiding.report.document import Block, Document, Grid, Part

if TYPE_CHECKING:
    from docx.document import Document as Word

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
FONT = "Calibri"


def word(document: Document) -> bytes:
    """Return `document` as a Word file, with its annex behind it."""
    from docx import Document as new  # only for who asks for it

    made = new()
    _set_up(made, document)
    _whole(made, document)
    if document.annex:
        _whole(made, document.annex, new_page=True)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: "Word", document: Document) -> None:
    """Name the file and its language, and set the type."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    about = made.core_properties
    about.title, about.author, about.comments = document.title, document.author, ""
    about.language = LANGUAGES.get(document.lang, document.lang)
    normal: Any = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): about.language})
    normal.element.get_or_add_rPr().append(language)
    for section in made.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.footer.paragraphs[0].text = document.foot


def _whole(made: "Word", document: Document, *, new_page: bool = False) -> None:
    made.add_paragraph(document.above).paragraph_format.page_break_before = new_page
    made.add_heading(document.title, level=1)
    for part in document.parts:
        _part(made, part)


def _part(made: "Word", part: Part) -> None:
    if part.title:
        made.add_heading(part.title, level=2)
    for line in (*part.paragraphs, *part.lines):
        made.add_paragraph(clean(line))
    if part.grid and part.grid.rows:
        _grid(made, part.grid)
    for block in part.blocks:
        _block(made, block)
    if part.after:
        made.add_paragraph(part.after)


def _block(made: "Word", block: Block) -> None:
    if block.title:
        made.add_heading(clean(block.title), level=3)
    for line in block.lines:
        made.add_paragraph(clean(line))
    for point in block.points:
        made.add_paragraph(clean(point), style="List Bullet")


def _grid(made: "Word", grid: Grid) -> None:
    """Write a table whose first row is told to be its head."""
    from docx.oxml import OxmlElement

    table = made.add_table(rows=1, cols=len(grid.headings), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, grid.headings, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(str(value))
    made.add_paragraph()


def clean(text: str) -> str:
    """Return `text` without the control characters that no Word file can hold.

    >>> clean("a\\x0bb")
    'ab'
    """
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
