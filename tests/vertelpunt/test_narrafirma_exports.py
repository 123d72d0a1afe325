"""What NarraFirma's own exports do wrong is put right, and told."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vertelpunt.narrafirma.builders import CHOICE, HEADER, SCALE, TEXT, TITLE, answers, form, question, setting
from vertelpunt.narrafirma import Import, Missing, read_form, read_pair

KINDS = "Multi-choice multi-column texts"
RECOVERABLE = re.compile(r'(?!")(?:[^"]|"[^"]*"|"(?=[^"]+$))+')
TEXTS = st.text(st.sampled_from('ab ,;"\n\t'), max_size=30).map(str.strip).filter(RECOVERABLE.fullmatch)


def exported(cell: str, delimiter: str) -> str:
    """Write a cell as that tool does: quoted once for the delimiter and once more for a line break."""
    for sign in (delimiter, "\n"):
        if sign in cell:
            cell = '"' + cell.replace('"', '""') + '"'
    return cell


def export(rows: list[list[str]], delimiter: str = ",") -> bytes:
    return "".join(delimiter.join(exported(c, delimiter) for c in row) + "\n" for row in rows).encode()


def told(text: str, delimiter: str = ",") -> Import:
    rows = [[TITLE, TEXT, "Plek"], [";", "", ""], ["T", text, "thuis"]]
    return read_pair(export([HEADER, CHOICE], delimiter), export(rows, delimiter))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@settings(deadline=None)
@given(text=TEXTS)
def test_a_text_comes_back_as_it_was_told(delimiter: str, text: str) -> None:
    assert told(text, delimiter).stories[0].text == text


@pytest.mark.parametrize("text", ['"Nee" zei zij', '"Ja" of "nee"'])
def test_quotation_marks_that_were_not_escaped_stay(text: str) -> None:
    pair = told(text)
    assert pair.stories[0].text == text
    assert "loose_quotes" in [note.code for note in pair.notes]


def test_cells_that_were_quoted_twice_are_told() -> None:
    note = next(note for note in told('Nee, zei zij,\n"nu niet"').notes if note.code == "double_quotes")
    assert dict(note.params) == {"count": "1"}


def test_quotes_at_both_ends_stay_when_the_text_was_quoted_only_once() -> None:
    text = '"Nee", zei zij,\nen: "ja"'
    data = f'{TITLE},{TEXT},Plek\nT,"{text.replace(chr(34), chr(34) * 2)}",thuis\n'.encode()
    assert read_pair(form(CHOICE), data).stories[0].text == text


@pytest.mark.parametrize("other", ['"Kop"', '"a, b\nc"'])
def test_a_story_that_is_one_quotation_keeps_its_marks_in_a_file_written_by_the_rules(other: str) -> None:
    data = f'{TITLE},{TEXT},Plek\n{other},"""Ja, zei zij.\nMeer niet.""",thuis\n'.encode()
    pair = read_pair(form(CHOICE), data)
    assert pair.stories[0].text == '"Ja, zei zij.\nMeer niet."'
    assert "double_quotes" not in [note.code for note in pair.notes]


def test_without_participant_ids_each_story_has_a_teller_of_its_own_and_that_is_told() -> None:
    pair = told("Verhaal")
    assert pair.stories[0].participant is None
    assert "no_participants" in [note.code for note in pair.notes]


def test_the_second_column_of_the_text_is_that_of_the_date() -> None:
    rows = [setting("Story text column name", "Tekst"), setting("Story text column name", "Dag")]
    found = read_form(form(SCALE, *rows))
    assert (found.settings.text_column, found.settings.date_column) == ("Tekst", "Dag")
    assert [note.code for note in found.notes] == ["date_column"]


def test_an_undefined_place_of_own_words_is_found_out_and_told() -> None:
    row = question("Single choice", "a", options="writeInTextBoxLabel=X|writeInTextsAreInSeparateColumn=undefined")
    assert answers(row, ["V"], "a", "b") == ["a", Missing.SKIPPED]
    data = export([[TITLE, TEXT, "V"], ["T", "Verhaal", "b"]])
    pair = read_pair(form(row), data)
    assert pair.stories[0].answers["v_writein"] == "b"
    assert "guessed_writeins" in [note.code for note in pair.notes]


def test_numbers_that_were_undefined_count_as_not_given() -> None:
    rows = [question("Scale", "nee", "ja", "undefined", "NaN"), setting("Scale range", "undefined", "undefined")]
    assert read_form(form(*rows)).settings.scale == (0, 100)


def test_a_multi_choice_has_one_column_per_answer_with_the_labels_in_a_comment_row() -> None:
    rows = [[TITLE, TEXT, "V", "V", "WRITEIN_V"], [";", "", "a", "b", ""], ["T", "Verhaal", "", "b", "zelf"]]
    pair = read_pair(form(question(KINDS, "a", "b", options="writeInTextBoxLabel=X")), export(rows))
    assert pair.stories[0].answers == {"v": ("b",), "v_writein": "zelf"}


def test_a_comment_row_of_labels_is_known_when_the_semicolon_is_the_delimiter_too() -> None:
    data = f"{TITLE};{TEXT};Plek\n;;;thuis\nT;Verhaal;thuis\n".encode()
    assert [story.title for story in read_pair(form(CHOICE), data).stories] == ["T"]


def test_booleans_are_written_as_true_and_false() -> None:
    assert answers(question("Boolean"), ["V"], "true", "false", "") == ["yes", "no", Missing.SKIPPED]


def test_questions_for_annotations_are_left_out_and_told() -> None:
    row = ["A", "Text", "annotation", "Aantekening", "", "", ""]
    found = read_form(form(SCALE, row))
    assert len(found.layout) == 1
    assert [note.code for note in found.notes] == ["annotations"]


def test_rows_that_end_early_are_read_and_told() -> None:
    pair = read_pair(form(CHOICE), f"{TITLE},{TEXT},Plek\nT,Verhaal\n".encode())
    assert pair.stories[0].answers == {"plek": Missing.SKIPPED}
    assert "short_rows" in [note.code for note in pair.notes]


def test_a_language_that_nobody_knows_is_told() -> None:
    pair = read_pair(form(CHOICE), f"{TITLE},{TEXT},Plek,Language\nT,Verhaal,thuis,Klingon\n".encode())
    assert pair.stories[0].language == ""
    assert "unknown_languages" in [note.code for note in pair.notes]
