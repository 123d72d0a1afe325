"""The people of a session by table, and who asks to be let in again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from duiding.access import PARTICIPANT
from duiding.cookies import WAITING_SECONDS
from duiding.models import Dot, FormerSeat, LookBack, Note, Participant, ReturnRequest, Session, Table
from duiding.wording import plain_name
from lib.secrets import keyed_digest


@dataclass(frozen=True)
class Present:
    """Somebody at a table, and whether somebody else in the session is called the same."""

    person: Participant
    notes: int
    alike: tuple[Participant, ...]


@dataclass(frozen=True)
class PeopleTable:
    """A table with who sits there; without a table those whose table was removed."""

    table: Table | None
    people: list[Present]


@dataclass(frozen=True)
class Returning:
    """Somebody who wants back in, and who of the session they may be."""

    request: ReturnRequest
    alike: list[Participant]
    others: list[Participant]


def people_of(session: Session) -> QuerySet[Participant]:
    """Return the people of `session`, by table and name."""
    return session.participants.select_related("table").order_by("table__position", "name", "pk")


def people_tables(session: Session) -> list[PeopleTable]:
    """Return who sits where, with the number of notes of each."""
    lying = Q(notes__hidden=False, notes__removed_at=None)
    people = list(people_of(session).annotate(note_count=Count("notes", filter=lying)))
    named: dict[str, list[Participant]] = {}
    for one in people:
        named.setdefault(plain_name(one.name), []).append(one)
    at: dict[int | None, list[Present]] = {}
    for one in people:
        alike = tuple(other for other in named[plain_name(one.name)] if other != one)
        at.setdefault(one.table_id, []).append(Present(one, one.note_count, alike))
    tables = [PeopleTable(table, at.get(table.pk, [])) for table in session.tables.all()]
    return tables + ([PeopleTable(None, at[None])] if None in at else [])


def waiting_in(session: Session) -> QuerySet[ReturnRequest]:
    """Return the requests to come back of devices that still wait: after two hours they forget it."""
    since = timezone.now() - timedelta(seconds=WAITING_SECONDS)
    return session.return_requests.filter(refused=False, asked_at__gte=since)


def returning(session: Session) -> list[Returning]:
    """Return who waits to be let in again, the longest first, with those who are called so before the others."""
    waiting = list(waiting_in(session))
    people = list(people_of(session)) if waiting else []
    return [_returning(one, people) for one in waiting]


def _returning(request: ReturnRequest, people: list[Participant]) -> Returning:
    alike = [one for one in people if plain_name(one.name) == plain_name(request.name)]
    alike.sort(key=lambda one: one.perspective != request.perspective)
    return Returning(request, alike, [one for one in people if one not in alike])


def former_seat(tokens: Iterable[tuple[int, str]]) -> FormerSeat | None:
    """Return the last seat that one of these tokens had before, if any."""
    digests = [keyed_digest(PARTICIPANT, token) for _session, token in tokens]
    found = FormerSeat.objects.filter(token_digest__in=digests).select_related("participant", "session")
    return found.last() if digests else None


@dataclass(frozen=True)
class Made:
    """What somebody made in a session."""

    notes: int
    dots: int
    looked_back: bool


def made_by(person: Participant) -> Made:
    """Return what a participant wrote and chose."""
    dots = Dot.objects.filter(participant=person).aggregate(sum=Sum("number"))["sum"] or 0
    notes = Note.objects.filter(participant=person).count()
    return Made(notes, dots, LookBack.objects.filter(participant=person).exists())
