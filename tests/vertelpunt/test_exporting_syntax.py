"""SPSS of any size: the rows are plain, the syntax names everything, and neither grows with the other."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import translation

from people.models import Coalition, Event, User
from tests import world
from tests.vertelpunt.exported import made, place_of
from vertelpunt.access import Workplace
from vertelpunt.exporting import spss
from vertelpunt.questions import Option, Question

LABEL = "Wie hielp, 'ja' of \"nee\"? " * 20


@pytest.fixture
def place(anna: User, noord: Coalition) -> Workplace:
    """The workplace of Anna at a Vertelpunt with a question whose name and label are awkward."""
    options = (Option("to", {"nl": "een ander's plek"}), Option("by", {"nl": "y" * 300}))
    with_ = Question(key="with", kind="choice", short={"nl": LABEL}, text={"nl": "Met?"}, options=options)
    return place_of(anna, world.vertelpunt(noord, asked=[*world.questions(), with_]))


def unpacked(place: Workplace) -> tuple[list[list[str]], str]:
    """Return the cells of the table, and the syntax."""
    with translation.override("nl"), ZipFile(io.BytesIO(made(place, "sps"))) as zipped:
        lines = zipped.read("stories.dat").decode().split("\r\n")
        return [line.split("\t") for line in lines[:-1]], zipped.read("stories.sps").decode("utf-8-sig")


def test_a_story_is_one_line_and_why_there_is_no_answer_is_a_number(place: Workplace) -> None:
    told = "=1+1\tmet\r\ntab\nen 'regels'"
    answers = {"heard": 0, "in_time": {"none": "skipped"}, "consequences": {"none": "not_applicable"}, "with": "by"}
    world.story(place.vertelpunt, text=told, answers=answers)
    head, row = unpacked(place)[0]
    found = dict(zip(head, row, strict=True))
    assert (found["heard"], found["in_time"], found["consequences"], found["v_with"]) == ("0", "-1", "-2", "2")
    assert found["text"] == "'=1+1 met¶tab¶en 'regels'"


def test_the_syntax_describes_every_column_within_what_spss_takes(place: Workplace) -> None:
    world.story(place.vertelpunt, text="é" * 20_000)
    (head, _row), syntax = unpacked(place)
    for name in head:
        assert f"\r\n    {name} " in syntax
        assert f"VARIABLE LABELS {name}\r\n" in syntax
    assert f"    text A{spss.LONGEST}\r\n" in syntax
    assert "MISSING VALUES heard (-4 THRU -1)." in syntax
    assert "VARIABLE LEVEL heard (SCALE)." in syntax
    assert "VARIABLE LEVEL consequences (ORDINAL)." in syntax
    assert "VARIABLE LEVEL text (NOMINAL)." in syntax
    assert max(len(line.encode()) for line in syntax.split("\r\n")) < 256
    assert "'een ander''s plek'" in syntax


def test_all_of_a_long_text_stands_in_the_table(place: Workplace) -> None:
    world.story(place.vertelpunt, text="é" * 20_000)
    head, row = unpacked(place)[0]
    assert row[head.index("text")] == "é" * 20_000


def test_no_label_ends_the_command_that_it_stands_in(place: Workplace) -> None:
    point = place.vertelpunt
    point.audiences.update(name={"nl": "x.\r\nERASE FILE='stories.dat'.\r\n"})
    world.story(point)
    syntax = unpacked(place)[1]
    assert not re.search(r"^\s*ERASE", syntax, re.MULTILINE)
    assert "'x. ERASE FILE=''stories.dat''. (" in syntax


def test_it_needs_no_package_has_no_limit_and_is_logged(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spss, "find_spec", lambda _name: None)
    monkeypatch.setattr(spss, "MOST_ROWS", 1)
    for _one in range(3):
        world.story(place.vertelpunt)
    assert len(unpacked(place)[0]) == 4
    assert Event.objects.filter(verb="stories-exported-sps").count() == 1


@pytest.mark.skipif(not shutil.which("pspp"), reason="PSPP is not on this machine")
def test_pspp_reads_it(place: Workplace, tmp_path: Path) -> None:
    answers = {"heard": 30, "in_time": {"none": "skipped"}, "with": "to"}
    world.story(place.vertelpunt, text="Één.\nTwee", answers=answers)
    world.story(place.vertelpunt, answers=answers | {"heard": 70})
    with translation.override("nl"), ZipFile(io.BytesIO(made(place, "sps"))) as zipped:
        zipped.extractall(tmp_path)
    asked = "\r\nDESCRIPTIVES heard in_time.\r\nFREQUENCIES v_with.\r\nLIST text.\r\n"
    (tmp_path / "stories.sps").write_bytes((tmp_path / "stories.sps").read_bytes() + asked.encode())
    command = ["pspp", "-O", "format=csv", "stories.sps"]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stdout
    assert "error" not in done.stdout + done.stderr
    assert "een ander's plek,2,100.0%" in done.stdout
    assert "Één.¶Twee" in done.stdout
