"""Each trap of a dirty file is recognised or asked about, and read right."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.vertelpunt.importing.dirty import answers, column, columns, kinds, look, read, story, table, text
from vertelpunt.importing.sheet import BrokenTable

SKIPPED, NOT_APPLICABLE = {"none": "skipped"}, {"none": "not_applicable"}


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    found = look(tmp_path, b"\xef\xbb\xbf" + table("Fase", ["wachten", "hulp"], 4))
    assert kinds(found.mapping) == {"Verhaal": "story", "Fase": "choice"}
    assert found.mapping.ask == ()


def test_windows_letters_are_read_and_asked_about(tmp_path: Path) -> None:
    rows = [["Verhaal", "Soort"], *([story(at), ["privé", "één"][at % 2]] for at in range(8))]
    found = look(tmp_path, text(rows, ";").encode("cp1252"))
    assert (found.mapping.encoding, found.mapping.delimiter, found.mapping.ask) == ("cp1252", ";", ("encoding",))
    assert {word for word, _label in found.mapping.columns[1].options} == {"privé", "één"}


def test_utf_16_with_tabs_as_excel_writes_it(tmp_path: Path) -> None:
    rows = [["Verhaal", "Soort"], *([story(at), "é"] for at in range(4))]
    found = look(tmp_path, text(rows, "\t").encode("utf-16"))
    assert (found.mapping.encoding, found.mapping.delimiter, found.rows) == ("utf-16", "\t", 4)


def test_a_line_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    found = look(tmp_path, b"sep=;\n" + text([["Verhaal", "A"], [story(1), "x"]], ";").encode())
    assert found.header.names == ("Verhaal", "A")


def test_decimal_commas_on_a_scale_to_one(tmp_path: Path) -> None:
    rows = [["Verhaal", "Gehoord"], *([story(at), cell] for at, cell in enumerate(["0", "0,25", "0,5", "1"]))]
    data = text(rows, ";").encode()
    assert answers(tmp_path, data, "gehoord") == [0, 25, 50, 100]
    assert column(look(tmp_path, data).mapping, "Gehoord")["ask"] == ()


@pytest.mark.parametrize(
    ("cells", "ends", "places"),
    [
        (["-100", "0", "50", "100"], ("-100", "100"), [0, 50, 75, 100]),
        (["1", "3", "5", "9"], ("1", "9"), [0, 25, 50, 100]),
        (["0", "17", "80", "100"], ("0", "100"), [0, 17, 80, 100]),
        (["1.234,0", "0"], None, None),
    ],
)
def test_scales_become_0_to_100(
    tmp_path: Path, cells: list[str], ends: tuple[str, str] | None, places: list[int] | None
) -> None:
    data = table("Schaal", cells)
    said = column(look(tmp_path, data).mapping, "Schaal")
    if ends is None:
        assert (said["kind"], said["ask"]) == ("ignore", ("no_scale",))
    else:
        assert (said["low"], said["high"]) == ends
        assert answers(tmp_path, data, "schaal") == places


def test_a_scale_of_which_nobody_reached_an_end_is_asked_about(tmp_path: Path) -> None:
    said = column(look(tmp_path, table("Schaal", ["12", "48", "93"])).mapping, "Schaal")
    assert (said["kind"], said["ask"]) == ("slider", ("scale",))


def test_99_is_asked_about_and_read_as_no_answer(tmp_path: Path) -> None:
    data = table("Cijfer", ["1", "9", "4", "99", "6"])
    assert column(look(tmp_path, data).mapping, "Cijfer")["ask"] == ("line", "missing:99")
    assert answers(tmp_path, data, "cijfer") == [0, 100, 38, SKIPPED, 63]


def test_99_on_a_scale_to_100_is_an_answer(tmp_path: Path) -> None:
    assert answers(tmp_path, table("Schaal", ["0", "99", "100", "40"]), "schaal") == [0, 99, 100, 40]


def test_words_for_no_answer_are_not_answers(tmp_path: Path) -> None:
    cells = ["goed", "slecht", "n.v.t.", "Did not answer", "", "goed", "slecht", "goed"]
    assert answers(tmp_path, table("Hoe", cells), "hoe")[2:5] == [NOT_APPLICABLE, SKIPPED, SKIPPED]
    _stories, _faults, reader = read(tmp_path, look(tmp_path, table("Hoe", cells)).mapping)
    told = {(word, meaning) for _name, word, meaning, _times in reader.read_as()}
    assert told == {("n.v.t.", "not_applicable"), ("Did not answer", "skipped")}


def test_none_may_be_an_answer_and_is_asked_about(tmp_path: Path) -> None:
    data = table("Wie hielp", ["None", "school", "None", "buurt", "school", "buurt"])
    found = look(tmp_path, data).mapping
    assert column(found, "Wie hielp")["ask"] == ("missing:none",)
    assert answers(tmp_path, data, "wie_hielp")[0] == "none"
    said = replace(found.columns[1], missing={"none": "skipped"})
    told, _faults, _reader = read(tmp_path, replace(found, columns=(found.columns[0], said)))
    assert told[0].answers == {"wie_hielp": SKIPPED}


def test_words_of_likert_are_put_in_their_order(tmp_path: Path) -> None:
    said = column(
        look(tmp_path, table("Stelling", ["Mee eens", "Helemaal mee oneens", "Mee oneens"], 3)).mapping, "Stelling"
    )
    assert said["kind"] == "ordered"
    assert [word for word, _label in said["options"]] == ["Helemaal mee oneens", "Mee oneens", "Mee eens"]  # type: ignore[attr-defined]


def test_codes_for_steps_are_asked_about(tmp_path: Path) -> None:
    said = column(look(tmp_path, table("Q4", ["1", "5", "3", "2", "4"], 2)).mapping, "Q4")
    assert (said["kind"], said["ask"]) == ("ordered", ("codes",))


def test_repeated_headers_are_one_question(tmp_path: Path) -> None:
    data = columns(["Wie", "Wie", "Wie"], [["school", "", "buurt"], ["", "wijkteam", ""], ["", "", ""]])
    found = look(tmp_path, data)
    assert found.header.names == ("Verhaal", "Wie (1)", "Wie (2)", "Wie (3)")
    assert found.header.notes["double"] == ["Wie"]
    assert answers(tmp_path, data, "wie")[:3] == [["school", "buurt"], ["wijkteam"], SKIPPED]


def test_a_column_for_each_answer_is_one_question(tmp_path: Path) -> None:
    data = columns(["Thema [wachten]", "Thema [contact]"], [["Ja", "Nee"], ["Ja", "Ja"], ["Nee", "Nee"]])
    assert set(kinds(look(tmp_path, data).mapping).values()) == {"story", "multi_part"}
    assert answers(tmp_path, data, "thema")[:3] == [["wachten"], ["wachten", "contact"], SKIPPED]


def test_answers_in_one_cell_are_cut(tmp_path: Path) -> None:
    data = table("Thema", ["school; geld", "geld", "school;thuis", "thuis; geld"], 2)
    said = column(look(tmp_path, data).mapping, "Thema")
    assert (said["kind"], said["ask"]) == ("multi", ("delimiter",))
    assert answers(tmp_path, data, "thema")[0] == ["geld", "school"]


def test_markup_in_names_is_taken_out(tmp_path: Path) -> None:
    found = look(tmp_path, columns(["<b>Hoe</b> ging&nbsp;het?"], [["goed"], ["slecht"]]))
    assert found.header.names[1] == "Hoe ging het?"
    assert "markup" in found.header.notes


def test_line_breaks_and_quotes_in_a_story_stay(tmp_path: Path) -> None:
    told = 'Ze zei: "kom maar",\nen toen\r\nging het beter; echt waar.'
    rows = [["Verhaal", "Fase"], [told, "wachten"], [story(2), "wachten"]]
    found, _faults, _reader = read(tmp_path, look(tmp_path, text(rows).encode()).mapping)
    assert found[0].text == told.replace("\r\n", "\n")
    assert found[1].line == 5


def test_a_comment_line_is_no_story(tmp_path: Path) -> None:
    rows = [["Verhaal", "Fase"], ["; het verhaal", "; welke fase"], [story(1), "wachten"], [story(2), "hulp"]]
    assert look(tmp_path, text(rows).encode()).rows == 2


def test_a_second_line_with_labels_is_used_as_names_and_asked_about(tmp_path: Path) -> None:
    rows = [["v1", "v2", "v3"], ["Verhaal", "Hoe gehoord voelde je je?", "Hoe snel kwam er hulp?"]]
    rows += [[story(at), str(at * 10), str(100 - at * 10)] for at in range(11)]
    found = look(tmp_path, text(rows).encode())
    assert (found.rows, found.mapping.ask) == (11, ("labels",))
    assert found.mapping.columns[1].text == "Hoe gehoord voelde je je?"
    assert look(tmp_path, text(rows).encode(), labels=False).rows == 12


def test_days_that_can_be_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    assert column(look(tmp_path, table("Datum", ["3-4-2026", "5-6-2026"])).mapping, "Datum")["ask"] == ("dates",)
    found, _faults, _reader = read(tmp_path, look(tmp_path, table("Datum", ["3-4-2026", "25-6-2026"])).mapping)
    assert [one.collected_on for one in found] == [date(2026, 4, 3), date(2026, 6, 25)]


def test_a_teller_with_several_stories_is_one_teller(tmp_path: Path) -> None:
    found, _faults, reader = read(tmp_path, look(tmp_path, table("Respondent ID", ["a", "b", "a", "n.v.t."])).mapping)
    assert [one.participant for one in found][:3] == ["a", "b", "a"]
    assert reader.told.again == 1


def test_names_and_addresses_are_left_out_and_asked_about(tmp_path: Path) -> None:
    said = column(look(tmp_path, table("E-mail", ["a@x.nl", "b@x.nl", "c@x.nl"])).mapping, "E-mail")
    assert (said["kind"], said["ask"]) == ("ignore", ("private",))


def test_parts_that_add_up_are_a_triad(tmp_path: Path) -> None:
    names = ["Wie besliste [kind]", "Wie besliste [gezin]", "Wie besliste [hulp]"]
    data = columns(names, [["20,5", "30,5", "49"], ["100", "0", "0"], ["33,3", "33,3", "33,4"], ["", "", ""]])
    assert set(kinds(look(tmp_path, data).mapping).values()) == {"story", "triad_part"}
    found = answers(tmp_path, data, "wie_besliste")
    assert found[1] == [100, 0, 0]
    assert found[3] == SKIPPED
    assert all(sum(one) == 100 for one in found if isinstance(one, list))


def test_a_fault_says_line_column_and_name(tmp_path: Path) -> None:
    data = table("Schaal", ["0", "100", "50"])
    mapping = look(tmp_path, data).mapping
    (tmp_path / "file").write_bytes(data.replace(b",50\n", b",170\n"))
    _stories, faults, _reader = read(tmp_path, mapping)
    assert [(fault.code, fault.line, fault.column, fault.header) for fault in faults.found] == [
        ("out_of_range", 4, 2, "Schaal")
    ]


def test_a_row_that_is_too_long_is_a_fault_and_one_without_a_story_is_counted(tmp_path: Path) -> None:
    data = text([["Verhaal", "A"], [story(1), "x"], ["", "y"]]).encode() + f'"{story(2)}",x,nog iets\n'.encode()
    _stories, faults, reader = read(tmp_path, look(tmp_path, data).mapping)
    assert [fault.code for fault in faults.found] == ["too_many_cells"]
    assert reader.told.without == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'Verhaal,A\n"open,x\n', "open_quote"),
        (b"Verhaal\nx\n", "one_column"),
        (b"Verhaal,A\na,\x00b\n", "nul"),
        (b"Verhaal;A\r\n", "no_rows"),
    ],
)
def test_a_damaged_file_says_so(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(BrokenTable) as broken:
        look(tmp_path, data)
    assert broken.value.code == code
