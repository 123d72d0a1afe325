"""Seats of a session: a proposal, changes by menu or by dragging, wishes, and themes over tables."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from duiding.access import invitee_of, session_of
from duiding.actions.seats import add_wish, divide_themes, loosen, propose_seats, remove_wish, seat, tracks_of
from duiding.forms.seats import WishForm
from duiding.models import Session
from duiding.queries.inviting import labels
from duiding.queries.seats import quality_of, seat_tables, standing, wishes_of
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


def _back(desk: Desk, pk: int, fragment: str = "") -> HttpResponse:
    back = redirect("duiding:seats", desk.coalition.slug, pk)
    back["Location"] += fragment
    return back


def _page(request: HttpRequest, desk: Desk, session: Session, form: WishForm) -> HttpResponse:
    rows = seat_tables(session)
    context = {
        "desk": desk,
        "session": session,
        "rows": [(row, labels(row.balance.missing)) for row in rows],
        "tables": [row.table for row in rows],
        "standing": standing(session),
        "wishes": wishes_of(session),
        "quality": quality_of(session),
        "themes": "\n".join(track.name for track in tracks_of(desk, session)) or session.shown_theme,
        "form": form,
    }
    return render(request, "duiding/seats.html", context, status=400 if form.is_bound else 200)


@member_view(PREPARE)
@require_safe
def seats(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show who sits where."""
    session = session_of(desk, pk)
    return _page(request, desk, session, WishForm(session=session))


@member_view(PREPARE)
@require_POST
def seats_propose(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Propose seats, or let everybody be moved again."""
    session = session_of(desk, pk)
    if request.POST.get("do") == "loosen":
        loosen(desk=desk, session=session)
        return _back(desk, pk)
    number = propose_seats(desk=desk, session=session)
    text = ngettext("%(n)s person has a seat.", "%(n)s people have a seat.", number)
    messages.success(request, text % {"n": number})
    return _back(desk, pk)


@member_view(PREPARE)
@require_POST
def seat_change(request: HttpRequest, desk: Desk, pk: int, invitee: int) -> HttpResponse:
    """Seat somebody at another table."""
    table = request.POST.get("table", "")
    if table and not (table.isascii() and table.isdecimal() and len(table) < 12):
        raise Http404
    seat(desk=desk, invitee=invitee_of(desk, pk, invitee), table=int(table) if table else None)
    return _back(desk, pk, f"#person-{invitee}")


@member_view(PREPARE)
@require_POST
def wish_add(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Write a wish down."""
    session = session_of(desk, pk)
    form = WishForm(request.POST, session=session)
    if not form.is_valid():
        return _page(request, desk, session, form)
    add_wish(desk=desk, session=session, **form.wish())
    messages.success(request, _("The wish is written down. Propose seats again to keep it."))
    return _back(desk, pk, "#wishes")


@member_view(PREPARE)
@require_POST
def wish_remove(request: HttpRequest, desk: Desk, pk: int, wish: int) -> HttpResponse:
    """Take a wish away."""
    remove_wish(desk=desk, session=session_of(desk, pk), wish=wish)
    return _back(desk, pk, "#wishes")


@member_view(PREPARE)
@require_POST
def themes_divide(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Share themes out over the tables."""
    themes = request.POST.get("themes", "")[:4000].splitlines()
    divide_themes(desk=desk, session=session_of(desk, pk), themes=themes)
    messages.success(request, _("The themes are shared out over the tables."))
    return _back(desk, pk)
