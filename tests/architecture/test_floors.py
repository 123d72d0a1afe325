"""What the import linter cannot see: models named in strings, templates of a higher floor, texts without gettext."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import FLOORS, ROOT, floor_of, higher_than, own_python, tracked

MODEL_IN_STRING = re.compile(r"""(?:ForeignKey|OneToOneField|ManyToManyField|get_model)\(\s*["'](\w+)[."']""")
INCLUDED = re.compile(r"""{%\s*(?:include|extends)\s+["']([\w-]+)/""")
STYLE_OR_SCRIPT = re.compile(
    r"""\sstyle=|\son(?:click|change|input|submit|load)=|<script(?![^>]*\ssrc=)(?![^>]*json)"""
)


def on_floors(paths: list[Path]) -> list[tuple[str, Path]]:
    """Return the paths that belong to a floor, with it."""
    return [(floor, path) for path in paths if (floor := floor_of(path))]


def test_no_model_of_a_higher_floor_is_named_in_a_string() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for floor, path in on_floors(own_python())
        for name in MODEL_IN_STRING.findall(path.read_text())
        if name in higher_than(floor)
    ]
    assert not found


def test_no_template_of_a_higher_floor_is_included() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for floor, path in on_floors(tracked(".html"))
        for name in INCLUDED.findall(path.read_text())
        if name in higher_than(floor)
    ]
    assert not found


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_is_there(floor: str) -> None:
    assert (ROOT / floor / "__init__.py").exists()


def test_no_template_carries_its_own_script_or_style() -> None:
    found = [path.name for path in tracked(".html") if STYLE_OR_SCRIPT.search(path.read_text())]
    assert not found


def test_only_one_signal_exists() -> None:
    found = [
        path.name for path in own_python() if path.parts[-2] != "architecture" and "= Signal(" in path.read_text()
    ]
    assert found == ["signals.py"]
