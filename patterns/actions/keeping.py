"""Keep what an evaluation found: a part at a time, seen by nobody until a last short step shows the whole."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from patterns import counted
from patterns.actions.numbers import keep_what_cards_show
from patterns.evaluating import KEPT, Found, key_of
from patterns.models import Evaluation, Pattern
from patterns.queries import UNDER_WAY, evaluations
from people.actions import log
from people.actions.webhooks import announce
from people.models import Webhook
from vertelpunt.models import Vertelpunt

server_log = logging.getLogger(__name__)
S = Evaluation.State
PART = 2000  # patterns in one transaction: nobody waits longer for the database than that takes
BATCH = 500
Progress = Callable[[float, str], None]


def keep_found(*, evaluation: Evaluation, found: Found, progress: Progress | None = None) -> bool:
    """Keep what an evaluation found, instead of what older ones did; nothing when it may not count any more."""
    rows, stored = _rows(evaluation, found), 0
    while part := list(islice(rows, PART)):
        if not _store(evaluation.pk, part):
            return False
        stored += len(part)
        if progress:
            progress(KEPT + (1 - KEPT) * stored / len(found.patterns), "store")
    if not _show(evaluation, found):
        return False
    _drop_older(evaluation)
    return True


@transaction.atomic
def _store(pk: int, part: list[Pattern]) -> bool:
    """Store some patterns and give a sign of life; nothing when the run was stopped, given up or overtaken."""
    goes_on = Evaluation.objects.filter(pk=pk, state=S.RUNNING, stale=False, cancel_asked=False)
    if not goes_on.update(heartbeat=timezone.now()):
        return False
    Pattern.objects.bulk_create(part, batch_size=BATCH)
    return True


@transaction.atomic
def _show(evaluation: Evaluation, found: Found) -> bool:
    """Let what was stored be the last good evaluation, and hide the older ones."""
    Vertelpunt.objects.select_for_update().get(pk=evaluation.vertelpunt_id)  # first, as withdrawals do
    here = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first()
    if here is None or here.state != S.RUNNING or here.stale or here.cancel_asked:
        return False
    counted.write(here.pk, found.dataset)
    for name, value in _result(found).items():
        setattr(here, name, value)
    here.save()
    older = _older(here)
    for one in older:
        keep_what_cards_show(one)
        counted.forget(one.pk)
    older.update(stale=True)
    finished = {"vertelpunt": here.vertelpunt.slug, "number": here.number, "stories": here.stories}
    announce(here.coalition, Webhook.Event.EVALUATION, finished)
    log("evaluation-done", actor=here.asked_by, coalition=here.coalition, thing=here)
    return True


def _older(evaluation: Evaluation) -> Any:
    earlier = evaluations(evaluation.coalition, evaluation.vertelpunt).filter(number__lt=evaluation.number)
    return earlier.exclude(state__in=UNDER_WAY)


def _drop_older(evaluation: Evaluation) -> None:
    """Remove the older evaluations; what cannot be removed now is hidden, and goes with the next."""
    try:
        for one in _older(evaluation):
            drop_patterns(one.pk)
            one.delete()
    except DatabaseError:
        server_log.warning("An older evaluation could not be removed yet; it is hidden.")


def drop_patterns(pk: int) -> None:
    """Remove what was stored of an evaluation, a part at a time."""
    rows = Pattern.objects.filter(evaluation=pk).order_by("pk")
    while part := list(rows.values_list("pk", flat=True)[:PART]):
        Pattern.objects.filter(pk__in=part).delete()


def _rows(evaluation: Evaluation, found: Found) -> Iterator[Pattern]:
    whole = {key_of(pattern): pattern.n for pattern in found.patterns if not pattern.within}
    for pattern, kept in zip(found.patterns, found.kept, strict=True):
        yield Pattern(
            evaluation=evaluation,
            key=key_of(pattern),
            labels=list(pattern.labels),
            questions=f" {' '.join(pattern.questions)} ",
            audience=pattern.within[1] if pattern.within else "",
            repeats=bool(pattern.within) and whole.get(key_of(replace(pattern, within=None))) == pattern.n,
            tested=pattern.test is not None,
            effect=pattern.effect.name if pattern.effect else "",
            size=pattern.effect.value if pattern.effect else None,
            numbers=kept.numbers,
            kept=kept.figure,
            **{
                name: getattr(pattern, name)
                for name in ("kind", "rank", "group", "selected", "n", "strong", "verdict")
            },
        )


def _result(found: Found) -> dict[str, Any]:
    header = found.header
    return {
        "state": S.DONE,
        "finished_at": timezone.now(),
        "progress": 1,
        "stories": header["stories"],
        "patterns_tested": header["patterns_tested"],
        "digest": header["digest"],
        "versions": header["versions"],
        "seconds": header["seconds"],
        "counted": found.counted,
        "summary": {
            "labels": found.labels,
            "notices": [{"code": notice.code, "values": notice.values} for notice in found.notices],
        },
    }
