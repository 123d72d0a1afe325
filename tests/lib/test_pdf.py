"""PDFs: what people wrote is never markup, and screen readers find their way."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from lib.pdf import breakable, render

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set text(lang: "nl", font: ("Source Sans Pro", "DejaVu Sans"))
= #data.title
#data.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "plain.typ"
    path.write_text(TEMPLATE)
    return path


def test_what_people_wrote_is_never_markup(template: Path) -> None:
    made = render(template, {"title": "Titel", "text": '#strong[nee] $x$ *ook niet* @hier \\ #read("/etc/passwd")'})
    text = PdfReader(BytesIO(made)).pages[0].extract_text()
    assert '#strong[nee] $x$ *ook niet* @hier \\ #read("/etc/passwd")' in " ".join(text.split())


def test_it_is_tagged_and_says_its_language_and_title(template: Path) -> None:
    with pikepdf.open(BytesIO(render(template, {"title": "Titel", "text": "tekst"}))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nl"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert "StructTreeRoot" in {name.lstrip("/") for name in pdf.Root.keys()}  # noqa: SIM118


def test_an_emoji_does_not_stop_it(template: Path) -> None:
    assert render(template, {"title": "Titel", "text": "blij 😀 en \u0647 en \u4f60"}).startswith(b"%PDF")


def test_equal_data_give_equal_bytes(template: Path) -> None:
    data, at = {"title": "Titel", "text": "tekst"}, datetime(2026, 5, 12, tzinfo=UTC)
    assert render(template, data, at=at) == render(template, data, at=at)


def test_a_word_that_fits_no_line_may_break_and_others_may_not() -> None:
    assert "\u200b" in breakable("x" * 90)
    assert breakable("jeugdhulpverleningsorganisatie") == "jeugdhulpverleningsorganisatie"
    assert breakable("x" * 90).replace("\u200b", "") == "x" * 90
