"""Making the programme of a session: beginning with one that ships, and changing it step by step."""

from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from duiding.beginnings import beginnings, steps_of
from duiding.live import touch_session
from duiding.models import ProgrammeStep, Session, SessionDay
from lib.errors import Refused
from lib.ordering import moved
from people.access import Desk
from people.actions import log
from people.roles import Permission


class StepData(TypedDict, total=False):
    """What a step is made of."""

    kind: str
    title: str
    minutes: int
    script: str
    day: SessionDay | None


def _done(desk: Desk, session: Session, verb: str) -> None:
    touch_session(session)
    log(f"programme-{verb}", actor=desk.user, coalition=desk.coalition, thing=session)


@transaction.atomic
def begin_programme(*, desk: Desk, session: Session, key: str, sure: bool = False) -> None:
    """Fill the programme with one that ships, in the reader's language; one that is there only when `sure`."""
    desk.require(Permission.PREPARE_SESSIONS)
    if key not in beginnings():
        raise Refused("no_beginning", _("This programme does not exist. Choose one from the list."))
    if session.programme.exists() and not sure:
        raise Refused(
            "programme_there",
            _("There is a programme already, and it was kept. Tick that it may be replaced, and try again."),
        )
    session.programme.all().delete()
    rows = enumerate(steps_of(beginnings()[key]))
    ProgrammeStep.objects.bulk_create(ProgrammeStep(session=session, position=place, **row) for place, row in rows)
    session.template = key
    session.save(update_fields=["template"])
    _done(desk, session, "begun")


@transaction.atomic
def add_step(*, desk: Desk, session: Session, data: StepData) -> ProgrammeStep:
    """Add a step at the end."""
    desk.require(Permission.PREPARE_SESSIONS)
    last = session.programme.aggregate(last=Max("position"))["last"]
    step = ProgrammeStep.objects.create(session=session, position=0 if last is None else last + 1, **data)
    _done(desk, session, "step-added")
    return step


@transaction.atomic
def change_step(*, desk: Desk, step: ProgrammeStep, data: StepData) -> None:
    """Change what a step is, how long it takes or what is said."""
    desk.require(Permission.PREPARE_SESSIONS)
    for name, value in data.items():
        setattr(step, name, value)
    step.save(update_fields=list(data))
    _done(desk, step.session, "step-changed")


@transaction.atomic
def move_step(*, desk: Desk, step: ProgrammeStep, earlier: bool) -> None:
    """Let a step change places with the one before it or after it on the same day."""
    desk.require(Permission.PREPARE_SESSIONS)
    order = list(ProgrammeStep.objects.select_for_update().filter(session=step.session, day=step.day))
    places = [one.position for one in order]
    order = moved(order, [one.pk for one in order].index(step.pk), earlier=earlier)
    for place, one in zip(_distinct(places), order, strict=True):
        ProgrammeStep.objects.filter(pk=one.pk).update(position=place)
    _done(desk, step.session, "step-moved")


def _distinct(places: list[int]) -> list[int]:
    """Return places that grow, whatever they were."""
    return places if len(set(places)) == len(places) else list(range(len(places)))


@transaction.atomic
def remove_step(*, desk: Desk, step: ProgrammeStep) -> None:
    """Take a step out."""
    desk.require(Permission.PREPARE_SESSIONS)
    step.delete()
    _done(desk, step.session, "step-removed")


@transaction.atomic
def add_day(*, desk: Desk, session: Session, starts_at: datetime, ends_at: datetime) -> SessionDay:
    """Add a further day."""
    desk.require(Permission.PREPARE_SESSIONS)
    if starts_at < session.ends_at:
        raise Refused("day_before", _("A further day comes after the first one. Choose a later date."))
    day = SessionDay.objects.create(session=session, starts_at=starts_at, ends_at=ends_at)
    _done(desk, session, "day-added")
    return day


@transaction.atomic
def remove_day(*, desk: Desk, session: Session, day: int) -> None:
    """Take a further day out; its steps move to the first day."""
    desk.require(Permission.PREPARE_SESSIONS)
    found = get_object_or_404(SessionDay, session=session, pk=day)
    last = session.programme.filter(day=None).aggregate(last=Max("position"))["last"] or 0
    for place, step in enumerate(session.programme.filter(day=found), last + 1):
        ProgrammeStep.objects.filter(pk=step.pk).update(day=None, position=place)
    found.delete()
    _done(desk, session, "day-removed")
