"""Ask for an evaluation, stop one, give up one whose worker has died."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns import counted
from patterns.models import Evaluation
from patterns.queries import UNDER_WAY, evaluations
from patterns.stats.settings import Settings
from people.access import Desk
from people.actions import log
from people.models import Coalition, User
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

S = Evaluation.State
LOST_AFTER = timedelta(minutes=2)
MOST_SUBSETS = 10  # selections in one evaluation: each is a family of its own, and shares what may be strong


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
    asked = _new(vertelpunt, coalition, _wanted(settings or Settings(), subsets), desk.user if desk else None)
    log("evaluation-asked", actor=asked.asked_by, coalition=coalition, thing=asked)
    if start:
        transaction.on_commit(lambda: _enqueue(asked.pk))
    return asked


def ask_chosen(*, place: Workplace, settings: Settings, subsets: Sequence[str], start: bool = True) -> Evaluation:
    """Ask for an evaluation with exactly these settings; refused while another is under way."""
    place.desk.require(Permission.ANALYSE)
    if len(subsets) > MOST_SUBSETS:
        message = _("One evaluation compares at most %(n)d selections. Take some away under “Other settings”.")
        raise Refused("too_many_selections", message % {"n": MOST_SUBSETS})
    asked = ask_evaluation(
        desk=place.desk,
        vertelpunt=place.vertelpunt,
        coalition=place.desk.coalition,
        settings=settings,
        subsets=subsets,
        start=start,
    )
    if asked.settings != _wanted(settings, subsets):
        message = _("An evaluation with other settings is under way. Ask again when it is done, or stop it first.")
        raise Refused("evaluation_under_way", message, status=409)
    return asked


def _wanted(settings: Settings, subsets: Sequence[str]) -> dict[str, Any]:
    return settings.to_dict() | {"subsets": list(dict.fromkeys(subsets))}


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
        _drop_later(pk)
    return len(lost)


def _drop_later(pk: int) -> None:
    """Have the worker remove what a killed one stored: nobody sees it, and a page need not wait for it."""
    from patterns.tasks import drop_stored  # which imports what imports these actions

    transaction.on_commit(lambda: drop_stored.enqueue(pk))
