"""The ledger of withdrawals outlives a machine that stopped, or a disk that was full, while a line was written."""

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
