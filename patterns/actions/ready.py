"""A large file of stories is asked for, made by the worker, and gone after a day or when one of its stories goes."""

import logging
import os
from datetime import date, timedelta
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from lib.errors import Refused
from lib.texts import active_language
from patterns.explorer.selections import ids_of, selection
from patterns.models import ReadyFile
from people.access import Desk, roles_in
from people.actions import log
from people.roles import Permission
from vertelpunt import purging
from vertelpunt.access import Workplace, workplace
from vertelpunt.actions.exporting import Wanted, export_stories, stories_for
from vertelpunt.models import Vertelpunt

logger = logging.getLogger(__name__)
S = ReadyFile.State
AT_ONCE = 20_000  # stories: a file of more takes longer than about ten seconds
KEPT = timedelta(days=1)
SILENT = timedelta(hours=2)  # a file takes minutes: after this its worker was stopped with the machine


def takes_long(place: Workplace, wanted: Wanted) -> bool:
    """Tell whether a file takes so long that nobody should wait for it."""
    if wanted.kind == "codebook":
        return False
    found = len(wanted.only) if wanted.only is not None else stories_for(place, outside=wanted.outside).count()
    return found > AT_ONCE


def ready_files(place: Workplace) -> QuerySet[ReadyFile]:
    """Return the files that somebody asked for at this Vertelpunt and that are not gone yet."""
    return ReadyFile.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)


@transaction.atomic
def ask_file(*, place: Workplace, wanted: Wanted, selected: str, name: str) -> ReadyFile:
    """Ask the worker for a file; `selected` is the selection that says which stories, nothing for all."""
    from patterns.tasks import make_ready_file  # which imports this module

    place.desk.require(Permission.EXPORT)
    asked = {
        "kind": wanted.kind,
        "outside": wanted.outside,
        "words": wanted.words,
        "parts": sorted(wanted.parts),
        "selected": selected,
        "language": active_language(),
    }
    desk = place.desk
    made = ReadyFile.objects.create(
        coalition=desk.coalition, vertelpunt=place.vertelpunt, asked_by=desk.user, asked=asked, name=name
    )
    log("large-file-asked", actor=desk.user, coalition=desk.coalition, thing=made)
    transaction.on_commit(lambda: make_ready_file.enqueue(str(made.pk)))
    return made


def make_file(pk: str) -> None:
    """Make a file that waits, once; a fault of ours ends it without a word of its stories."""
    waiting = ReadyFile.objects.filter(pk=pk, state=S.WAITING)
    if not waiting.update(state=S.RUNNING, heartbeat=timezone.now()):
        return
    ready = ReadyFile.objects.select_related("coalition", "vertelpunt", "asked_by").get(pk=pk)
    with override(ready.asked["language"]):
        try:
            _make(ready)
        except Refused as refused:
            _fail(ready, str(refused.message))
        except Http404:
            _fail(ready, _("You may not take these stories along any more, or the selection is gone."))
        except Exception as error:
            logger.error("A large file came to nothing", exc_info=error)
            _fail(ready, _("Something went wrong on our side. Ask for the file again."))
    if not ReadyFile.objects.filter(pk=pk, state=S.RUNNING).update(state=S.DONE):
        ready.path.unlink(missing_ok=True)  # a story changed meanwhile, or it came to nothing


def _make(ready: ReadyFile) -> None:
    desk = Desk(ready.asked_by, ready.coalition, roles_in(ready.asked_by, ready.coalition))
    place = workplace(desk, ready.vertelpunt.slug)
    with _opened(ready) as out:
        export_stories(place=place, wanted=_wanted(place, ready.asked), out=out)


def _wanted(place: Workplace, asked: dict[str, Any]) -> Wanted:
    chosen = asked["selected"]
    only = ids_of(place, selection(place, int(chosen))) if chosen else None
    return Wanted(asked["kind"], asked["outside"], asked["words"], frozenset(asked["parts"]), only)


def _opened(ready: ReadyFile) -> IO[bytes]:
    ready.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(ready.path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


def _fail(ready: ReadyFile, why: str) -> None:
    ReadyFile.objects.filter(pk=ready.pk).update(state=S.FAILED, fault=why[:300])


def drop_files(vertelpunt: Vertelpunt) -> None:
    """Have files removed, and those under way not handed over: a story in them changed or went."""
    for ready in ReadyFile.objects.filter(vertelpunt=vertelpunt).exclude(state=S.FAILED):
        with override(ready.asked["language"]):
            _fail(ready, _("A story changed or was taken back after this file was asked for. Ask for it again."))
        forget_file(ready)


def forget_file(ready: ReadyFile) -> None:
    """Have the file of a row removed."""
    purging.ask(ready.path.relative_to(settings.VAR_DIR))


def taken_along(*, desk: Desk, ready: ReadyFile) -> IO[bytes]:
    """Return a file that is ready, and write down who took it."""
    desk.require(Permission.EXPORT)
    try:
        made = ready.path.open("rb") if ready.state == S.DONE else None
    except FileNotFoundError:
        made = None
    if made is None:
        raise Refused("not_ready", _("This file is not there, or not any more. Ask for it again."))
    log(f"stories-exported-{ready.asked['kind']}", actor=desk.user, coalition=desk.coalition, thing=ready.vertelpunt)
    return made


def tidy_files(today: date) -> int:
    """Remove files that waited a day; return how many."""
    old = list(ReadyFile.objects.filter(asked_at__date__lte=today - KEPT))
    for ready in old:
        ready.delete()  # its file goes with it
    return len(old)


def is_silent(ready: ReadyFile) -> bool:
    """Tell whether the worker that made a file was stopped with the machine."""
    return ready.state == S.RUNNING and timezone.now() - (ready.heartbeat or ready.asked_at) > SILENT
