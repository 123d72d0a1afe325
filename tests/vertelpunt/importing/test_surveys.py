"""What other programs for surveys put in their files is recognised or asked about, and who somebody is stays out."""

from pathlib import Path

import pytest

from tests.vertelpunt.importing.dirty import answers, column, columns, kinds, look, read, story, table, text


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("E-mailadres", "a@x.nl"),
        ("e_mail", "a@x.nl"),
        ("Voornaam", "Sanne"),
        ("Telefoonnummer", "0612345678"),
        ("Mag ik u bereiken?", "sanne@x.nl"),
        ("Contact", "06-12 34 56 78"),
        ("q17", "+31 6 12345678"),
    ],
)
def test_who_somebody_is_is_left_out_by_its_name_or_by_what_stands_there(tmp_path: Path, name: str, cell: str) -> None:
    said = column(
        look(tmp_path, table(name, [cell, cell.replace("a", "b"), "", cell.replace("2", "9")])).mapping, name
    )
    assert (said["kind"], said["ask"]) == ("ignore", ("private",))


def test_a_question_with_one_telephone_among_its_words_stays(tmp_path: Path) -> None:
    said = column(look(tmp_path, table("Hoe", ["bel 0612345678", "fijn", "0612345678", "goed"])).mapping, "Hoe")
    assert said["kind"] == "text"


def test_99_far_above_the_others_on_a_line_to_100_is_asked_about_and_stays_till_somebody_says_so(
    tmp_path: Path,
) -> None:
    data = table("Leeftijd", ["34", "45", "99", "12", "71", "99"])
    assert "missing:99" in column(look(tmp_path, data).mapping, "Leeftijd")["ask"]
    assert answers(tmp_path, data, "leeftijd")[2] == 99
    assert (
        "missing:99" not in column(look(tmp_path, table("Cijfer", ["34", "85", "99", "99"])).mapping, "Cijfer")["ask"]
    )


def test_answers_that_differ_in_capitals_are_one_and_asked_about(tmp_path: Path) -> None:
    data = table("Hulp", ["Ja", "nee", "JA", "Nee", "ja", "nee"])
    assert column(look(tmp_path, data).mapping, "Hulp")["ask"] == ("capitals",)
    assert len(set(answers(tmp_path, data, "hulp"))) == 2


def test_the_usual_five_steps_of_limesurvey_are_in_their_order(tmp_path: Path) -> None:
    steps = ["Helemaal mee eens", "n.v.t.", "Neutraal", "Mee oneens", "Helemaal mee oneens", "Mee eens"]
    said = column(look(tmp_path, table("Stelling", steps, 2)).mapping, "Stelling")
    assert (said["kind"], said["options"][0][0]) == ("ordered", "Helemaal mee oneens")


def test_two_lines_below_the_names_of_qualtrics_are_no_stories(tmp_path: Path) -> None:
    rows = [["ResponseId", "Q1", "Q2", "Q3"], ["Response ID", "Wat maakte je mee?", "Hoe gehoord?", "Hoe oud?"]]
    rows += [['{"ImportId":"_recordId"}', '{"ImportId":"Q1"}', '{"ImportId":"Q2"}', '{"ImportId":"Q3"}']]
    rows += [[f"R_{at}", story(at), str(at % 11), ["12-18", "19-27"][at % 2]] for at in range(22)]
    found = look(tmp_path, text(rows).encode())
    assert (found.rows, found.mapping.ask) == (22, ("labels",))
    assert kinds(found.mapping)["Q2"] == "slider"


@pytest.mark.parametrize("cut", [";", "\t"])
def test_a_title_above_the_names_is_left_out_and_said(tmp_path: Path, cut: str) -> None:
    rows = [["Onderzoek 2025", "", ""], ["Verhaal", "Cijfer", "Fase"]]
    rows += [[story(at), str(at), ["wachten", "hulp"][at % 2]] for at in range(11)]
    found = look(tmp_path, text(rows, cut).encode())
    assert (found.rows, found.header.names, found.header.notes) == (
        11,
        ("Verhaal", "Cijfer", "Fase"),
        {"title": ["Onderzoek 2025"]},
    )
    stories, faults, _reader = read(tmp_path, found.mapping)
    assert (len(stories), stories[0].line, faults.found) == (11, 3, [])


def test_a_first_row_without_answers_is_no_line_of_labels(tmp_path: Path) -> None:
    data = columns(["A", "B"], [["n.v.t.", "onbekend"], *([str(at), str(at * 2)] for at in range(6))], times=1)
    assert (look(tmp_path, data).rows, look(tmp_path, data).mapping.ask) == (7, ())
