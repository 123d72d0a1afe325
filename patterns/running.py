"""One evaluation carried out: it says how far it is, can be stopped, and ends with a result or with a fault."""

import logging
from collections.abc import Callable
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.utils import timezone

from patterns import counted, dataset
from patterns.actions.keeping import drop_patterns, keep_found
from patterns.evaluating import Found, evaluated
from patterns.models import Evaluation
from patterns.queries import in_use
from patterns.stats.columns import BadColumn
from patterns.stats.settings import Settings
from vertelpunt.access import counted_for, vertelpunten_for

if TYPE_CHECKING:
    from patterns.stats.backend import Backend

log = logging.getLogger(__name__)
S = Evaluation.State
BEAT = 0.5  # seconds between two signs of life
Show = Callable[[float, str], None]


class Pulse:
    """Writes now and then how far an evaluation is, and notices when it must stop."""

    def __init__(self, evaluation: Evaluation, show: Show | None = None) -> None:
        self.row = Evaluation.objects.filter(pk=evaluation.pk)
        self.show = show
        self.beaten = -BEAT
        self.stop = False

    def progress(self, fraction: float, step: str) -> None:
        """Say that `fraction` of the work is done."""
        if self.show:
            self.show(fraction, step)
        if monotonic() - self.beaten >= BEAT:
            self.beaten = monotonic()
            self.row.filter(state=S.RUNNING).update(heartbeat=timezone.now(), progress=min(max(fraction, 0.0), 1.0))
            self.stop = not self.row.filter(state=S.RUNNING, cancel_asked=False, stale=False).exists()

    def should_cancel(self) -> bool:
        """Tell whether the evaluation must stop: somebody asked, a story went, or it was given up."""
        return self.stop


def run(pk: int, show: Show | None = None, backend: "Backend | None" = None) -> Found | None:
    """Carry out a waiting evaluation, counted by `backend`; return what it found, or None when it came to nothing."""
    waiting = Evaluation.objects.filter(pk=pk, state=S.WAITING)
    if not waiting.update(state=S.RUNNING, heartbeat=timezone.now(), progress=0):
        return None
    evaluation = Evaluation.objects.select_related("coalition", "vertelpunt").get(pk=pk)
    try:
        found = _found(evaluation, Pulse(evaluation, show), backend)
    except BaseException as error:
        _end(evaluation, *_ending(error))
        if not isinstance(error, Exception):
            raise
        return None
    if found is None:
        _end(evaluation, S.CANCELLED, "")
    return found


def _found(evaluation: Evaluation, pulse: Pulse, backend: "Backend | None") -> Found | None:
    if not vertelpunten_for(evaluation.coalition).filter(pk=evaluation.vertelpunt_id).exists():
        raise NotLent
    pulse.progress(0, "load")
    started = perf_counter()
    loaded = dataset.read(
        counted_for(evaluation.coalition, evaluation.vertelpunt), evaluation.vertelpunt, evaluation.coalition
    )
    found = evaluated(
        loaded,
        evaluation.vertelpunt.slug,
        Settings.from_dict(evaluation.settings),
        load_seconds=perf_counter() - started,
        wanted=in_use(evaluation.coalition, evaluation.vertelpunt),
        progress=pulse.progress,
        should_cancel=pulse.should_cancel,
        subsets=evaluation.settings.get("subsets", ()),
        backend=backend,
    )
    return found if keep_found(evaluation=evaluation, found=found, progress=pulse.progress) else None


class NotLent(Exception):
    """The Vertelpunt is lent to this coalition no longer."""


def _ending(error: BaseException) -> tuple[str, str]:
    """Return the state and the fault's code with which an evaluation ends; nothing of the data reaches the log."""
    from patterns.stats.evaluate import Cancelled

    if isinstance(error, Cancelled):
        return S.CANCELLED, ""
    log.error("An evaluation came to nothing", exc_info=error)
    for kind, code in FAULTS:
        if isinstance(error, kind):
            return S.FAILED, code
    return S.FAILED, "broken"


FAULTS: tuple[tuple[type[BaseException], str], ...] = (
    (NotLent, "not_lent"),
    (BadColumn, "bad_column"),
    (MemoryError, "memory"),
    (DatabaseError, "database"),
    (KeyboardInterrupt, "stopped"),
    (SystemExit, "stopped"),
)


def _end(evaluation: Evaluation, state: str, fault: str) -> None:
    ending = {"state": state, "fault": fault, "finished_at": timezone.now()}
    if Evaluation.objects.filter(pk=evaluation.pk, state=S.RUNNING).update(**ending):
        counted.forget(evaluation.pk)  # its columns may have been written before something went wrong
        drop_patterns(evaluation.pk)  # and so may some of its patterns
