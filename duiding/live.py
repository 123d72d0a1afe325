"""What is pushed to open screens: the names of the groups, and that a board has a new revision.

Only a number is sent; each process lays out what changed for its own phones. Browsers ask when it is silent for long.
"""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction
from django.db.models import F

from duiding.models import Board, Session


def board_group(board: int) -> str:
    """Return the name of the group of screens that show `board`."""
    return f"board-{board}"


def session_group(session: int) -> str:
    """Return the name of the group of screens that show all tables of `session`."""
    return f"session-{session}"


def revision_of_session(session: int) -> int:
    """Return the revision of a session: it grows with each of its boards."""
    return Session.objects.values_list("revision", flat=True).get(pk=session)


def touch(board: Board) -> int:
    """Raise the revision of `board` and of its session, and tell the screens once the change is there."""
    return raise_revisions([board.pk], board.table.session_id)[board.pk]


def one_by_one(board: Board) -> None:
    """Let what is done on `board` at the same moment happen in turn; always before anything on it is locked."""
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)


def hold(session: Session) -> list[int]:
    """Lock all boards of `session`, always before the session itself, so that no two wait for each other."""
    boards = Board.objects.select_for_update().filter(table__session=session).order_by("pk")
    return list(boards.values_list("pk", flat=True))


def touch_session(session: Session) -> None:
    """Raise the revision of `session` and of all its boards, and tell the screens once the change is there."""
    raise_revisions(hold(session), session.pk)


def raise_revisions(boards: list[int], session: int) -> dict[int, int]:
    """Raise the revision of `boards` and of their session, and tell the screens once the change is there."""
    Board.objects.filter(pk__in=boards).update(revision=F("revision") + 1)
    Session.objects.filter(pk=session).update(revision=F("revision") + 1)
    revisions = dict(Board.objects.filter(pk__in=boards).values_list("pk", "revision"))
    for board, revision in revisions.items():
        _push_after_commit(board_group(board), revision)
    _push_after_commit(session_group(session), revision_of_session(session))
    return revisions


def _push_after_commit(group: str, revision: int) -> None:
    """Push once the change is there. A push layer that is down costs nobody a note: screens ask for the number."""

    def push() -> None:
        layer = get_channel_layer()
        if layer is not None:
            async_to_sync(layer.group_send)(group, {"type": "revision", "revision": revision})

    transaction.on_commit(push, robust=True)
