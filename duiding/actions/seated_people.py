"""The people of a session while somebody changes something about them: nobody else does so at the same moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duiding.live import hold, raise_revisions
from duiding.models import Board, Participant, Session, Table
from duiding.wording import plain_name
from lib.errors import Refused


@dataclass(frozen=True)
class Room:
    """A session whose people nobody else changes now."""

    session: Session
    people: dict[int, Participant]

    def person(self, pk: int) -> Participant:
        """Return somebody of this session, or say that somebody else took them off the list."""
        if pk not in self.people:
            message = _("This person is not on the list any more: somebody else changed it a moment ago. Look again.")
            raise Refused("person_gone", message, status=409)
        return self.people[pk]

    def table(self, pk: int) -> Table:
        """Return a table of this session, or say that it is gone."""
        found = self.session.tables.filter(pk=pk).first()
        if found is None:
            raise Refused("table_gone", _("This table is not there any more. Choose another one."), status=409)
        return found

    def free_name(self, table: int | None, name: str, *but: Participant) -> None:
        """Refuse a name that somebody at the table has, for notes are signed with it."""
        others = (one for one in self.people.values() if one not in but and one.table_id == table)
        if table is not None and any(plain_name(one.name) == plain_name(name) for one in others):
            message = _("There is a %(name)s at this table already. Give one of the two another name first.")
            raise Refused("same_name", str(message) % {"name": name}, status=409)


def in_session(session: Session) -> Room:
    """Return the people of a session, and let nobody else change them until this transaction ends."""
    hold(session)
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    people = locked.participants.select_related("table")
    return Room(locked, {one.pk: one for one in people})


def touch_tables(session: Session, tables: Iterable[int | None], *people: Participant) -> None:
    """Tell the screens of these tables, and of tables where these people wrote, that something changed."""
    boards = Board.objects.filter(table__session=session)
    at = boards.filter(table__in=[pk for pk in tables if pk is not None])
    wrote = boards.filter(notes__participant__in=[one.pk for one in people if one.pk])
    raise_revisions(sorted({*at.values_list("pk", flat=True), *wrote.values_list("pk", flat=True)}), session.pk)
