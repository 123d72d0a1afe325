"""Tables and the material on them: cards and stories, within a budget that warns."""

from typing import TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from duiding.live import touch, touch_session
from duiding.models import Board, Session, Table, TableCard, TableStory
from duiding.queries.local import for_table
from duiding.queries.material import cards_to_choose, stories_to_choose
from lib.errors import Refused
from patterns.models import Observation, Track
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.models import Story


class TableData(TypedDict, total=False):
    """What a table is made of."""

    name: str
    colour: str
    theme: str
    track: Track | None
    municipality: str
    only: str
    facilitator: str


def _free_name(session: Session, name: str, but: int | None = None) -> None:
    if session.tables.filter(name=name).exclude(pk=but or 0).exists():
        raise Refused("table_name", _("There is a table with this name already. Choose another name."))


@transaction.atomic
def add_table(*, desk: Desk, session: Session, data: TableData) -> Table:
    """Add a table with an empty board."""
    desk.require(Permission.PREPARE_SESSIONS)
    _free_name(session, data["name"])
    last = session.tables.aggregate(last=Max("position"))["last"]
    table = Table.objects.create(session=session, position=0 if last is None else last + 1, **data)
    Board.objects.create(table=table)
    touch_session(session)
    log("table-added", actor=desk.user, coalition=desk.coalition, thing=table)
    return table


def _off_when_local(table: Table) -> int:
    """Take stories from here that no second reader looked at off a table that is local now; return how many."""
    may_lie = for_table(Story.material.all(), table).order_by().values("pk")
    unseen = Story.material.exclude(pk__in=may_lie).order_by().values("pk")
    return table.stories.filter(story__in=unseen).delete()[0]


@transaction.atomic
def change_table(*, desk: Desk, table: Table, data: TableData) -> int:
    """Change what a table is, for whom, and who leads it; return how many stories that took off it."""
    desk.require(Permission.PREPARE_SESSIONS)
    if "name" in data:
        _free_name(table.session, data["name"], table.pk)
    for name, value in data.items():
        setattr(table, name, value)
    table.save(update_fields=list(data))
    off = _off_when_local(table) if table.municipality and "municipality" in data else 0
    touch_session(table.session)
    log("table-changed", actor=desk.user, coalition=desk.coalition, thing=table)
    return off


@transaction.atomic
def delete_table(*, desk: Desk, table: Table) -> None:
    """Remove a table that nobody wrote at, and that nobody sits at; who sat there may choose another one."""
    desk.require(Permission.PREPARE_SESSIONS)
    if table.board.notes.exists():
        raise Refused("table_has_notes", _("There are notes on this table, so it stays. Remove the notes first."))
    if table.session.state != Session.State.FINISHED and table.participants.exists():
        message = _(
            "People sit at this table, so it stays. Give it another name or theme, or remove it when the session is "
            "finished."
        )
        raise Refused("table_has_people", message, status=409)
    log("table-deleted", actor=desk.user, coalition=desk.coalition, thing=table)
    session = table.session
    table.delete()
    touch_session(session)


@transaction.atomic
def put_card(*, desk: Desk, table: Table, observation: int) -> TableCard:
    """Put a card on a table; more than the budget is possible."""
    desk.require(Permission.PREPARE_SESSIONS)
    card: Observation | None = cards_to_choose(desk.coalition).filter(pk=observation).first()
    if card is None:
        raise Http404
    last = table.cards.aggregate(last=Max("position"))["last"] or 0
    put, _made = TableCard.objects.get_or_create(table=table, observation=card, defaults={"position": last + 1})
    touch(table.board)
    log("card-put", actor=desk.user, coalition=desk.coalition, thing=table)
    return put


@transaction.atomic
def put_story(*, desk: Desk, table: Table, story: UUID) -> TableStory:
    """Put a released story on a table, own or lent; more than the budget is possible."""
    desk.require(Permission.PREPARE_SESSIONS)
    chosen: Story | None = stories_to_choose(desk).filter(pk=story).first()
    if chosen is None:
        raise Http404
    if not for_table(stories_to_choose(desk), table).filter(pk=story).exists():
        raise Refused("not_checked", _("This story is from here. A second reader looks first; ask for one."))
    last = table.stories.aggregate(last=Max("position"))["last"] or 0
    put, _made = TableStory.objects.get_or_create(table=table, story=chosen, defaults={"position": last + 1})
    touch(table.board)
    log("story-put", actor=desk.user, coalition=desk.coalition, thing=table)
    return put


@transaction.atomic
def take_off(*, desk: Desk, table: Table, observation: int | None = None, story: UUID | None = None) -> None:
    """Take a card or a story off a table; notes about it stay."""
    desk.require(Permission.PREPARE_SESSIONS)
    if observation is not None:
        table.cards.filter(observation=observation).delete()
    if story is not None:
        table.stories.filter(story=story).delete()
    touch(table.board)
    log("material-taken-off", actor=desk.user, coalition=desk.coalition, thing=table)
