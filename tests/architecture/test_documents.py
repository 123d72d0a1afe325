"""The documents say what is there: links, commands, settings, slots, models, tests and paths that they name."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import get_commands

from lib import slots
from lib.handbook.reading import Page, read_page, targets
from tests.architecture.source import FLOORS, ROOT, own_python, tracked

LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
TARGET = re.compile(r"(?:`|^|(?<=PORT=8001 ))make ([a-z-]+)", re.MULTILINE)
SETTING = re.compile(r"""\benv\.\w+\(\s*["'](\w+)["']""")
EXAMPLE = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PATH = re.compile(r"`((?:\w+/)+(?:[\w.-]+\.(?:py|css|txt))?)`")
DOCUMENT = re.compile(r"\bdocs/[\w/-]+\.md\b")
RECORD = re.compile(r"^(\d{4})-[a-z-]+\.md$")


def documents() -> list[Path]:
    """Return every document of the project."""
    return tracked(".md")


def named(pattern: re.Pattern[str], paths: list[Path]) -> list[tuple[Path, str]]:
    """Return what `pattern` finds in `paths`, with the document that names it."""
    return [(path, name) for path in paths for name in pattern.findall(path.read_text())]


def missing(found: list[tuple[Path, str]], there: set[str]) -> list[str]:
    """Return what is named but not there."""
    return sorted({f"{path.relative_to(ROOT)}: {name}" for path, name in found if name not in there})


def test_every_link_and_picture_leads_to_a_file_and_a_heading_that_exist() -> None:
    read = {path: read_page(path) for path in documents()}
    links = [(path, to) for path, page in read.items() for to in targets(page) if "://" not in to]
    assert len(links) > 120
    assert not [f"{path.relative_to(ROOT)}: {to}" for path, to in links if not leads_somewhere(path, to, read)]


def leads_somewhere(path: Path, to: str, read: dict[Path, Page]) -> bool:
    """Tell whether a link in the document `path` ends at a file, and at one of its headings."""
    name, _, anchor = to.partition("#")
    file = (path.parent / name).resolve() if name else path
    return file.exists() and (not anchor or (file in read and anchor in read[file].anchors))


def test_every_command_exists() -> None:
    found = named(COMMAND, [*documents(), ROOT / ".env.example"])
    assert found
    assert not missing(found, {"help", *get_commands()})


def test_every_make_target_exists() -> None:
    there = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    found = named(TARGET, documents())
    assert {"demo", "test"} <= {name for _, name in found}
    assert not missing(found, there)


def test_every_setting_from_outside_stands_in_the_example_and_no_other() -> None:
    read = set(SETTING.findall((ROOT / "storycycle" / "settings.py").read_text()))
    assert len(read) > 10
    assert set(EXAMPLE.findall((ROOT / ".env.example").read_text())) == read


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert not [line for line in lines if line and not line.startswith("#")]


def test_the_list_of_slots_is_closed() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    listed = re.findall(r"^\| `(\w+)` \| ", text.split("Imports run one way")[1].split("## Rules")[0], re.MULTILINE)
    assert listed == [name for name, value in vars(slots).items() if isinstance(value, slots.Slot)]


def test_every_floor_and_every_path_of_the_architecture_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    assert not [floor for floor in FLOORS if f"| `{floor}/` |" not in text]
    rooms = {"models/", "actions/", "views/", "management/commands/"}  # of every app
    assert not [path for path in PATH.findall(text) if path not in rooms and not (ROOT / path).exists()]


def test_every_pinned_package_is_explained() -> None:
    pinned = re.findall(r"^([\w-]+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    text = (ROOT / "ARCHITECTURE.md").read_text().split("## What we build on")[1]
    assert not [name for name in pinned if not re.search(rf"^\|.*\b{name}\b.*\|.*\|$", text, re.MULTILINE)]


@pytest.mark.parametrize("floor", ["people", "vertelpunt", "patterns", "duiding"])
def test_every_model_has_its_word_in_the_glossary(floor: str) -> None:
    words = (ROOT / "GLOSSARY.md").read_text()
    assert not [
        model.__name__ for model in apps.get_app_config(floor).get_models() if f"`{model.__name__}`" not in words
    ]


def test_no_word_of_the_glossary_has_two_names() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE)
    words = [word for word, _ in rows if word not in ("Dutch", "---")]
    assert len(words) > 40
    assert len(words) == len(set(words))


def test_every_test_that_a_document_names_exists() -> None:
    found = [pair for path in documents() for pair in NAMED_TEST.findall(path.read_text())]
    assert found
    assert not [f"{file}::{name}" for file, name in found if name not in functions(ROOT / file)]


def test_every_document_that_the_code_names_exists() -> None:
    found = [(path, name) for path, name in named(DOCUMENT, own_python()) if not (ROOT / name).exists()]
    assert not sorted({f"{path.relative_to(ROOT)}: {name}" for path, name in found})


def functions(path: Path) -> set[str]:
    """Return the names of the functions in `path`, if it exists."""
    tree = ast.parse(path.read_text()) if path.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_decisions_are_numbered_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    numbers = [int(match[1]) for name in records if (match := RECORD.match(name))]
    assert numbers == list(range(1, len(records) + 1))
    assert re.findall(r"\]\((.+?)\)", (folder / "README.md").read_text()) == records


def test_both_readmes_show_the_same_pictures() -> None:
    english, dutch = (
        re.findall(r"!\[.+\]\((.+)\)", (ROOT / name).read_text()) for name in ("README.md", "README.nl.md")
    )
    assert english[0] == "docs/img/cycle.svg"
    assert dutch == ["docs/img/cycle.nl.svg", *english[1:]]


def test_the_entry_for_catalogues_is_within_the_standard() -> None:
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    assert needed | {"releaseDate", "description", "legal", "maintenance", "localisation"} <= set(entry)
    assert entry["legal"]["license"] == "EUPL-1.2"
    assert (ROOT / entry["logo"]).exists()
    for text in entry["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
