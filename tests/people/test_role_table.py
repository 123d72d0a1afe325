"""The table of roles in the documents is what the register says."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from people import roles
from people.role_table import role_table
from people.roles import MAY, Permission, Role


def test_the_document_is_what_the_register_says() -> None:
    written = (Path(settings.BASE_DIR) / "docs" / "roles.md").read_text()
    assert written == role_table(), "run: manage.py role_table"


def test_a_change_of_the_register_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = MAY | {Role.READER: MAY[Role.READER] | {Permission.EXPORT}}
    monkeypatch.setattr("people.role_table.MAY", changed)
    assert changed != roles.MAY
    with pytest.raises(CommandError):
        call_command("role_table", "--check")
