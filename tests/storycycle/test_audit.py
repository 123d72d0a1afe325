"""Packages are locked with their digests, and the audit says what it knows and what it could not ask."""

import re
from pathlib import Path

import pytest

from storycycle.audit import LOCKS, verdict

ROOT = Path(__file__).resolve().parents[2]
SOUND = {"name": "anyio", "version": "4.16.0", "vulns": []}
FAULTY = {"name": "pillow", "version": "9.0.0", "vulns": [{"id": "CVE-2022-22815"}]}
UNKNOWN = {"name": "numpy", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_that_is_asked_for_is_locked_in_that_version_with_digests(lock: str) -> None:
    locked = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    packages = {one.partition("==")[0].partition("[")[0].lower(): one for one in locked}
    asked = re.findall(r"^([\w.-]+)[^=\n]*==(\S+)", (ROOT / lock).with_suffix(".txt").read_text(), re.MULTILINE)
    assert asked
    assert {name for name, version in asked if f"=={version} " not in packages.get(name.lower(), "")} == set()
    assert all("--hash=sha256:" in one for one in packages.values())


def test_a_known_fault_is_named_and_fails() -> None:
    assert verdict({"a.lock": [SOUND, FAULTY]}) == (["Known fault: pillow 9.0.0: CVE-2022-22815"], False)


def test_what_could_not_be_asked_is_said() -> None:
    lines, well = verdict({"a.lock": [SOUND, UNKNOWN], "b.lock": []})
    assert well
    assert lines == [
        "Could not be asked: the packages of b.lock.",
        "Could not be asked: 1 of 2 packages; this index does not tell.",
    ]


def test_nothing_known_of_any_is_well() -> None:
    assert verdict({"a.lock": [SOUND]}) == (["No package has a known fault."], True)
