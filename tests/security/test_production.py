"""What only production switches on: https for a year, cookies over https only, no demo, no stack traces."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

NAMES = (
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "DEBUG",
    "DEMO",
)
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgres://a:b@127.0.0.1/c",
}
ASK = f"import json; from storycycle import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))"


def run(folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder)} | PRODUCTION | more
    command = [sys.executable, "-c", ASK]
    return subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )


def test_production_is_https_only_and_says_nothing(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path).stdout)
    assert found.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 60 * 60
    assert found.pop("SESSION_COOKIE_SAMESITE") == "Lax"
    assert (found.pop("DEBUG"), found.pop("DEMO")) == (False, False)
    assert set(found.values()) == {True}


@pytest.mark.parametrize("wrong", [{"DEMO": "1"}, {"DEBUG": "1"}, {"SECRET_KEY": ""}])
def test_production_does_not_start_with_what_belongs_elsewhere(tmp_path: Path, wrong: dict[str, str]) -> None:
    if "SECRET_KEY" in wrong:
        environment = {name: value for name, value in PRODUCTION.items() if name not in wrong}
        command = [sys.executable, "-c", ASK]
        done = subprocess.run(  # noqa: S603
            command,
            cwd=settings.BASE_DIR,
            env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
    else:
        done = run(tmp_path, **wrong)
    assert done.returncode != 0


SERVED = """
import logging, uvicorn
uvicorn.Config("storycycle.asgi:application", access_log=True, log_level="info")
import django; django.setup()
for name in ("uvicorn.access", "uvicorn.error"):
    logging.getLogger(name).info("192.0.2.7 - GET /code/ %s", "asked")
print(logging.getLogger("uvicorn.access").hasHandlers())
try:
    raise ValueError("a very private story")
except ValueError:
    logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
"""


def test_the_web_server_writes_no_visits_down_whatever_it_was_started_with(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "storycycle.settings",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SERVED],
        cwd=settings.BASE_DIR,
        env=environment | PRODUCTION,
        capture_output=True,
        text=True,
        check=True,
    )
    written = done.stdout + done.stderr
    assert "False" in done.stdout
    assert not [word for word in ("192.0.2.7", "asked", "private") if word in written]
    assert "ValueError" in written
