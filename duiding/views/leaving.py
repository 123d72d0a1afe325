"""Boards and proposals as files."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from duiding.access import session_of
from duiding.actions import leaving
from lib.listing import as_file, wanted
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def boards_file(request: HttpRequest, desk: Desk, pk: int) -> StreamingHttpResponse:
    """Give the notes on the tables of a session."""
    session = session_of(desk, pk)
    return as_file(request, leaving.take_boards(desk=desk, session=session, form=wanted(request)))


@member_view(Permission.READ_FIGURES)
@require_safe
def proposals_file(request: HttpRequest, desk: Desk) -> StreamingHttpResponse:
    """Give the proposals of a coalition."""
    return as_file(request, leaving.take_proposals(desk=desk, form=wanted(request)))
