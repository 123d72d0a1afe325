"""An import is started, given up or undone; what takes long is done by the worker."""

from datetime import date, timedelta
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from vertelpunt import intake_files as files
from vertelpunt import ledger
from vertelpunt.actions.bringing import announce, bring, clear_staged, drop_unused
from vertelpunt.actions.intakes import KEPT_DAYS, fingerprint
from vertelpunt.actions.making import may_edit
from vertelpunt.actions.withdrawal import take_out
from vertelpunt.importing.mapping import from_json
from vertelpunt.intake_dry import material
from vertelpunt.models import Intake, KeptMapping, Story

S = Intake.State
SILENT = timedelta(minutes=5)  # without a sign of life, an import was stopped with the machine
PART = 500  # stories that are taken out in one transaction: tellers wait no longer than that takes
BREATH = 0.12  # seconds after it: who waits for SQLite tries again every tenth of a second
TURN = 60.0  # seconds after which other work of the worker gets its turn
AT_WORK = (S.READING, S.CHECKING, S.WAITING, S.RUNNING, S.UNDOING)


@transaction.atomic
def start_intake(*, desk: Desk, intake: Intake, screened: bool) -> None:
    """Have the stories of a file come in; `screened` is who imports stating that nobody can be recognised in them."""
    may_edit(desk, intake.vertelpunt)
    report = intake.report
    if report.get("faults") or not report.get("stories"):
        raise Refused("has_faults", _("This file has faults, so nothing of it comes in. Mend them first."))
    ready = Intake.objects.filter(pk=intake.pk, state=S.CHECKED)
    if not ready.update(state=S.WAITING, screened=screened, made_by=desk.user):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))
    keep_mapping(intake)
    log("import-started", actor=desk.user, coalition=desk.coalition, thing=intake)


def keep_mapping(intake: Intake) -> None:
    """Keep how a table was read, for the next one with these columns."""
    if intake.kind != Intake.Kind.NARRAFIRMA:
        mapping = from_json(intake.mapping)
        kept = {name: value for name, value in intake.mapping.items() if name != "chosen"}
        KeptMapping.objects.update_or_create(
            coalition=intake.vertelpunt.coalition,
            fingerprint=fingerprint(mapping),
            defaults={"mapping": kept, "kept_on": timezone.localdate()},
        )


def carry_in(intake: Intake) -> None:
    """Bring the stories of a file in, all or nothing, and forget the file."""
    clear_staged(intake)  # of a worker that was stopped
    bring(intake, material(intake))
    files.forget(intake.pk)
    announce(intake)


@transaction.atomic
def discard_intake(*, desk: Desk, intake: Intake) -> None:
    """Give up an import whose stories are not here; its file goes."""
    may_edit(desk, intake.vertelpunt)
    open_ones = Intake.objects.filter(pk=intake.pk).exclude(state__in=(S.DONE, S.UNDOING, S.UNDONE))
    if not open_ones.update(state=S.FAILED, fault="discarded"):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))
    log("import-discarded", actor=desk.user, coalition=desk.coalition, thing=intake)
    remove(intake)


def remove(intake: Intake) -> None:
    """Remove an import of which no story is here, with its files."""
    clear_staged(intake)
    files.forget(intake.pk)
    if not Story.everything.filter(intake=intake).exists():
        Intake.objects.filter(pk=intake.pk).delete()


@transaction.atomic
def undo_intake(*, desk: Desk, intake: Intake) -> None:
    """Take every story of an import out again, for good; the ledger knows first, so that no backup brings them."""
    may_edit(desk, intake.vertelpunt)
    if not Intake.objects.filter(pk=intake.pk, state=S.DONE).update(state=S.UNDOING, progress=0.0):
        raise Refused("not_now", _("This import is somewhere else already. Reload the page."))
    log("import-undone", actor=desk.user, coalition=desk.coalition, thing=intake)
    begin_undoing(intake)


def begin_undoing(intake: Intake) -> None:
    """Write in the ledger which stories go."""
    ledger.write_all(Story.everything.filter(intake=intake).values_list("pk", flat=True), timezone.localdate())


def take_some_out(intake: Intake) -> bool:
    """Take stories of an import out for a minute, each as if its teller took it back; tell whether there are more."""
    told, until = Story.everything.filter(intake=intake), monotonic() + TURN
    left = told.count()
    while took := _take_part_out(told):
        left -= took
        done = 1 - left / max(intake.stories, left, 1)
        Intake.objects.filter(pk=intake.pk).update(progress=done, heartbeat=timezone.now())
        if monotonic() >= until and told.exists():
            return True
        if connection.vendor == "sqlite":
            sleep(BREATH)
    drop_unused(intake)
    files.forget(intake.pk)
    ending: dict[str, Any] = {"state": S.UNDONE, "undone_at": timezone.now(), "progress": 1.0, "report": {}}
    Intake.objects.filter(pk=intake.pk).update(**ending)
    return False


@transaction.atomic
def _take_part_out(told: QuerySet[Story]) -> int:
    """Take some of these stories out, in a transaction that is short; return how many."""
    some = list(told.select_related("vertelpunt__coalition")[:PART])
    if some:
        take_out(some)
    return len(some)


def take_all_out(intake: Intake) -> None:
    """Take all stories of an import out."""
    while take_some_out(intake):
        pass


def is_silent(intake: Intake) -> bool:
    """Tell whether an import that is under way gave no sign of life for some time."""
    since = intake.heartbeat or intake.made_at
    return intake.state in AT_WORK and timezone.now() - since > SILENT


def tidy_intakes(today: date) -> int:
    """Remove imports that nobody finished within a week, with their files; return how many."""
    old = Intake.objects.exclude(state__in=(S.DONE, S.UNDOING, S.UNDONE))
    gone = [one for one in old if today - timezone.localdate(one.made_at) >= timedelta(days=KEPT_DAYS)]
    for intake in gone:
        remove(intake)
    return len(gone)


@transaction.atomic
def go_on(*, desk: Desk, intake: Intake) -> None:
    """Let a step that was stopped with the machine begin again; what it had staged goes first."""
    may_edit(desk, intake.vertelpunt)
    if not is_silent(intake):
        raise Refused("not_now", _("This import is still under way. Wait a moment."))
    state = S.WAITING if intake.state == S.RUNNING else intake.state
    Intake.objects.filter(pk=intake.pk, state=intake.state).update(state=state, heartbeat=timezone.now())
    log("import-begun-again", actor=desk.user, coalition=desk.coalition, thing=intake)
