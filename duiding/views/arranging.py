"""Arranging the board of a table: the wall, the order of notes, splitting, putting groups together, undoing."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import Seat
from duiding.actions.arranging import order_note, place_note
from duiding.actions.clusters import merge_clusters
from duiding.actions.splitting import split_note, words_of
from duiding.actions.undoing import undo
from duiding.forms.board import ClientIdForm, MergeForm, OrderForm, PlaceForm, SplitForm, valid
from duiding.models import Note
from duiding.queries.board import BoardView
from duiding.queries.finding import found_on
from duiding.queries.wall import wall_of
from duiding.views.facilitate import PAGE, lead_context, shows_own_photo
from duiding.views.seated import answered, at_any_table, context_of, live_part
from duiding.wording import halved
from lib.errors import Refused
from people.access import Desk


def _wall(request: HttpRequest, desk: Desk, seat: Seat, template: str) -> HttpResponse:
    context = context_of(seat, about=request.GET.get("about", "")) | lead_context(seat) | {"desk": desk}
    context |= found_on(cast(BoardView, context["board"]), request.GET.get("q", ""))
    context["wall"] = wall_of(cast(BoardView, context["board"]), request.GET.get("near", ""))
    return render(request, template, context | {"keep": "?to=wall"})


@shows_own_photo
@at_any_table
@require_safe
def wall(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Arrange the notes of a table freely."""
    return _wall(request, desk, seat, PAGE)


@at_any_table
@require_safe
def wall_notes(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Return the parts of the wall that change while people write."""
    return _wall(request, desk, seat, live_part(request))


@at_any_table
@require_POST
def note_order(request: HttpRequest, desk: Desk, seat: Seat, note: int) -> HttpResponse:
    """Let a note lie one place earlier or later in its group."""
    cleaned = valid(OrderForm(request.POST)).cleaned_data
    earlier = cleaned["do"] == "earlier"
    return answered(request, seat, order_note(seat=seat, client_id=cleaned["client_id"], note=note, earlier=earlier))


@at_any_table
@require_POST
def note_place(request: HttpRequest, desk: Desk, seat: Seat, note: int) -> HttpResponse:
    """Put a note at a place on the wall."""
    form = cast(PlaceForm, valid(PlaceForm(request.POST)))
    answer = place_note(seat=seat, client_id=form.cleaned_data["client_id"], note=note, place=form.place())
    return answered(request, seat, answer)


@at_any_table
@require_http_methods(["GET", "HEAD", "POST"])
def note_split(request: HttpRequest, desk: Desk, seat: Seat, note: int) -> HttpResponse:
    """Make two notes of one; what was typed stays when it cannot be done."""
    form = SplitForm(request.POST if request.method == "POST" else None)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            answer = split_note(seat=seat, client_id=form.cleaned_data["client_id"], note=note, halves=form.halves())
            return answered(request, seat, answer)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
    return _split_page(request, desk, seat, note, form, status)


def _split_page(request: HttpRequest, desk: Desk, seat: Seat, note: int, form: SplitForm, status: int) -> HttpResponse:
    found = Note.objects.filter(board=seat.board, pk=note, hidden=False).first()
    if not form.is_bound:
        found = found or get_object_or_404(Note, board=seat.board, pk=note, hidden=False)
        first, second = halved(found.text)
        so_that = {"first_so_that": found.so_that, "second_so_that": found.so_that}
        form.initial = {"was": words_of(found), "first": first, "second": second} | so_that
    elif found is not None:
        data = request.POST.copy()
        data["was"] = words_of(found)  # they stand above the form now
        form.data = data
    context = {"desk": desk, "session": seat.session, "table": seat.table, "note": found, "form": form}
    context |= {"idea": found is not None and found.kind == Note.Kind.IDEA, "to": request.GET.get("to", "")}
    return render(request, "duiding/split.html", context, status=status)


@at_any_table
@require_POST
def cluster_merge(request: HttpRequest, desk: Desk, seat: Seat, cluster: int) -> HttpResponse:
    """Put two groups together."""
    form = cast(MergeForm, valid(MergeForm(request.POST)))
    keep, gone = form.kept_and_gone(cluster)
    answer = merge_clusters(seat=seat, client_id=form.cleaned_data["client_id"], cluster=keep, other=gone)
    return answered(request, seat, answer)


@at_any_table
@require_POST
def act_undo(request: HttpRequest, desk: Desk, seat: Seat, act: int) -> HttpResponse:
    """Undo what was done."""
    client_id = valid(ClientIdForm(request.POST)).cleaned_data["client_id"]
    return answered(request, seat, undo(seat=seat, client_id=client_id, act=act))
