"""Joining a session on one's own phone: the code, a name, a table."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duiding import cookies
from duiding.access import participant_in, participant_with
from duiding.actions.joining import JOINS, change_table, join, session_with_code
from duiding.cookies import tokens
from duiding.forms.joining import ArriveForm, CodeForm
from duiding.models import Participant, Session
from duiding.queries.people import former_seat
from lib.errors import Refused
from lib.limits import sender


def places(request: HttpRequest) -> list[Participant]:
    """Return where this browser sits already."""
    found = (participant_with(token, session) for session, token in tokens(request.COOKIES))
    return [participant for participant in found if participant is not None]


TYPED = ("text", "so_that", "takes_along", "better")


def code_page(request: HttpRequest, form: CodeForm | None = None, *, status: int = 200) -> HttpResponse:
    """Show the page on which a code is typed; who has no seat any more reads why, and finds what they typed."""
    lost = status == 404 and form is None
    context = {
        "form": form or CodeForm(),
        "places": places(request),
        "lost": lost,
        "former": former_seat(tokens(request.COOKIES)) if lost else None,
        "typed": [request.POST[name] for name in TYPED if request.POST.get(name, "").strip()] if lost else [],
    }
    return render(request, "duiding/join.html", context, status=status)


def not_here(request: HttpRequest, session: int) -> HttpResponse:
    """Answer who asks for a table that is not theirs: who was moved goes to the new one, others type the code."""
    here = participant_in(request, session)
    page = request.resolver_match is not None and request.resolver_match.url_name == "board"
    if here is None or here.table is None or not page:
        return code_page(request, status=404)
    words = _("You sit at %(table)s now. What you wrote before lies on the table where you wrote it.")
    messages.info(request, words % {"table": here.table})
    return redirect("duiding:board", session, here.table_id)


@require_http_methods(["GET", "HEAD", "POST"])
def join_session(request: HttpRequest) -> HttpResponse:
    """Type the code; a code in the address (from the square) is exchanged at once and leaves it."""
    if "code" in request.GET:
        return _exchange(request)
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return code_page(request, form, status=400 if form.is_bound else 200)
    try:
        session = session_with_code(typed=form.cleaned_data["code"], address=sender(request))
    except Refused as refused:
        form.add_error("code", str(refused.message))
        return code_page(request, form, status=refused.status)
    return _invite(session, None, back="back" in request.POST)


def _exchange(request: HttpRequest) -> HttpResponse:
    try:
        session = session_with_code(typed=request.GET["code"][:40], address=sender(request))
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("duiding:join")
    table = request.GET.get("table", "")
    return _invite(session, int(table) if table.isdigit() and len(table) < 12 else None)


def _invite(session: Session, table: int | None, *, back: bool = False) -> HttpResponse:
    response = redirect("duiding:back" if back else "duiding:arrive", session.pk)
    cookies.keep_invitation(response, session, table)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def arrive(request: HttpRequest, session: int) -> HttpResponse:
    """Choose a name, a perspective and a table; who was here before goes straight to their table."""
    here = participant_in(request, session)
    if here is not None:
        return _seated(request, here)
    invited = cookies.invitation(request, session)
    found = Session.objects.filter(pk=session).first() if invited else None
    if invited is None or found is None:
        return redirect("duiding:join")
    form = ArriveForm(request.POST or None, session=found, wanted=invited.table)
    if not form.is_valid():
        return _arrive_page(request, found, form)
    try:
        return _sit_down(request, found, form)
    except Refused as refusal:
        if refusal.code not in ("same_name", "alike"):
            raise
        if refusal.code == "alike":
            form.ask_sure(str(refusal.message))
        else:
            form.add_error("name", str(refusal.message))
        return _arrive_page(request, found, form)


def _arrive_page(request: HttpRequest, session: Session, form: ArriveForm) -> HttpResponse:
    status = 400 if form.is_bound else 200
    return render(request, "duiding/arrive.html", {"session": session, "form": form}, status=status)


def _sit_down(request: HttpRequest, session: Session, form: ArriveForm) -> HttpResponse:
    if JOINS.reached(sender(request)):
        raise Refused("too_many_joins", _("Very many people joined from here. Wait ten minutes."), status=429)
    JOINS.count(sender(request))
    cleaned = form.cleaned_data
    who = {"name": cleaned["name"], "perspective": cleaned["perspective"]}
    chosen = {"table": cleaned.get("table"), "key": cleaned["key"], "sure": cleaned.get("sure", False)}
    joined = join(session=session, **chosen, **who)
    response = redirect("duiding:board", session.pk, joined.participant.table_id)
    cookies.keep_token(response, joined.participant, joined.token, own=cleaned["own"])
    return response


def _seated(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Take somebody back to their table; when it was removed, let them choose another one."""
    if participant.table_id is not None:
        return redirect("duiding:board", participant.session_id, participant.table_id)
    session = participant.session
    initial = {"name": participant.name, "perspective": participant.perspective}
    form = ArriveForm(request.POST or None, session=session, initial=initial)
    del form.fields["own"]  # was asked when they joined
    if not form.is_valid():
        return render(request, "duiding/arrive.html", {"session": session, "form": form})
    change_table(participant=participant, table=form.cleaned_data.get("table"))
    return redirect("duiding:board", participant.session_id, participant.table_id)


@require_POST
def leave(request: HttpRequest, session: int) -> HttpResponse:
    """Let this device forget who sat here, so that somebody else can use it."""
    response = redirect("duiding:join")
    cookies.drop_token(response, session)
    return response
