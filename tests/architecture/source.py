"""The files of the project, as the tests of its structure read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("lib", "people", "vertelpunt", "patterns", "duiding", "api", "storycycle")


def tracked(*endings: str) -> list[Path]:
    """Return the files with one of `endings` that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603
    found = [ROOT / name for name in listed.splitlines()]
    return [path for path in found if path.suffix in endings and path.exists()]


def own_python() -> list[Path]:
    """Return our Python files, migrations excepted."""
    return [path for path in tracked(".py") if "migrations" not in path.parts]


def floor_of(path: Path) -> str | None:
    """Return the app that `path` belongs to."""
    first = path.relative_to(ROOT).parts[0]
    return first if first in FLOORS else None


def higher_than(floor: str) -> tuple[str, ...]:
    """Return the floors above `floor`."""
    return FLOORS[FLOORS.index(floor) + 1 :]
