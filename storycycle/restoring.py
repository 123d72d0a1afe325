"""Putting a backup back in an empty installation: everything as it was, or nothing; then the ledger is applied."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from lib.backup import archive, database, rows
from lib.backup.archive import Contents
from lib.errors import Refused
from storycycle import backups
from vertelpunt import ledger
from vertelpunt.actions import apply_ledger, apply_taken_back

FILES = "files/"
MADE_AGAIN = {  # may stand in an empty database as well: those of the backup take their place
    "contenttypes.ContentType",
    "auth.Permission",
    "people.Upkeep",
    "patterns.Revision",
}


def restore(path: Path, *, other_secret: bool = False) -> dict[str, int]:
    """Put the backup at `path` back; return how many rows and files, and what was taken back again."""
    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    with archive.opened(path) as (file, contents):
        _must_fit(contents, other_secret)
        _must_be_empty(contents)
        made: list[Path] = []
        try:
            _write_files(file, contents, made)
            with transaction.atomic():
                _fill(file, contents)
                if backups.LEDGER in contents["parts"]:
                    ledger.add(_lines(file, backups.LEDGER))
                withdrawn, taken_back = apply_ledger(), apply_taken_back()
        except BaseException:
            for each in made:
                each.unlink(missing_ok=True)
            raise
    return {
        "rows": sum(one["rows"] for one in contents["tables"].values()),
        "files": len(made),
        "withdrawn": withdrawn,
        "taken_back": taken_back,
    }


def _must_fit(contents: Contents, other_secret: bool) -> None:
    if contents["versions"] != database.versions():
        message = _(
            "This backup was made by another version. Nothing was changed here. Restore it with that version, and "
            "bring the version up to date afterwards."
        )
        raise Refused("other_version", message)
    if contents["secret"] != backups.secret() and not other_secret:
        message = _(
            "This installation has another secret than the backup: codes of tellers would not work. Nothing was "
            "changed here. Put the old SECRET_KEY (or the file secret_key) back first."
        )
        raise Refused("other_secret", message)


def _must_be_empty(contents: Contents) -> None:
    full = [label for label, model in rows.models().items() if label not in MADE_AGAIN and _has_rows(model)]
    there = [name for name in _files_in(contents) if _place(name).exists()]
    if full or there:
        message = _(
            "There is something here already (%(what)s). Nothing was changed. Restore in an empty database and an "
            "empty VAR_DIR."
        )
        raise Refused("not_empty", message % {"what": ", ".join([*full, *there][:5])})


def _has_rows(model: type[Model]) -> bool:
    return model._base_manager.exists()


def _files_in(contents: Contents) -> list[str]:
    return [name for name in contents["parts"] if name.startswith(FILES)]


def _place(name: str) -> Path:
    root = Path(settings.VAR_DIR).resolve()
    place = (root / name.removeprefix(FILES)).resolve()
    if not place.is_relative_to(root):
        raise archive.damaged()
    return place


def _write_files(file: zipfile.ZipFile, contents: Contents, made: list[Path]) -> None:
    for name in _files_in(contents):
        place = _place(name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made.append(place)
        with file.open(name) as source, place.open("wb") as target:
            place.chmod(0o600)
            while block := source.read(archive.BLOCK):
                target.write(block)


def _lines(file: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with file.open(name) as entry:
        yield from entry


def _fill(file: zipfile.ZipFile, contents: Contents) -> None:
    """Put all rows back and compare them with what was read: equal, or nothing is kept."""
    kept = rows.models()
    with database.triggers_waiting():
        for label in MADE_AGAIN:
            table = connection.ops.quote_name(kept[label]._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  names of ours
        for label in contents["tables"]:
            _fill_table(file, label, kept[label])
        database.go_on_from(contents["numbers"])
    read = contents["tables"]
    differ = [label for label in read if not _same(read[label], rows.tally(kept[label]))]
    if differ:
        message = _("What was put back is not what the backup holds (%(what)s). Nothing was kept of it.")
        raise Refused("unlike_backup", message % {"what": ", ".join(differ)})


def _same(listed: Contents, now: rows.Tally) -> bool:
    return {name: listed[name] for name in ("rows", "digest")} == now.as_dict()


def _fill_table(file: zipfile.ZipFile, label: str, model: type[Model]) -> None:
    try:
        rows.write(model, map(json.loads, _lines(file, f"tables/{label}.jsonl")))
    except DatabaseError as error:
        message = _("The rows of %(what)s do not fit in this database. Nothing was kept of what was put back.")
        raise Refused("unfit_backup", message % {"what": label}) from error
