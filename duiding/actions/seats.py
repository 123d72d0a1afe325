"""Who sits where: proposed, changed by hand, with wishes; and themes shared out over the tables."""

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from duiding.live import touch_session
from duiding.models import Invitee, SeatWish, Session, Table
from duiding.queries.seats import guests_of, room_of
from duiding.seating import seating
from lib.errors import Refused
from patterns.models import Track
from people.access import Desk
from people.actions import log
from people.roles import Permission

MOST_THEME = 80


@transaction.atomic
def propose_seats(*, desk: Desk, session: Session) -> int:
    """Seat everybody who may come, spreading perspectives and keeping wishes; who is fixed stays. Return how many."""
    desk.require(Permission.PREPARE_SESSIONS)
    room = room_of(session)
    if not room.places:
        raise Refused("no_table", _("There is no table yet. Add a table first; then people can be seated."))
    plan = seating(room)
    people = guests_of(session)
    for invitee in people:
        invitee.table_id = plan[invitee.pk]
    Invitee.objects.bulk_update(people, ["table"])
    log("seats-proposed", actor=desk.user, coalition=desk.coalition, thing=session)
    return len(people)


@transaction.atomic
def seat(*, desk: Desk, invitee: Invitee, table: int | None) -> None:
    """Seat somebody by hand: they stay there when seats are proposed again; without a table they stand."""
    desk.require(Permission.PREPARE_SESSIONS)
    if table is not None and not Table.objects.filter(session=invitee.session_id, pk=table).exists():
        raise Http404
    invitee.table_id, invitee.fixed = table, table is not None
    invitee.save(update_fields=["table", "fixed"])
    log("seat-changed", actor=desk.user, coalition=desk.coalition, thing=invitee)


@transaction.atomic
def loosen(*, desk: Desk, session: Session) -> None:
    """Let everybody be moved again by the next proposal."""
    desk.require(Permission.PREPARE_SESSIONS)
    session.invitees.update(fixed=False)
    log("seats-loosened", actor=desk.user, coalition=desk.coalition, thing=session)


@transaction.atomic
def add_wish(
    *, desk: Desk, session: Session, kind: str, first: int, second: int | None, table: int | None
) -> SeatWish:
    """Write a wish down; the next proposal keeps it if it can."""
    desk.require(Permission.PREPARE_SESSIONS)
    at = kind == SeatWish.Kind.AT
    person = get_object_or_404(Invitee, session=session, pk=first)
    other = None if at else get_object_or_404(Invitee, session=session, pk=second)
    if other == person:
        raise Refused("same_person", _("These are the same person. Choose two people."))
    wish, _made = SeatWish.objects.get_or_create(
        session=session,
        kind=SeatWish.Kind(kind),
        first=person,
        second=other,
        table=get_object_or_404(Table, session=session, pk=table) if at else None,
    )
    log("wish-added", actor=desk.user, coalition=desk.coalition, thing=session)
    return wish


@transaction.atomic
def remove_wish(*, desk: Desk, session: Session, wish: int) -> None:
    """Take a wish away."""
    desk.require(Permission.PREPARE_SESSIONS)
    get_object_or_404(SeatWish, session=session, pk=wish).delete()
    log("wish-removed", actor=desk.user, coalition=desk.coalition, thing=session)


@transaction.atomic
def divide_themes(*, desk: Desk, session: Session, themes: Sequence[str]) -> None:
    """Share themes out over the tables by turn; a theme that is the name of a track brings that track."""
    desk.require(Permission.PREPARE_SESSIONS)
    named = [theme.strip()[:MOST_THEME] for theme in themes if theme.strip()]
    if not named:
        raise Refused("no_theme", _("Write at least one theme, each on a line of its own. Nothing was changed."))
    tracks = {track.name.casefold(): track for track in tracks_of(desk, session)}
    for place, table in enumerate(session.tables.filter(hidden=False)):
        table.theme = named[place % len(named)]
        table.track = tracks.get(table.theme.casefold())
        table.save(update_fields=["theme", "track"])
    touch_session(session)
    log("themes-divided", actor=desk.user, coalition=desk.coalition, thing=session)


def tracks_of(desk: Desk, session: Session) -> list[Track]:
    """Return the tracks of the coalition through the stories of the session."""
    return list(Track.objects.filter(coalition=desk.coalition, vertelpunt=session.vertelpunt_id, hidden=False))
