"""Without Redis a second web process is refused; with Redis it may start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = "import storycycle.asgi; print('started', flush=True); input()"


def web_process(folder: Path, **environment: str) -> "subprocess.Popen[str]":
    """Start what a web server starts, on a folder of its own."""
    own = {
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "storycycle.settings",
    }
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    variables = {name: value for name, value in (os.environ | own | environment).items() if value}
    return subprocess.Popen([sys.executable, "-c", START], env=variables, text=True, **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603


@pytest.mark.parametrize(("redis", "starts"), [("", False), ("redis://127.0.0.1:6379/0", True)])
def test_a_second_web_process(tmp_path: Path, redis: str, starts: bool) -> None:
    first = web_process(tmp_path, REDIS_URL=redis)
    assert first.stdout is not None
    assert first.stdout.readline() == "started\n"
    second = web_process(tmp_path, REDIS_URL=redis)
    said, error = second.communicate("\n", timeout=60)
    assert (said == "started\n") is starts
    assert starts or "needs REDIS_URL" in error
    first.communicate("\n", timeout=60)
