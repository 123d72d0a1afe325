"""The ceilings that keep files and functions short."""

import ast
from pathlib import Path

from tests.architecture.source import ROOT, own_python, tracked

FILE, FUNCTION, TEMPLATE, STATIC = 300, 40, 150, 200


def length(path: Path) -> int:
    """Return how many lines `path` has."""
    return len(path.read_text().splitlines())


def too_long(paths: list[Path], ceiling: int) -> list[str]:
    """Return the paths with more than `ceiling` lines."""
    return [f"{path.relative_to(ROOT)} {length(path)}" for path in paths if length(path) > ceiling]


def test_no_python_file_is_too_long() -> None:
    assert not too_long(own_python(), FILE)


def test_no_template_is_too_long() -> None:
    assert not too_long(tracked(".html"), TEMPLATE)


def test_no_script_or_style_is_too_long() -> None:
    assert not too_long(tracked(".js", ".css"), STATIC)


def test_no_function_is_too_long() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in own_python()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    ]
    assert not found
