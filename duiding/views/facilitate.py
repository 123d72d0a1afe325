"""The boards as facilitators work on them: every table, groups of notes, the big screen."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from duiding.access import Seat, session_of
from duiding.actions.arranging import move_note
from duiding.actions.board import remove_note
from duiding.actions.clusters import add_cluster, delete_cluster, rename_cluster
from duiding.actions.proposals import propose_cluster
from duiding.forms.board import ClientIdForm, ClusterForm, MoveForm, NewClusterForm, valid
from duiding.live import revision_of_session
from duiding.models import Cluster
from duiding.queries.acts import acts_at
from duiding.queries.board import plenary as plenary_of
from duiding.queries.leading import course
from duiding.queries.sessions import presence, shown_code
from duiding.views.leading import course_context
from duiding.views.seated import answered, at_any_table, board_page, live_part, put_note, revision, timer_of
from people.access import Desk, member_view
from people.roles import Permission

PAGE = "duiding/table.html"
shows_own_photo = csp_update({"img-src": ["blob:"]})  # of a sheet, chosen in this browser and never sent


def lead_context(seat: Seat) -> dict[str, object]:
    """Return what only a facilitator sees at a table: where the session is, and what can be undone."""
    return {"course": course(seat.session), "acts": SimpleLazyObject(lambda: acts_at(seat))}


@shows_own_photo
@at_any_table
@require_safe
def table(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Work on the board of a table."""
    return board_page(request, seat, PAGE, desk=desk, **lead_context(seat))


@at_any_table
@require_safe
def table_notes(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Return the parts of the page that change while people write."""
    return board_page(request, seat, live_part(request), desk=desk, **lead_context(seat))


@at_any_table
@require_safe
def table_revision(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Return the revision of the board."""
    return revision(seat)


@shows_own_photo
@at_any_table
@require_POST
def note_add(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Put a note for somebody without a phone."""
    return put_note(request, seat, PAGE, desk=desk, **lead_context(seat))


@at_any_table
@require_POST
def note_remove(request: HttpRequest, desk: Desk, seat: Seat, note: int) -> HttpResponse:
    """Take a note off the board."""
    return answered(request, seat, {"revision": remove_note(seat=seat, note=note)})


@at_any_table
@require_POST
def note_move(request: HttpRequest, desk: Desk, seat: Seat, note: int) -> HttpResponse:
    """Put a note in a group, or take it out."""
    form = valid(MoveForm(request.POST))
    cleaned = form.cleaned_data
    to = {"cluster": cleaned["cluster"], "before": cleaned["before"]}
    return answered(request, seat, move_note(seat=seat, client_id=cleaned["client_id"], note=note, **to))


@at_any_table
@require_POST
def cluster_add(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
    """Make a group, with the notes that were ticked."""
    return answered(request, seat, add_cluster(seat=seat, **valid(NewClusterForm(request.POST)).cleaned_data))


@at_any_table
@require_POST
def cluster_rename(request: HttpRequest, desk: Desk, seat: Seat, cluster: int) -> HttpResponse:
    """Give a group another name."""
    cleaned = valid(ClusterForm(request.POST)).cleaned_data
    answer = rename_cluster(seat=seat, client_id=cleaned["client_id"], cluster=cluster, name=cleaned["name"])
    return answered(request, seat, answer)


@at_any_table
@require_POST
def cluster_delete(request: HttpRequest, desk: Desk, seat: Seat, cluster: int) -> HttpResponse:
    """Remove a group; its notes are free again."""
    cleaned = valid(ClientIdForm(request.POST)).cleaned_data
    return answered(request, seat, delete_cluster(seat=seat, client_id=cleaned["client_id"], cluster=cluster))


@at_any_table
@require_POST
def cluster_propose(request: HttpRequest, desk: Desk, seat: Seat, cluster: int) -> HttpResponse:
    """Make a proposal of a group."""
    found = get_object_or_404(Cluster, board=seat.board, pk=cluster)
    proposal = propose_cluster(desk=desk, cluster=found)
    return redirect("duiding:proposal_edit", desk.coalition.slug, proposal.number)


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def plenary(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show all tables side by side, for the big screen."""
    return _plenary(request, desk, pk, "duiding/plenary.html")


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def plenary_notes(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Return the part of the big screen that changes."""
    return _plenary(request, desk, pk, "duiding/_plenary.html")


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def plenary_revision(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Return the revision of all boards of the session together."""
    session = session_of(desk, pk)
    return JsonResponse({"revision": revision_of_session(session.pk), **timer_of(session)})


def _plenary(request: HttpRequest, desk: Desk, pk: int, template: str) -> HttpResponse:
    session = session_of(desk, pk)
    number = revision_of_session(session.pk)
    context = course_context(session) | {
        "desk": desk,
        "revision": number,
        "boards": plenary_of(session),
        "people": sum(one.count for one in presence(session)),
        "code": shown_code(session.join_code),
        "looks": session.look_backs.count(),
        "join_address": request.build_absolute_uri(reverse("duiding:join")),
    }
    return render(request, template, context)
