"""What cannot be told from a column is asked about, and what somebody corrects brings its answers along."""

from pathlib import Path

import pytest

from tests.vertelpunt.importing.dirty import answers, column, look, read, table
from vertelpunt.importing import posted

SKIPPED = {"none": "skipped"}
LISTS = ["Moeder, Vader", "Moeder", "Hulpverlener, Moeder", "Moeder"]


@pytest.mark.parametrize("high", [9, 10, 100])
def test_a_line_from_1_may_be_a_longer_one_of_which_nobody_chose_the_end(tmp_path: Path, high: int) -> None:
    cells = [str(place) for place in range(1, high + 1)]
    said = column(look(tmp_path, table("Rapportcijfer", cells, 2)).mapping, "Rapportcijfer")
    assert (said["kind"], said["low"], said["high"], said["ask"]) == ("slider", "1", str(high), ("line",))


@pytest.mark.parametrize(("codes", "asked"), [(["9"], ("missing:9",)), (["8", "9"], ("missing:8", "missing:9"))])
def test_9_above_steps_to_5_is_asked_about_and_makes_no_line(
    tmp_path: Path, codes: list[str], asked: tuple[str, ...]
) -> None:
    data = table("Stelling", ["1", "2", "3", "4", "5", *codes], 3)
    said = column(look(tmp_path, data).mapping, "Stelling")
    assert (said["kind"], said["ask"]) == ("ordered", ("codes", *asked))
    assert answers(tmp_path, data, "stelling")[4:6] == ["5", SKIPPED]


def test_99_that_comes_much_more_often_than_other_places_is_asked_about(tmp_path: Path) -> None:
    cells = [str(place) for place in range(0, 101, 2)] + ["99"] * 9
    assert column(look(tmp_path, table("Schaal", cells)).mapping, "Schaal")["ask"] == ("missing:99",)
    assert answers(tmp_path, table("Schaal", cells), "schaal")[-1] == 99


def test_words_of_likert_beside_one_that_may_be_no_answer_are_steps(tmp_path: Path) -> None:
    data = table("Stelling", ["Mee eens", "Weet niet", "Mee oneens"], 3)
    said = column(look(tmp_path, data).mapping, "Stelling")
    assert (said["kind"], said["ask"]) == ("ordered", ("missing:weet niet",))
    assert answers(tmp_path, data, "stelling")[1] == SKIPPED


def test_markup_in_answers_is_taken_out_of_their_names(tmp_path: Path) -> None:
    data = table("Wie", ["<b>School</b>", "thuis &amp; buurt", "School"], 3)
    said = column(look(tmp_path, data).mapping, "Wie")
    assert said["options"] == (
        ("<b>School</b>", "School"),
        ("thuis &amp; buurt", "thuis & buurt"),
        ("School", "School"),
    )


def test_an_answer_that_is_also_a_part_of_another_is_asked_about(tmp_path: Path) -> None:
    said = column(look(tmp_path, table("Wie waren erbij?", LISTS, 3)).mapping, "Wie waren erbij?")
    assert (said["kind"], said["ask"]) == ("choice", ("lists",))


def test_a_choice_that_becomes_several_answers_gets_the_answers_between_its_signs(tmp_path: Path) -> None:
    found = look(tmp_path, table("Wie", LISTS, 3))
    said = posted.read({"c1-kind": "multi", "c1-delimiter": ", "}, found.mapping)
    told, faults, _reader = read(tmp_path, posted.with_values(said, found.seen()))
    assert not faults.found
    assert [one.answers["wie"] for one in told[:2]] == [["moeder", "vader"], ["moeder"]]


def test_a_column_that_becomes_a_slider_or_steps_is_looked_at_before_it_is_read(tmp_path: Path) -> None:
    found = look(tmp_path, table("Cijfer", ["school", "1", "9", "4", "school", "geen idee"], 2))
    for kind, code in (("slider", "ends"), ("ordered", "order")):
        said = posted.with_values(posted.read({"c1-kind": kind}, found.mapping), found.seen())
        assert said.columns[1].open() == [code]
        assert (said.columns[1].low, said.columns[1].high) == (("1", "9") if kind == "slider" else ("", ""))
        again = posted.with_values(posted.read({f"c1-seen-{code}": "on", "c1-high": "10"}, said), found.seen())
        assert (again.columns[1].open(), again.columns[1].high) == ([], "10")
    whole = posted.read({"c1-kind": "slider", "c1-low": "1", "c1-high": "10"}, found.mapping)
    assert posted.with_values(whole, found.seen()).columns[1].open() == []


def test_a_word_that_is_said_to_be_an_answer_becomes_one(tmp_path: Path) -> None:
    found = look(tmp_path, table("Stelling", ["Mee eens", "Weet niet", "Mee oneens"], 3))
    said = posted.with_values(posted.read({"c1-m0": "answer"}, found.mapping), found.seen())
    told, faults, _reader = read(tmp_path, said)
    assert not faults.found
    assert [one.answers["stelling"] for one in told[:2]] == ["mee_eens", "weet_niet"]


@pytest.mark.parametrize(
    ("name", "about"), [("Leeftijd kind", "child"), ("Geslacht", "teller"), ("Gender of your child", "child")]
)
def test_what_others_may_know_of_somebody_is_asked_about(tmp_path: Path, name: str, about: str) -> None:
    data = table(name, ["0 tot 5", "6 tot 11"], 4)
    said = column(look(tmp_path, data).mapping, name)
    assert (said["kind"], said["about"], said["ask"]) == ("choice", about, ("about",))
    _found, _faults, reader = read(tmp_path, look(tmp_path, data).mapping)
    assert [one.question.about for one in reader.asked] == [about]
