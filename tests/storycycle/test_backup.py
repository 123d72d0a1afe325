"""A backup is whole or refused; what is put back is what was there, and what was withdrawn since goes again."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from pytest_django import Settings

from lib.backup import rows
from lib.slots import daily_work
from people.actions import log
from people.models import Coalition, Event, Upkeep, User
from storycycle import backups
from storycycle.restoring import MADE_AGAIN, restore
from tests import world
from vertelpunt import actions, ledger
from vertelpunt.models import Story, StoryRelease, Vertelpunt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A VAR_DIR of this test alone."""
    var = tmp_path / "var"
    (var / "media").mkdir(parents=True)
    settings.VAR_DIR, settings.DATASET_CACHE_DIR, settings.BACKUP_DIR = var, var / "datasets", var / "backups"
    settings.LEDGER_PATH = var / "withdrawals.jsonl"
    return var


@pytest.fixture
def told(point: Vertelpunt, anna: User, folder: Path) -> Vertelpunt:
    """Two stories with awkward contents, people, mails, and a file."""
    answers = {"heard": 12.5, "z": None, "aa": ["é", "🦊", {"diep": 1e16}], "in_time": {"none": "skipped"}}
    world.story(point, text='Een "tekst"\nmet regels, é en 🦊', answers=answers)
    world.story(point, released=False)
    log("tried", actor=anna, coalition=point.coalition)
    (folder / "media" / "face.webp").write_bytes(bytes(range(256)) * 5000)
    (folder / "secret_key").write_text("not this")
    return point


@pytest.fixture
def backup(told: Vertelpunt, tmp_path: Path) -> Path:
    """A backup of that."""
    path = tmp_path / "kept.zip"
    call_command("backup", str(path))
    return path


def everything() -> dict[str, dict[str, object]]:
    """Return the tally of every table, but for what is made again everywhere."""
    return {name: rows.tally(model).as_dict() for name, model in rows.models().items() if name not in MADE_AGAIN}


def empty(folder: Path) -> None:
    """Make this an empty installation; what the ledger says is elsewhere and stays."""
    call_command("flush", interactive=False, verbosity=0)
    (folder / "media" / "face.webp").unlink(missing_ok=True)


def test_everything_comes_back_as_it_was(backup: Path, folder: Path) -> None:
    before, picture = everything(), (folder / "media" / "face.webp").read_bytes()
    empty(folder)
    assert everything() != before
    call_command("restore", str(backup))
    assert everything() == before
    assert (folder / "media" / "face.webp").read_bytes() == picture
    assert Story.objects.get(text__startswith="Een").answers["aa"] == ["é", "🦊", {"diep": 1e16}]


def test_the_tally_sees_every_change(told: Vertelpunt) -> None:
    before = rows.tally(Event).as_dict()
    Event.objects.update(verb="other")
    assert rows.tally(Event).as_dict() != before


def test_what_was_withdrawn_after_the_backup_goes_again(backup: Path, folder: Path) -> None:
    gone = Story.objects.get(text__startswith="Een")
    actions.withdraw(story=gone)
    empty(folder)
    assert restore(backup)["withdrawn"] == 1
    assert Story.everything.count() == 1
    assert not StoryRelease.objects.exists()


def test_the_ledger_of_the_backup_is_added_to_the_one_that_is_there(told: Vertelpunt, folder: Path) -> None:
    first, second = Story.everything.all()
    earlier, later = first.pk, second.pk
    actions.withdraw(story=first)
    call_command("backup", str(folder.parent / "later.zip"))
    (folder / "withdrawals.jsonl").unlink()
    ledger.write(later, world.DAY)
    empty(folder)
    restore(folder.parent / "later.zip")
    assert ledger.read() == {earlier, later}
    assert not Story.everything.exists()


def test_triggers_and_numbers_are_right_afterwards(backup: Path, folder: Path, zuid: Coalition) -> None:
    last = Event.objects.latest("pk").pk
    empty(folder)
    restore(backup)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryRelease.objects.update(text="anders")
    log("next", actor=None, coalition=None)
    assert Event.objects.get(verb="next").pk == last + 1
    told = Vertelpunt.objects.get()
    from patterns.models import Revision

    before = Revision.objects.count()
    world.story(told)
    assert Revision.objects.count() > before


def test_a_number_that_was_given_before_is_not_given_again(told: Vertelpunt, folder: Path) -> None:
    log("last", actor=None, coalition=None)
    last = Event.objects.latest("pk").pk
    Event.objects.filter(pk=last).delete()
    call_command("backup", str(folder.parent / "numbers.zip"))
    empty(folder)
    restore(folder.parent / "numbers.zip")
    log("next", actor=None, coalition=None)
    assert Event.objects.latest("pk").pk == last + 1


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data[:500] + bytes([data[500] ^ 1]) + data[501:],
        lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :],
        lambda data: b"",
        lambda data: b"een verhaal",
    ],
)
def test_a_damaged_file_is_refused_and_nothing_changes(
    backup: Path, folder: Path, harm: Callable[[bytes], bytes]
) -> None:
    backup.write_bytes(harm(backup.read_bytes()))
    empty(folder)
    with pytest.raises(CommandError, match=r"beschadigd|damaged"):
        call_command("restore", str(backup))
    assert not Coalition.objects.exists()
    assert not (folder / "media" / "face.webp").exists()


def test_a_part_that_was_put_in_or_taken_out_is_noticed(backup: Path, folder: Path) -> None:
    with zipfile.ZipFile(backup, "a") as file:
        comment = file.comment
        file.writestr("files/../../elsewhere", "x")
        file.comment = comment
    empty(folder)
    with pytest.raises(CommandError):
        call_command("restore", str(backup))
    assert not (folder.parent.parent / "elsewhere").exists()


def test_a_place_where_something_is_stays_as_it_is(backup: Path, folder: Path) -> None:
    before = everything()
    with pytest.raises(CommandError, match=r"vertelpunt\.Story"):
        call_command("restore", str(backup))
    assert everything() == before


def test_another_secret_is_refused_unless_somebody_says_so(backup: Path, folder: Path, settings: Settings) -> None:
    empty(folder)
    settings.SECRET_KEY = "another one"
    with pytest.raises(CommandError, match="SECRET_KEY"):
        call_command("restore", str(backup))
    call_command("restore", str(backup), other_secret=True)
    assert Coalition.objects.exists()


def test_a_restore_that_fails_half_way_leaves_nothing(
    backup: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(folder)

    def fail() -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storycycle.restoring.apply_ledger", fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("restore", str(backup))
    assert not Coalition.objects.exists()
    assert not (folder / "media" / "face.webp").exists()
    monkeypatch.undo()
    call_command("restore", str(backup))


def test_it_is_of_one_moment_while_others_write(
    told: Vertelpunt, folder: Path, monkeypatch: pytest.MonkeyPatch, writer: Callable[[str, str], None]
) -> None:
    usual = rows.read
    wrote: list[bool] = []

    def read(model: type[Model]) -> Iterator[rows.Row]:
        if not wrote:
            Event.objects.count()  # from here on everything is as it is now
            wrote.append(True)
            writer("UPDATE people_event SET verb = %s", "later")
        return usual(model)

    monkeypatch.setattr(rows, "read", read)
    path = folder.parent / "moment.zip"
    backups.make(path)
    monkeypatch.undo()
    assert Event.objects.filter(verb="later").exists()
    empty(folder)
    restore(path)
    assert not Event.objects.filter(verb="later").exists()


@pytest.fixture
def writer() -> Callable[[str, str], None]:
    """Somebody else who writes, through a connection of their own."""

    def write(statement: str, value: str) -> None:
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(statement, [value])
        finally:
            other.close()

    return write


def test_neither_secret_nor_ledger_nor_backups_nor_sign_ins_are_kept_among_the_files(
    told: Vertelpunt, folder: Path
) -> None:
    call_command("backup")
    call_command("backup", str(folder / "own.zip"))
    with zipfile.ZipFile(folder / "own.zip") as file:
        names = file.namelist()
    assert [name for name in names if name.startswith("files/")] == ["files/media/face.webp"]
    assert "tables/sessions.Session.jsonl" not in names
    assert (folder / "own.zip").stat().st_mode & 0o077 == 0


def test_backups_go_by_rule_and_other_files_stay(told: Vertelpunt, folder: Path, settings: Settings) -> None:
    settings.BACKUP_DIR.mkdir()
    old = timezone.localtime() - timedelta(days=settings.BACKUP_DAYS + 1)
    (settings.BACKUP_DIR / old.strftime(backups.NAME)).write_text("x")
    (settings.BACKUP_DIR / "other.zip").write_text("x")
    call_command("backup")
    assert len(list(settings.BACKUP_DIR.iterdir())) == 2
    assert Upkeep.objects.get(part="backup").count


def test_a_file_that_is_there_is_never_written_over(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(CommandError):
        call_command("backup", str(backup))
    assert backup.read_bytes() == before


def test_what_had_expired_since_the_backup_goes_again_and_nobody_is_mailed(
    told: Vertelpunt, folder: Path, tmp_path: Path
) -> None:
    Story.objects.filter(text__startswith="Een").update(text="Een tekst zoals Sanne die vertelde")
    call_command("backup", str(tmp_path / "before.zip"))
    empty(folder)
    call_command("restore", str(tmp_path / "before.zip"))
    assert not Story.objects.filter(text__contains="Sanne").exists()
    done = set(Upkeep.objects.filter(day=timezone.localdate()).values_list("part", flat=True))
    kept_back = {chore.key for chore in daily_work()} - done
    reminders = {chore.key for chore in daily_work() if chore.key.startswith("remind-")}
    assert kept_back == {"messages", "announcements", "backups"} | reminders
