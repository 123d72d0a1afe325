"""Plain builders of sessions, tables, cards and proposals."""

import uuid
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from duiding.access import Seat
from duiding.actions.board import NoteData, add_note
from duiding.actions.joining import Joined, join
from duiding.actions.sessions import create_session, set_state
from duiding.actions.tables import add_table
from duiding.models import Board, Cluster, Note, Session, Table
from patterns.models import Interpretation, Observation
from people.access import Desk, roles_in
from people.models import Coalition, User
from vertelpunt.models import Vertelpunt

MOMENT = timezone.make_aware(datetime(2026, 9, 24, 13, 0))  # noqa: DTZ001
_next = count(1)


def desk(user: User, coalition: Coalition) -> Desk:
    """Return `user` at work in `coalition`."""
    return Desk(user, coalition, roles_in(user, coalition))


def session(at: Desk, vertelpunt: Vertelpunt, *, state: str = "open", tables: int = 1, **fields: Any) -> Session:
    """Return a session of two hours with `tables` tables, open unless said otherwise."""
    data = {
        "title": "Samen lezen",
        "vertelpunt": vertelpunt,
        "starts_at": MOMENT,
        "ends_at": MOMENT + timedelta(hours=2),
    } | fields
    made = create_session(desk=at, data=data)  # type: ignore[arg-type]
    for colour in Table.Colour.values[:tables]:
        add_table(desk=at, session=made, data={"name": f"Tafel {colour}", "colour": colour})
    if state != Session.State.PREPARING:
        set_state(desk=at, session=made, state=state)
    made.refresh_from_db()
    return made


def card(coalition: Coalition, vertelpunt: Vertelpunt, **fields: Any) -> Observation:
    """Return an observation with two readings."""
    values = {"number": next(_next), "title": "Wie zich gehoord voelt, is milder", "description": "Zo is het hier."}
    made = Observation.objects.create(coalition=coalition, vertelpunt=vertelpunt, **values | fields)
    for position, text in enumerate(("Gehoord worden helpt.", "Geholpen worden stemt mild.")):
        Interpretation.objects.create(observation=made, position=position, text=text)
    return made


def sit(at: Session, name: str = "", perspective: str = "parent", table: Table | None = None) -> Joined:
    """Return somebody who joined."""
    chosen = table or at.tables.all()[0]
    name = name or ("Sara" if not chosen.participants.exists() else f"Sara {next(_next)}")
    return join(session=at, name=name, perspective=perspective, table=chosen.pk)


def board(at: Session, position: int = 0) -> Board:
    """Return the board of a table of a session."""
    return Board.objects.select_related("table__session").get(table=at.tables.all()[position])


def seat(joined: Joined) -> Seat:
    """Return the seat of somebody who joined."""
    found = Board.objects.select_related("table__session").get(table=joined.participant.table)
    return Seat(found, participant=joined.participant)


def seat_again(at: Seat) -> Seat:
    """Return a seat as the next request finds it."""
    found = Board.objects.select_related("table__session__leading__now").get(pk=at.board.pk)
    return Seat(found, at.participant, at.member)


def lead(user: User, at: Session, position: int = 0) -> Seat:
    """Return a facilitator's seat."""
    return Seat(board(at, position), member=user)


def note(at: Seat, text: str = "Dat er koffie was.", **fields: Any) -> Note:
    """Return a note that was put from a seat."""
    data = NoteData(**{"kind": "surprise", "text": text} | fields)
    return Note.objects.get(pk=add_note(seat=at, client_id=uuid.uuid4(), data=data)["note"])


def cluster(at: Seat, name: str = "Tijd en aandacht", notes: tuple[Note, ...] = ()) -> Cluster:
    """Return a group with notes."""
    made = Cluster.objects.create(board=at.board, name=name)
    Note.objects.filter(pk__in=[one.pk for one in notes]).update(cluster=made)
    return made
