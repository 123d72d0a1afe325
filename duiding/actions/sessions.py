"""Preparing, opening, leading and finishing a session."""

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.leading import first_step
from duiding.live import hold, touch_session
from duiding.models import Session
from lib.errors import Refused
from lib.secrets import new_code, normal_code
from patterns.models import Track
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Vertelpunt


class SessionData(TypedDict, total=False):
    """What a session is made of."""

    title: str
    goal: str
    theme: str
    kind: str
    vertelpunt: Vertelpunt
    starts_at: datetime
    ends_at: datetime
    place: str
    meeting_link: str
    track: Track | None
    practical: str
    expenses: str
    contact: str
    answer_before: date | None
    assigned: bool


def new_join_code() -> str:
    """Return a short code that no session has."""
    while Session.objects.filter(join_code=(code := normal_code(new_code(2, 3)))).exists():
        pass
    return code


def _check(desk: Desk, data: SessionData) -> None:
    desk.require(Permission.PREPARE_SESSIONS)
    if "vertelpunt" in data and not vertelpunten_for(desk.coalition).filter(pk=data["vertelpunt"].pk).exists():
        raise Refused("not_lent", _("This Vertelpunt is not yours and was not lent to you. Choose another one."))


@transaction.atomic
def create_session(*, desk: Desk, data: SessionData) -> Session:
    """Make a session that is being prepared, with a code to join it."""
    _check(desk, data)
    session = Session.objects.create(coalition=desk.coalition, created_by=desk.user, join_code=new_join_code(), **data)
    log("session-created", actor=desk.user, coalition=desk.coalition, thing=session)
    return session


@transaction.atomic
def change_session(*, desk: Desk, session: Session, data: SessionData) -> None:
    """Change what a session is made of; open screens follow."""
    _check(desk, data)
    for name, value in data.items():
        setattr(session, name, value)
    if session.ends_at <= session.starts_at:  # somebody else changed the one, and this reader the other
        raise Refused("ends_first", _("The session ends before it starts. Choose a later time."), status=409)
    session.save(update_fields=list(data))
    touch_session(session)
    log("session-changed", actor=desk.user, coalition=desk.coalition, thing=session)


@transaction.atomic
def set_state(*, desk: Desk, session: Session, state: str) -> None:
    """Open a session, finish it, or open it again; nothing on the boards changes."""
    desk.require(Permission.PREPARE_SESSIONS)
    hold(session)
    if state == Session.State.OPEN and not session.tables.exists():
        raise Refused("no_table", _("There is no table yet. Add a table first; then people can sit down."))
    session.state = Session.State(state)
    session.finished_at = timezone.now() if state == Session.State.FINISHED else None
    if state == Session.State.OPEN and session.opened_at is None:
        session.opened_at = timezone.now()
        first_step(session)
    session.save(update_fields=["state", "opened_at", "finished_at"])
    session.return_requests.exclude(session__state=Session.State.OPEN).delete()
    touch_session(session)
    log(f"session-{state}", actor=desk.user, coalition=desk.coalition, thing=session)
