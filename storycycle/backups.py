"""Backups of this installation: rows, files and the ledger in one file, and all of it put back elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.backup import archive, database, rows
from lib.backup.archive import Contents
from lib.errors import Refused
from lib.secrets import keyed_digest
from lib.slots import Chore

NAME = "storycycle-%Y%m%d-%H%M%S.zip"
LEDGER = "ledger.jsonl"
MADE_ANEW = {"static", "deduce", "web.lock", "secret_key"}  # below VAR_DIR; a secret does not go with what it keeps


def secret() -> str:
    """Return what tells whether two installations have the same secret."""
    return keyed_digest("backup", "the same secret")


def make(path: Path) -> dict[str, int]:
    """Write a backup at `path`, while others go on; return how many rows and files are in it."""
    if path.exists():
        raise Refused("backup_exists", _("This file exists already. It was left as it is: give another name."))
    about: Contents = {"made_at": timezone.now().isoformat(), "secret": secret()}
    with archive.written(path) as writer:
        with database.one_moment():
            about |= {"tables": _write_tables(writer), "versions": database.versions()}
            about["numbers"] = database.last_numbers()
        files = list(files_of_ours())
        for file in files:
            _write_file(writer, f"files/{file.relative_to(settings.VAR_DIR).as_posix()}", file)
        _write_file(writer, LEDGER, Path(settings.LEDGER_PATH))
        writer.end(about)
    return {"rows": sum(one["rows"] for one in about["tables"].values()), "files": len(files)}


def _write_tables(writer: archive.Writer) -> Contents:
    tables: Contents = {}
    for label, model in rows.models().items():
        counted = rows.Tally()
        writer.part(f"tables/{label}.jsonl", _lines(rows.read(model), counted))
        tables[label] = {"columns": [field.column for field in rows.fields_of(model)]} | counted.as_dict()
    return tables


def _lines(read: Iterable[rows.Row], counted: rows.Tally) -> Iterator[bytes]:
    for row in read:
        counted.add(row)
        yield rows.line(row)


def _write_file(writer: archive.Writer, name: str, path: Path) -> None:
    if path.is_file():  # it may have gone since we looked
        writer.part(name, archive.blocks_of(path))


def files_of_ours() -> Iterator[Path]:
    """Return the files below VAR_DIR that cannot be made anew: all but the database, the ledger and backups."""
    root = Path(settings.VAR_DIR)
    kept_apart = {Path(settings.LEDGER_PATH), *_database_files()}
    for path in sorted(root.rglob("*")):
        made = path.relative_to(root).parts[0] in MADE_ANEW or path.suffix == ".part"
        backup = path.is_relative_to(settings.BACKUP_DIR) or _made_on(path) is not None
        if path.is_file() and not path.is_symlink() and not made and not backup and path not in kept_apart:
            yield path


def _database_files() -> Iterator[Path]:
    name = str(settings.DATABASES["default"]["NAME"])
    yield from (Path(f"{name}{tail}") for tail in ("", "-wal", "-shm", "-journal"))


def new_path() -> Path:
    """Return where the next backup is written when nobody says where."""
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / timezone.localtime().strftime(NAME)


def _made_on(path: Path) -> date | None:
    try:
        return datetime.strptime(path.name, NAME).date()  # noqa: DTZ007  the day as it stands in the name
    except ValueError:
        return None


def remove_old(today: date) -> int:
    """Delete the backups in BACKUP_DIR that were made more than `BACKUP_DAYS` ago; return how many."""
    before, gone = today - timedelta(days=settings.BACKUP_DAYS), 0
    for path in Path(settings.BACKUP_DIR).glob("*.zip"):
        made_on = _made_on(path)
        if made_on is not None and made_on < before:
            path.unlink()
            gone += 1
    return gone


def chores() -> Iterable[Chore]:
    """Return this app's parts of the daily work."""
    rule = _("Deleted %(days)d days after they were made.") % {"days": settings.BACKUP_DAYS}
    return [Chore("backups", _("Backups"), rule, remove_old, False)]  # one is just being restored
