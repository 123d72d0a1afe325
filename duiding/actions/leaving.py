"""Boards and proposals leave as a file; that they did is written down."""

from duiding.leaving import board_list, proposal_list
from duiding.models import Session
from lib.listing import Listing
from people.access import Desk
from people.actions import log
from people.roles import Permission


def take_boards(*, desk: Desk, session: Session, form: str) -> Listing:
    """Return the notes and groups on the boards of a session."""
    desk.require(Permission.PREPARE_SESSIONS)
    log(f"boards-exported-{form}", actor=desk.user, coalition=desk.coalition, thing=session)
    return board_list(session)


def take_proposals(*, desk: Desk, form: str) -> Listing:
    """Return the proposals of a coalition."""
    desk.require(Permission.READ_FIGURES)
    log(f"proposals-exported-{form}", actor=desk.user, coalition=desk.coalition)
    return proposal_list(desk)
