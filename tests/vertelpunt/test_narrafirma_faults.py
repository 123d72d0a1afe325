"""A broken pair is refused as a whole, and each fault says where and why."""

import pytest
from django.utils.translation import override

from tests.vertelpunt.narrafirma.builders import (
    CHOICE,
    HEADER,
    SCALE,
    TEXT,
    TITLE,
    faults,
    form,
    places,
    question,
    setting,
    stories,
    written,
)
from vertelpunt.narrafirma import ImportRefused, read_form, read_pair
from vertelpunt.narrafirma.messages import FAULTS, NOTES

GOOD_FORM = form(CHOICE, SCALE)
COLUMNS = ["Plek", "Gehoord"]
GOOD = stories(COLUMNS, ["thuis", "50"])
LONG = b'"' + b"x" * 1_000_100 + b'"'


def told(row: bytes) -> bytes:
    """Return a data file with one row as it stands."""
    return stories(COLUMNS) + row


def sentence(form_data: bytes, stories_data: bytes) -> str:
    """Return the only fault, in English."""
    with override("en"):
        (fault,) = faults(form_data, stories_data)
        return str(fault)


def test_the_right_pair_has_no_faults() -> None:
    assert faults(GOOD_FORM, GOOD) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b"T,Verhaal,tuin,50\n", ("unknown_answer", "stories", 2, 3)),
        (b"T,Verhaal,Thuis,50\n", ("unknown_answer", "stories", 2, 3)),
        (b"T,Verhaal,thuis,101\n", ("out_of_range", "stories", 2, 4)),
        (b"T,Verhaal,thuis,-1\n", ("out_of_range", "stories", 2, 4)),
        (b'T,Verhaal,thuis,"100,4"\n', ("out_of_range", "stories", 2, 4)),
        (b"T,Verhaal,thuis,veel\n", ("not_a_number", "stories", 2, 4)),
        (b"T,Verhaal,thuis,1e2\n", ("not_a_number", "stories", 2, 4)),
        (b"T,Verhaal,thuis,NaN\n", ("not_a_number", "stories", 2, 4)),
        (b"T,,thuis,50\n", ("no_text", "stories", 2, 2)),
        (b"T,Verhaal,thuis,50,meer\n", ("too_many_cells", "stories", 2, 5)),
        (b"T,Verhaal,thuis", ("cut_off", "stories", 2, 3)),
        (b'T,"Verhaal\nzonder einde,thuis,50\n', ("open_quote", "stories", 2, 2)),
        (b'T,"Ver"haal",thuis,50\n', ("loose_quote", "stories", 2, 2)),
        (b'T,Verhaal zei ""ja"" zij.",thuis,50\n', ("loose_quote", "stories", 2, 2)),
        (b"T,Caf\xe9,thuis,50\n", ("bad_bytes", "stories", 2, 2)),
        (b"T,Verhaal,th\xff\xfeuis,50\n", ("bad_bytes", "stories", 2, 3)),
        (b"T,Ver\0haal,thuis,50\n", ("nul", "stories", 2, 2)),
        (b"T," + LONG + b",thuis,50\n", ("cell_too_long", "stories", 2, 2)),
        (b"T," + LONG.strip(b'"') + b",thuis,50\n", ("cell_too_long", "stories", 2, 2)),
        (b"T" * 201 + b",Verhaal,thuis,50\n", ("title_too_long", "stories", 2, 1)),
    ],
)
def test_a_wrong_row_is_a_fault_in_its_line_and_column(row: bytes, expected: tuple[object, ...]) -> None:
    assert places(GOOD_FORM, told(row)) == [expected]


def test_lines_are_physical_also_after_line_breaks_comments_and_empty_rows() -> None:
    data = stories(COLUMNS) + b'\n; a comment\nT,"a\nb\r\nc",thuis,50\n,,,\nT,Verhaal,tuin,50\nT,"a\nb",tuin,50\n'
    assert places(GOOD_FORM, data) == [("unknown_answer", "stories", 8, 3), ("unknown_answer", "stories", 10, 3)]


def test_all_faults_of_both_files_are_told_at_once() -> None:
    broken = form(question("Choice", "a"), SCALE)
    assert places(broken, b"T,Caf\xe9\n") == [("unknown_type", "form", 2, 2), ("bad_bytes", "stories", 1, 2)]
    rows = [["tuin", "999"], ["thuis", "50"], ["school", "x"]]
    assert [p[2:] for p in places(GOOD_FORM, stories(COLUMNS, *rows))] == [(2, 3), (2, 4), (4, 4)]


def test_more_faults_than_anyone_reads_are_counted() -> None:
    data = stories(COLUMNS, *[["tuin", "50"]] * 250)
    with pytest.raises(ImportRefused) as refused:
        read_pair(GOOD_FORM, data)
    assert (len(refused.value.faults), refused.value.more) == (200, 50)
    with override("en"):
        assert refused.value.lines()[-1] == "and 50 more"


def test_reading_stops_where_a_file_is_nothing_but_faults() -> None:
    with pytest.raises(ImportRefused) as refused, override("en"):
        read_pair(GOOD_FORM, stories(COLUMNS, *[["tuin", "50"]] * 11_000))
    with override("en"):
        assert refused.value.lines()[-1] == "and at least 9800 more; the rest of the file was not looked at"


def test_a_fault_names_column_answer_and_known_answers() -> None:
    assert sentence(GOOD_FORM, told(b"T,Verhaal,tuin,50\n")) == (
        "Stories, line 2, column 3 (Plek): The answer 'tuin' is not known. Known answers: 'thuis', 'school'."
    )


def test_a_slider_outside_its_range_is_refused_with_the_range() -> None:
    rows = question("Scale", "nee", "ja", "1", "10", name="Gehoord")
    assert sentence(form(rows), stories(["Gehoord"], ["0"])) == (
        "Stories, line 2, column 3 (Gehoord): 0 is outside the scale of this question: 1 to 10."
    )


def test_a_wrong_header_names_what_was_expected_and_found() -> None:
    assert sentence(GOOD_FORM, written([["Title", TEXT, *COLUMNS], ["T", "V", "thuis", "50"]])) == (
        "Stories, line 1: The header is not right. Expected: 'Story title', 'Story text'. "
        "Found: 'Title', 'Story text', 'Plek', 'Gehoord'."
    )


def test_a_missing_column_names_what_was_expected_and_found() -> None:
    assert sentence(GOOD_FORM, stories(["Plek", "gehoord"], ["thuis", "50"])) == (
        "Stories, line 1: The form asks for the column 'Gehoord'. It is not in this file. "
        "Found: 'Story title', 'Story text', 'Plek', 'gehoord'."
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b" \n\r\n", "empty_file"),
        (b",,,\n,\n", "empty_file"),
        (b"; only a comment\n", "empty_file"),
        (b"PK\x03\x04rest", "workbook"),
        ("Story title,Story text\n".encode("utf-16"), "utf16"),
        (b"\0\0\0\0", "nul"),
        (b'"never closed', "open_quote"),
        (b"a,b\n", "wrong_header"),
    ],
)
def test_what_is_no_csv_file_is_said_in_a_sentence(data: bytes, code: str) -> None:
    assert code in [fault.code for fault in faults(data, GOOD)]
    assert code in [fault.code for fault in faults(GOOD_FORM, data)]


def test_a_file_that_is_too_big_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vertelpunt.narrafirma.table.MOST_BYTES", 10)
    assert [fault.code for fault in faults(GOOD_FORM, GOOD)] == ["too_big", "too_big"]


def test_a_file_without_stories_and_one_of_tests_only_differ() -> None:
    assert places(GOOD_FORM, stories(COLUMNS)) == [("no_stories", "stories", 1, None)]
    assert places(GOOD_FORM, told(b"TESTING123,V,thuis,50\n")) == [("none_left", "stories", 1, None)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ([TITLE, TEXT, "", *COLUMNS], ("empty_header", "stories", 1, 3)),
        ([TITLE, TEXT, *COLUMNS, TEXT], ("repeated_column", "stories", 1, 5)),
        ([TITLE, TEXT, *COLUMNS, "Plek"], ("repeated_column", "stories", 1, 5)),
        ([TITLE, TEXT, *COLUMNS, "Language", "Language"], ("repeated_column", "stories", 1, 6)),
    ],
)
def test_a_header_must_name_each_column_once(header: list[str], expected: tuple[object, ...]) -> None:
    assert expected in places(GOOD_FORM, written([header, ["T", "V", "thuis", "50"]]))


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        (["", "Scale", "verhaal", "V", "V?", ""], "unknown_about", 3),
        (question("Scales"), "unknown_type", 2),
        (["V", "Scale", "story", "", "V?", ""], "no_short_name", 4),
        (question("Single choice"), "no_answers", 7),
        (question("Single choice", "1|a", "1|b"), "repeated_answer", 7),
        (question("Text", name="Gehoord"), "repeated_question", 1),
        (question("Scale", "a", "b", "c", "1", "x"), "bad_scale", 7),
        (question("Scale", "a", "b", "10", "1"), "bad_scale", 7),
        (question("Scale", "a", "b", "5"), "bad_scale", 7),
        (question("Scale", "a", "b", "1", "2", "3", "4"), "bad_scale", 7),
        (question("Multiple choice", "a", options="maxNumAnswers=veel"), "bad_number", 6),
        (setting("Scale range", "10", "1"), "bad_range", 7),
        (setting("Scale range", "1"), "bad_range", 7),
        (setting("Minimum words to include story", "-3"), "bad_number", 7),
        (setting("Scale rage", "1", "10"), "unknown_type", 2),
    ],
)
def test_a_wrong_row_of_the_form_is_a_fault(row: list[str], code: str, place: int) -> None:
    assert places(form(SCALE, row), GOOD) == [(code, "form", 3, place)]


def test_a_form_has_questions_one_eliciting_row_and_its_answers_last() -> None:
    assert places(form(), GOOD) == [("no_questions", "form", 1, None)]
    eliciting = ["O", "eliciting", "eliciting", "O", "", "", "a"]
    assert places(form(eliciting, eliciting), GOOD) == [("second_eliciting", "form", 3, 3)]
    assert places(written([[*HEADER, "Extra"], SCALE]), GOOD) == [("answers_last", "form", 1, 8)]


@pytest.mark.parametrize(
    ("kind", "column", "cell", "code"),
    [
        ("Single choice indexed", "V", "4", "bad_index"),
        ("Single choice indexed", "V", "0", "bad_index"),
        ("Single choice indexed", "V", "²", "bad_index"),
        ("Multi-choice single-column delimited indexed", "V", "1 9", "bad_index"),
        ("Multi-choice single-column delimited", "V", "a,d", "unknown_answer"),
        ("Multi-choice multi-column texts", "V", "d", "unknown_answer"),
        ("Radiobuttons", "V", "d", "unknown_answer"),
        ("Boolean", "V", "misschien", "unknown_answer"),
    ],
)
def test_an_answer_that_the_form_does_not_have_is_a_fault(kind: str, column: str, cell: str, code: str) -> None:
    data = stories([column], [cell])
    assert places(form(question(kind, "a", "b", "c")), data) == [(code, "stories", 2, 3)]


def test_a_yes_no_cell_says_yes_or_no() -> None:
    row = question("Multi-choice multi-column yes/no", "a")
    assert places(form(row), stories(["V a"], ["misschien"])) == [("not_yes_no", "stories", 2, 3)]
    assert places(form(row), stories(["V b"], ["Yes"])) == [("missing_column", "stories", 1, None)]


def test_more_answers_than_the_form_allows_are_a_fault() -> None:
    row = question("Multi-choice single-column delimited", "a", "b", "c", options="maxNumAnswers=2")
    assert places(form(row), stories(["V"], ["a,b,c"])) == [("too_many_answers", "stories", 2, 3)]


@pytest.mark.parametrize("cell", ["31-03-2026", "2026-02-30", "2026-3-1", "gisteren", "2026-01-011"])
def test_a_day_is_written_as_year_month_day(cell: str) -> None:
    data = stories([*COLUMNS, "Collection date"], ["thuis", "50", cell])
    assert places(GOOD_FORM, data) == [("bad_date", "stories", 2, 5)]


def test_a_refusal_does_not_carry_what_people_told_into_a_log() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_pair(GOOD_FORM, told(b"T,Verhaal,geheim,50\n"))
    assert "geheim" not in str(refused.value)
    assert "geheim" in refused.value.lines()[0]


def test_a_long_or_odd_answer_is_shown_short_and_printable() -> None:
    (fault,) = faults(GOOD_FORM, told(b"T,Verhaal," + b"x\x1b" * 90 + b",50\n"))
    assert len(dict(fault.params)["found"]) == 60
    assert fault.message.isprintable()


def test_every_sentence_can_be_filled_in() -> None:
    names = ["limit", "found", "given", "expected", "name", "line", "low", "high", "count", "words", "names", "keys"]
    filled = [str(text) % dict.fromkeys(names, "1") for text in [*FAULTS.values(), *NOTES.values()]]
    assert not [text for text in filled if "%(" in text]


def test_a_form_alone_is_refused_in_the_same_way() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_form(form(question("Scales")))
    assert (refused.value.code, refused.value.faults[0].code) == ("import_refused", "unknown_type")
