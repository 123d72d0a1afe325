"""An installation on SQLite moves to PostgreSQL by its backup: every row, file and number comes along."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from lib.backup import rows
from people.actions import log
from people.models import Event
from storycycle.restoring import MADE_AGAIN
from vertelpunt.models import Story

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("postgres" not in os.environ.get("DATABASE_URL", ""), reason="needs PostgreSQL"),
]
MAKE = """
import json, os, sys, django
django.setup()
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from tests import prepared, world
prepared.copy_to(Path(settings.DATABASES["default"]["NAME"]))
from lib.backup import rows
from people.actions import log
from storycycle.restoring import MADE_AGAIN
from tests.duiding import builders
from people.roles import Role
noord = world.coalition("Noord")
dina = world.person("Dina", noord, Role.FACILITATOR)
point = world.vertelpunt(noord)
for number in range(30):
    answers = {"heard": number, "themes": ["school"], "é": {"diep": 1e16}, "niets": None}
    world.story(point, released=number % 3 > 0, answers=answers, text=f'Verhaal "{number}" met é, 🦊\\nen een regel')
session = builders.session(builders.desk(dina, noord), point)
builders.note(builders.seat(builders.sit(session)))
log("moved", actor=dina, coalition=noord, thing=point)
(Path(settings.VAR_DIR) / "media").mkdir()
(Path(settings.VAR_DIR) / "media" / "face.webp").write_bytes(bytes(range(256)))
call_command("backup", sys.argv[1], verbosity=0)
kept = {name: rows.tally(model).as_dict() for name, model in rows.models().items() if name not in MADE_AGAIN}
print(json.dumps(kept))
"""


def _backup_from_sqlite(folder: Path, file: Path) -> dict[str, object]:
    """Make an installation on SQLite in a process of its own, and its backup; return the tally of every table."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'storycycle.sqlite3'}",
        "VAR_DIR": str(folder),
        "REDIS_URL": "",
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "storycycle.settings",
    }
    command = [sys.executable, "-c", MAKE, str(file)]
    done = subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=os.environ | own, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_everything_on_sqlite_is_there_on_postgresql(tmp_path: Path, settings: Settings) -> None:
    file, var = tmp_path / "kept.zip", tmp_path / "there"
    (tmp_path / "here").mkdir()
    before = _backup_from_sqlite(tmp_path / "here", file)
    var.mkdir()
    settings.VAR_DIR, settings.LEDGER_PATH = var, var / "withdrawals.jsonl"
    call_command("flush", interactive=False, verbosity=0)
    call_command("restore", str(file))
    after = {name: rows.tally(model).as_dict() for name, model in rows.models().items() if name not in MADE_AGAIN}
    assert connection.vendor == "postgresql"
    assert (after, (var / "media" / "face.webp").read_bytes()) == (before, bytes(range(256)))
    assert Story.everything.count() == 30
    last = Event.objects.latest("pk").pk
    log("next", actor=None, coalition=None)
    assert Event.objects.latest("pk").pk == last + 1
    assert Client().get("/v/jeugdhulp/").status_code == 200
