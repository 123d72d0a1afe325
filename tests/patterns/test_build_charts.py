"""The script that draws charts is made once for each version of its package; without it pages still work."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from patterns.bundle import NAME, bundle_address


def test_the_script_is_made_once(tmp_path: Path) -> None:
    call_command("build_charts", to=tmp_path, verbosity=0)
    made = tmp_path / NAME
    assert "storycycleVega" in made.read_text()
    assert "import(" not in made.read_text()
    first = made.stat().st_mtime_ns
    call_command("build_charts", to=tmp_path)
    assert made.stat().st_mtime_ns == first


def test_another_version_is_made_anew(tmp_path: Path) -> None:
    old = tmp_path / NAME
    old.parent.mkdir()
    old.write_text("/* vl-convert-python 0.1 */\n")
    call_command("build_charts", to=tmp_path)
    assert "storycycleVega" in old.read_text()


def test_a_server_that_lacks_the_script_says_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(staticfiles_storage, "url", missing)
    assert bundle_address() == ""
