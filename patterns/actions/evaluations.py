"""Ask for an evaluation, stop one, keep what one found; what counts a story that went is hidden at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from patterns import counted
from patterns.actions.numbers import keep_what_cards_show
from patterns.evaluating import Found, key_of
from patterns.models import Evaluation, Pattern
from patterns.queries import UNDER_WAY, evaluations
from patterns.stats.settings import Settings
from people.access import Desk
from people.actions import log
from people.models import Coalition, User
from people.roles import Permission
from vertelpunt.models import Vertelpunt

S = Evaluation.State
LOST_AFTER = timedelta(minutes=2)
BATCH = 500
COLUMNS = ("kind", "rank", "group", "selected", "n", "strong", "verdict")


@transaction.atomic
def ask_evaluation(
    *,
    desk: Desk | None,
    vertelpunt: Vertelpunt,
    coalition: Coalition,
    settings: Settings | None = None,
    subsets: Sequence[str] = (),
    start: bool = True,
) -> Evaluation:
    """Ask for an evaluation; the one that waits or runs already is it. With `start` the worker takes it up."""
    if desk:
        desk.require(Permission.ANALYSE)
    Vertelpunt.objects.select_for_update().get(pk=vertelpunt.pk)
    under_way = evaluations(coalition, vertelpunt).filter(state__in=UNDER_WAY, stale=False).first()
    if under_way:
        return under_way
    wanted = (settings or Settings()).to_dict() | {"subsets": list(dict.fromkeys(subsets))}
    asked = _new(vertelpunt, coalition, wanted, desk.user if desk else None)
    log("evaluation-asked", actor=asked.asked_by, coalition=coalition, thing=asked)
    if start:
        transaction.on_commit(lambda: _enqueue(asked.pk))
    return asked


def _new(vertelpunt: Vertelpunt, coalition: Coalition, settings: dict[str, Any], by: User | None) -> Evaluation:
    last = evaluations(coalition, vertelpunt).aggregate(last=Max("number"))["last"] or 0
    return Evaluation.objects.create(
        vertelpunt=vertelpunt, coalition=coalition, number=last + 1, asked_by=by, settings=settings
    )


def _enqueue(pk: int) -> None:
    from patterns.tasks import run_evaluation  # which imports the runner, which imports these actions

    run_evaluation.enqueue(pk)


@transaction.atomic
def cancel_evaluation(*, desk: Desk, evaluation: Evaluation) -> None:
    """Stop an evaluation: at once when it waits, at its next step when it runs."""
    desk.require(Permission.ANALYSE)
    asked = Evaluation.objects.filter(pk=evaluation.pk, coalition=desk.coalition)
    asked.filter(state=S.WAITING).update(state=S.CANCELLED, finished_at=timezone.now())
    asked.filter(state=S.RUNNING).update(cancel_asked=True)
    log("evaluation-cancelled", actor=desk.user, coalition=desk.coalition, thing=evaluation)


def keep_found(*, evaluation: Evaluation, found: Found) -> bool:
    """Keep what an evaluation found, instead of what older ones did; nothing when it may not count any more."""
    rows = _rows(evaluation, found)  # made before: nobody waits for the database meanwhile
    with transaction.atomic():
        return _keep(evaluation, found, rows)


def _keep(evaluation: Evaluation, found: Found, rows: list[Pattern]) -> bool:
    Vertelpunt.objects.select_for_update().get(pk=evaluation.vertelpunt_id)  # first, as withdrawals do
    here = Evaluation.objects.select_for_update().filter(pk=evaluation.pk).first()
    if here is None or here.state != S.RUNNING or here.stale or here.cancel_asked:
        return False
    Pattern.objects.bulk_create(rows, batch_size=BATCH)
    counted.write(here.pk, found.dataset)
    for name, value in _result(found).items():
        setattr(here, name, value)
    here.save()
    older = evaluations(here.coalition, here.vertelpunt).filter(number__lt=here.number).exclude(state__in=UNDER_WAY)
    for one in older:
        keep_what_cards_show(one)
    older.delete()
    log("evaluation-done", actor=here.asked_by, coalition=here.coalition, thing=here)
    return True


def _rows(evaluation: Evaluation, found: Found) -> list[Pattern]:
    whole = {key_of(pattern): pattern.n for pattern in found.patterns if not pattern.within}
    return [
        Pattern(
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
        for pattern, kept in zip(found.patterns, found.kept, strict=True)
    ]


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


def reap_evaluations() -> int:
    """Call evaluations failed whose worker has said nothing for two minutes; return how many."""
    silent = Evaluation.objects.filter(state=S.RUNNING, heartbeat__lt=timezone.now() - LOST_AFTER)
    lost = [
        pk
        for pk in silent.values_list("pk", flat=True)
        if silent.filter(pk=pk).update(state=S.FAILED, fault="lost", finished_at=timezone.now())
    ]
    for pk in lost:
        counted.forget(pk)
    return len(lost)
