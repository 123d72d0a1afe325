"""Decorators that give a view the seat of who asks, and answers that fit pages and scripts alike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duiding.access import Seat, facilitator_seat, participant_seat, seat_in
from duiding.actions.board import add_note
from duiding.actions.once import Answer
from duiding.forms.board import NoteForm, first_error
from duiding.forms.leading import LookBackForm
from duiding.laid_out import filled, same_for_all
from duiding.models import LookBack, Note, Session
from duiding.models.leading import leading_of
from duiding.queries.board import BoardView, board_view, material_of, proposals_at
from duiding.queries.finding import found_on
from duiding.queries.leading import aloud_of, fits_of
from duiding.queries.lying import Lying, kept_at, lying_at
from duiding.queries.material import stories_on
from duiding.steps import STEPS
from duiding.views.joining import not_here
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

View = Callable[..., HttpResponse]
LIVE = "duiding/_live.html"


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def _same_writer(request: HttpRequest, seat: Seat) -> None:
    """Refuse what a script kept for whom this browser was before: words never change their writer by themselves."""
    written_as = request.POST.get("writes_as", "") if request.method == "POST" else ""
    if written_as and written_as != seat.key:
        message = _("You sit here under another name now. This was not put. Put it anew, or throw it away.")
        raise Refused("other_writer", message, status=409)


def at_own_table(view: View) -> View:
    """Decorate a view under /meet/: it gets the seat of a participant at their own table, else 404."""

    @wraps(view)
    def seated(request: HttpRequest, session: int, table: int, **kwargs: Any) -> HttpResponse:
        try:
            seat = participant_seat(request.COOKIES, session, table)
        except Http404:
            if wants_json(request):
                raise
            return not_here(request, session)
        _same_writer(request, seat)
        return view(request, seat, **kwargs)

    return seated


def at_any_table(view: View) -> View:
    """Decorate a view under /c/: it gets a facilitator's desk and seat."""

    @member_view(Permission.PREPARE_SESSIONS)
    @wraps(view)
    def seated(request: HttpRequest, desk: Desk, pk: int, table: int, **kwargs: Any) -> HttpResponse:
        seat = facilitator_seat(desk, pk, table)
        _same_writer(request, seat)
        return view(request, desk, seat, **kwargs)

    return seated


def home_of(seat: Seat) -> HttpResponse:
    """Return to the board of `seat`."""
    session, table = seat.session, seat.table
    if seat.leads:
        return redirect("duiding:table", session.coalition.slug, session.pk, table.pk)
    return redirect("duiding:board", session.pk, table.pk)


def answered(request: HttpRequest, seat: Seat, answer: Answer) -> HttpResponse:
    """Answer something written: as JSON to a script, else back to the board, or to the wall it came from."""
    if wants_json(request):
        return JsonResponse(answer)
    if seat.leads and request.GET.get("to") == "wall":
        return redirect("duiding:wall", seat.session.coalition.slug, seat.session.pk, seat.table.pk)
    return home_of(seat)


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
    """Return the revision of the board of a seat that was just read."""
    return JsonResponse({"revision": seat.board.revision, **timer_of(seat.session)})


def timer_of(session: Session) -> dict[str, int]:
    """Return the seconds left by the server's clock, when there is a timer: devices have clocks of their own."""
    leading = leading_of(session)
    return {"seconds": leading.seconds(timezone.now())} if leading.timed else {}


def step_context(seat: Seat) -> dict[str, object]:
    """Return what the present step shows; what only some steps need is asked for when a page needs it."""
    leading = leading_of(seat.session)
    return {
        "leading": leading,
        "seconds": leading.seconds(timezone.now()),
        "live": STEPS[seat.session.step],
        "aloud": lambda: aloud_of(seat.session),
        "fits": SimpleLazyObject(lambda: fits_of(seat.board, seat.writer)),
        "grounds": SimpleLazyObject(lambda: stories_on(seat.table)),
        "proposals": SimpleLazyObject(lambda: proposals_at(seat.table)),
        "look_back": lambda: look_back_form(seat),
        "looked": lambda: LookBack.objects.filter(participant=seat.participant).exists() and not seat.leads,
    }


def look_back_form(seat: Seat) -> LookBackForm:
    """Return the form to look back with, filled with what this participant said before."""
    found = LookBack.objects.filter(participant=seat.participant).first() if seat.participant else None
    names = ("grade", "takes_along", "better")
    return LookBackForm(initial={name: getattr(found, name) for name in names} if found else None)


def context_of(
    seat: Seat, form: NoteForm | None = None, about: str = "", lying: Lying | None = None
) -> dict[str, object]:
    """Return what the pages of a board show."""
    board = board_view(seat, lying)
    return {
        "seat": seat,
        "session": seat.session,
        "table": seat.table,
        "board": board,
        "material": SimpleLazyObject(lambda: material_of(seat)),
        "people": board.people,
        "form": form or NoteForm(initial={"about": about}),
        "idea": Note.Kind.IDEA.value,
        "kinds": [(value, label) for value, label in Note.Kind.choices if value in seat.kinds],
    } | step_context(seat)


def live_part(request: HttpRequest) -> str:
    """Return the template of what a script fetches again: the notes, or what there is to read."""
    return "duiding/_read.html" if request.GET.get("part") == "read" else LIVE


def live_parts(request: HttpRequest, seat: Seat, lying: Lying) -> HttpResponse:
    """Show the parts of a board that change while people write, of what was read of it already."""
    template = live_part(request)
    if template == LIVE and same_for_all(seat):
        return HttpResponse(filled(_same(seat, lying), seat, lying, get_token(request)))
    return render(request, template, context_of(seat, lying=lying))


@dataclass(frozen=True)
class Parts:
    """What a screen shows at one revision."""

    revision: int
    text: str


def pushed_parts(request: HttpRequest, session: int, table: int, heard: int, *, at_hand: bool) -> Parts | None:
    """Return what a screen that follows shows at revision `heard` or later; None where each shows its own.

    With `at_hand` only of what was read and laid out already, which takes no database and no time. The token of forms
    stays out: the script of a page sends its own, and a socket is not the place for it.
    """
    lying = kept_at(table, session, heard) if at_hand else lying_at(table, session, heard)
    if lying is None:
        return None
    seat = seat_in(request.COOKIES, lying)
    if not same_for_all(seat):
        return None
    text = lying.drawn.get(_same_key(seat)) if at_hand else _same(seat, lying)
    return None if text is None else Parts(lying.board.revision, filled(text, seat, lying, token=""))


def _same_key(seat: Seat) -> tuple[object, ...]:
    return LIVE, get_language(), leading_of(seat.session).seconds(timezone.now())


def _same(seat: Seat, lying: Lying) -> str:
    """Return what all phones of a table show now, with holes for what is one's own."""
    key = _same_key(seat)
    if key not in lying.drawn:
        lying.drawn[key] = render_to_string(LIVE, context_of(seat, lying=lying) | {"holes": True})
    return lying.drawn[key]


def board_page(request: HttpRequest, seat: Seat, template: str, **extra: object) -> HttpResponse:
    """Show a board, with a note that is not right in its form."""
    form = extra.pop("form", None)
    note_form = form if isinstance(form, NoteForm) else None
    context = context_of(seat, note_form, request.GET.get("about", "")) | extra
    context |= found_on(cast(BoardView, context["board"]), request.GET.get("q", ""))
    return render(request, template, context, status=400 if note_form is not None else 200)
