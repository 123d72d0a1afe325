"""Decorators that give a view the seat of who asks, and answers that fit pages and scripts alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from duiding.access import Seat, facilitator_seat, participant_seat
from duiding.actions.board import add_note
from duiding.actions.once import Answer
from duiding.forms.board import NoteForm, first_error
from duiding.live import revision_of
from duiding.models import Note
from duiding.queries.board import board_view, material_of, people_at
from duiding.queries.sessions import ASK
from duiding.views.joining import code_page
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def at_own_table(view: View) -> View:
    """Decorate a view under /meet/: it gets the seat of a participant at their own table, else 404."""

    @wraps(view)
    def seated(request: HttpRequest, session: int, table: int, **kwargs: Any) -> HttpResponse:
        try:
            seat = participant_seat(request, session, table)
        except Http404:
            if wants_json(request):
                raise
            return code_page(request, status=404)
        return view(request, seat, **kwargs)

    return seated


def at_any_table(view: View) -> View:
    """Decorate a view under /c/: it gets a facilitator's desk and seat."""

    @member_view(Permission.PREPARE_SESSIONS)
    @wraps(view)
    def seated(request: HttpRequest, desk: Desk, pk: int, table: int, **kwargs: Any) -> HttpResponse:
        return view(request, desk, facilitator_seat(desk, pk, table), **kwargs)

    return seated


def home_of(seat: Seat) -> HttpResponse:
    """Return to the board of `seat`."""
    session, table = seat.session, seat.table
    if seat.leads:
        return redirect("duiding:table", session.coalition.slug, session.pk, table.pk)
    return redirect("duiding:board", session.pk, table.pk)


def answered(request: HttpRequest, seat: Seat, answer: Answer) -> HttpResponse:
    """Answer something written: as JSON to a script, else back to the board."""
    return JsonResponse(answer) if wants_json(request) else home_of(seat)


def refused(request: HttpRequest, message: str) -> HttpResponse | None:
    """Answer a script that a form is not right; a page shows it in the form itself."""
    return JsonResponse({"code": "form", "message": message}, status=400) if wants_json(request) else None


def put_note(request: HttpRequest, seat: Seat, template: str, **extra: object) -> HttpResponse:
    """Put a note; one that cannot be put keeps its words, in the form or with the script."""
    form = NoteForm(request.POST)
    try:
        if form.is_valid():
            answer = add_note(seat=seat, client_id=form.cleaned_data["client_id"], data=form.note())
            return answered(request, seat, answer)
    except Refused as refusal:
        if wants_json(request):
            raise
        form.add_error(None, str(refusal.message))
    return refused(request, first_error(form)) or board_page(request, seat, template, form=form, **extra)


def revision(seat: Seat) -> HttpResponse:
    """Return the revision of a board."""
    return JsonResponse({"revision": revision_of(seat.board.pk)})


def context_of(seat: Seat, form: NoteForm | None = None, about: str = "") -> dict[str, object]:
    """Return what the pages of a board show."""
    return {
        "seat": seat,
        "session": seat.session,
        "table": seat.table,
        "board": board_view(seat),
        "material": SimpleLazyObject(lambda: material_of(seat)),
        "people": people_at(seat),
        "ask": ASK[seat.session.step],
        "form": form or NoteForm(initial={"about": about}),
        "idea": Note.Kind.IDEA.value,
        "kinds": Note.Kind.choices,
    }


def live_part(request: HttpRequest) -> str:
    """Return the template of what a script fetches again: the notes, or what there is to read."""
    return "duiding/_read.html" if request.GET.get("part") == "read" else "duiding/_live.html"


def board_page(request: HttpRequest, seat: Seat, template: str, **extra: object) -> HttpResponse:
    """Show a board, with a note that is not right in its form."""
    form = extra.pop("form", None)
    note_form = form if isinstance(form, NoteForm) else None
    context = context_of(seat, note_form, request.GET.get("about", "")) | extra
    return render(request, template, context, status=400 if note_form is not None else 200)
