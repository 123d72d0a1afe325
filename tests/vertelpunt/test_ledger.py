"""The ledger of withdrawals outlives a machine that stopped, or a disk that was full, while a line was written."""

import json
import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from tests import world
from vertelpunt import ledger


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Settings) -> Path:
    """A ledger of this test alone."""
    settings.LEDGER_PATH = tmp_path / "withdrawals.jsonl"
    return tmp_path / "withdrawals.jsonl"


@pytest.mark.parametrize("kept", [1, 20, 70])
def test_what_is_withdrawn_after_a_line_was_cut_off_stands_on_a_line_of_its_own(file: Path, kept: int) -> None:
    first, last = uuid4(), uuid4()
    ledger.write(first, world.DAY)
    line = file.read_text()
    file.write_text(line + line[:kept])
    ledger.write(last, world.DAY)
    assert ledger.read() == {first, last}


def test_a_copy_with_a_line_that_was_cut_off_is_added_all_the_same() -> None:
    here, there = uuid4(), uuid4()
    ledger.write(here, world.DAY)
    whole = '{"story": "%s", "on": "2026-03-01"}\n'
    ledger.add(line.encode() for line in [whole % there, whole % here, "[]\n", '{"story": "' + str(UUID(int=1))])
    assert ledger.read() == {here, there}


def test_a_line_of_another_kind_is_never_taken_for_a_withdrawn_story(file: Path) -> None:
    story, other = uuid4(), uuid4()
    ledger.write(story, world.DAY)
    ledger.note("quote", [other], world.DAY)
    ledger.note("of-a-later-version", ["x"], world.DAY)
    assert (ledger.read(), ledger.held("quote")) == ({story}, {str(other)})
    first, second, _third = file.read_text().splitlines()
    assert json.loads(first) == {"story": str(story), "on": "2026-05-12"}  # as it was before there were kinds
    assert "story" not in json.loads(second)


def test_what_is_there_again_is_not_held_and_what_is_held_is_written_once(file: Path) -> None:
    ledger.undo("quote", "a", world.DAY)
    assert not file.exists()
    for _each in range(2):
        ledger.note("quote", ["a", "b"], world.DAY)
    ledger.undo("quote", "a", world.DAY)
    assert (ledger.held("quote"), len(file.read_text().splitlines())) == ({"b"}, 3)
    ledger.note("quote", ["a"], world.DAY)
    assert ledger.held("quote") == {"a", "b"}


def test_an_older_copy_does_not_undo_what_this_ledger_says_later() -> None:
    ledger.note("quote", ["a"], world.DAY)
    ledger.undo("quote", "a", world.DAY)
    copy = '{"kind": "quote", "of": "%s", "on": "2026-05-01"}\n'
    ledger.add(line.encode() for line in [copy % "a", copy % "b"])
    assert ledger.held("quote") == {"b"}


def test_lines_go_when_no_backup_can_hold_what_they_name_and_stories_stay(file: Path, settings: Settings) -> None:
    settings.BACKUP_DAYS = 30
    story = uuid4()
    ledger.write(story, world.DAY)
    ledger.note("quote", ["a"], world.DAY)
    ledger.note("quote", ["b"], world.DAY + timedelta(days=1))
    file.chmod(0o600)
    assert [ledger.forget_old(world.DAY + timedelta(days=days)) for days in (60, 61, 61)] == [0, 1, 0]
    assert (ledger.read(), ledger.held("quote")) == ({story}, {"b"})
    assert (file.stat().st_mode & 0o777, list(file.parent.iterdir())) == (0o600, [file])


def test_who_waits_to_write_while_it_is_put_in_order_writes_in_the_new_file() -> None:
    ledger.note("quote", ["a"], world.DAY)
    begun = threading.Barrier(9)

    def write(number: int) -> None:
        begun.wait()
        ledger.note("quote", [str(number)], world.DAY + timedelta(days=100))

    at_work = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in at_work:
        one.start()
    begun.wait()
    ledger.forget_old(world.DAY + timedelta(days=70))
    for one in at_work:
        one.join()
    assert ledger.held("quote") == {str(number) for number in range(8)}
