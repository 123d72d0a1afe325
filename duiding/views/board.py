"""The board of one's own table, on a participant's phone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from duiding.access import Seat, seat_in
from duiding.actions.board import remove_note
from duiding.queries.lying import lying_at
from duiding.views.seated import answered, at_own_table, board_page, live_parts, put_note, revision

PAGE = "duiding/board.html"
LONG = 10  # more digits than a revision ever has


@at_own_table
@require_safe
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Read the cards and stories, put notes, see each other's notes."""
    return board_page(request, seat, PAGE)


@require_safe
def board_notes(request: HttpRequest, session: int, table: int) -> HttpResponse:
    """Return the parts of the page that change while people write: all phones of a table ask at the same moment."""
    heard = request.GET.get("heard", "")
    lying = lying_at(table, session, int(heard) if heard.isdecimal() and len(heard) < LONG else None)
    return live_parts(request, seat_in(request.COOKIES, lying), lying)


@at_own_table
@require_safe
def board_revision(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return the revision of the board."""
    return revision(seat)


@at_own_table
@require_POST
def note_add(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Put a note."""
    return put_note(request, seat, PAGE)


@at_own_table
@require_POST
def note_remove(request: HttpRequest, seat: Seat, note: int) -> HttpResponse:
    """Take one's own note off the board."""
    return answered(request, seat, {"revision": remove_note(seat=seat, note=note)})
