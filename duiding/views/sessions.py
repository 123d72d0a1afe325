"""Preparing and leading a session."""

import io

import segno
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import session_of
from duiding.actions.programme import begin_programme
from duiding.actions.sessions import change_session, create_session, set_state
from duiding.forms.sessions import SessionForm
from duiding.live import hold, revision_of_session
from duiding.models import Invitee, Session
from duiding.queries.hidden import hidden_in
from duiding.queries.packs import to_take_out
from duiding.queries.programme import days_of
from duiding.queries.sessions import missing, presence, sessions_of, shown_code, table_rows
from duiding.views.leading import course_context
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


@member_view(PREPARE)
@require_safe
def sessions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the sessions of a coalition."""
    context = {"desk": desk, "sessions": sessions_of(desk.coalition), "hidden": len(hidden_in(desk.coalition))}
    return render(request, "duiding/sessions.html", context)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a session."""
    form = SessionForm(request.POST or None, desk=desk)
    if form.is_valid():
        made = create_session(desk=desk, data=form.data_of_session())
        if form.cleaned_data["beginning"]:
            begin_programme(desk=desk, session=made, key=form.cleaned_data["beginning"])
        messages.success(request, _("The session is there. Now add the tables."))
        return redirect("duiding:session", desk.coalition.slug, made.pk)
    return render(request, "duiding/session_form.html", {"desk": desk, "form": form})


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def session_edit(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Change what a session is for, when and where; what others changed meanwhile stays as they wrote it."""
    session = session_of(desk, pk)
    if request.method == "POST":
        hold(session)
        Session.objects.select_for_update().get(pk=session.pk)
        session = session_of(desk, pk)
    if session.hidden:
        return redirect("duiding:mend", desk.coalition.slug)
    form = SessionForm(request.POST or None, instance=session, desk=desk)
    if form.is_valid():
        try:
            change_session(desk=desk, session=session, data=form.data_of_session())
            return redirect("duiding:session", desk.coalition.slug, session.pk)
        except Refused as refused:
            form.refuse(refused)
    context = {"desk": desk, "form": form, "session": session}
    return render(request, "duiding/session_form.html", context, status=form.status)


@member_view(PREPARE)
@require_safe
def session(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a session to who leads it: its code, its steps, its tables, who is there."""
    found = session_of(desk, pk)
    present = presence(found)
    revision = revision_of_session(found.pk)  # first: what is shown is never older than it says
    context = course_context(found) | {
        "desk": desk,
        "code": shown_code(found.join_code),
        "days": days_of(found),
        "asked": found.invitees.count(),
        "coming": found.invitees.filter(answer=Invitee.Answer.COMES).count(),
        "rows": table_rows(found),
        "presence": present,
        "missing": missing(present),
        "out": to_take_out(found),
        "revision": revision,
        "people": sum(one.count for one in present),
        "join_address": request.build_absolute_uri(reverse("duiding:join")),
    }
    return render(request, "duiding/session.html", context)


def _too_early(session: Session) -> bool:
    planned = timezone.localtime(session.starts_at).date()
    return session.opened_at is None and planned > timezone.localdate()


@member_view(PREPARE)
@require_POST
def session_state(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Open a session, or finish it."""
    session = session_of(desk, pk)
    state = request.POST.get("state", "")
    if state not in Session.State.values:
        raise Refused("unknown_state", _("This state does not exist. Reload the page."))
    if state == Session.State.OPEN and _too_early(session) and "sure" not in request.POST:
        return render(request, "duiding/session_open.html", {"desk": desk, "session": session})
    set_state(desk=desk, session=session, state=state)
    return redirect("duiding:session", desk.coalition.slug, session.pk)


@member_view(PREPARE)
@require_safe
def session_qr(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Return the square that takes a phone to the session: a file, for the strict CSP allows no data: pictures."""
    session = session_of(desk, pk)
    address = request.build_absolute_uri(f"{reverse('duiding:join')}?code={session.join_code}")
    table = request.GET.get("table", "")
    picture = io.BytesIO()
    square = segno.make(f"{address}&table={table}" if table.isdigit() else address, micro=False)
    square.save(picture, kind="svg", scale=6, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
