"""Coming back to one's own seat: with a code, on another device, or let in by a facilitator."""

import io

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding import cookies
from duiding.access import participant_in, participant_with, session_of
from duiding.actions.coming_back import (
    PASSING_SECONDS,
    ask_to_return,
    come_back,
    come_back_code,
    let_in,
    pass_on,
    passed_on,
    passing_key,
    refuse_return,
    stop_waiting,
    waiting_with,
)
from duiding.actions.joining import Joined
from duiding.forms.coming_back import BackForm, PassForm, ReturnForm
from duiding.models import Session
from duiding.views.joining import code_page
from duiding.views.leading import to_lead
from lib.errors import Refused
from lib.limits import sender
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS
SECONDS = 4


def _invited(request: HttpRequest, session: int) -> Session | None:
    """Return the session whose code this browser typed."""
    invited = cookies.invitation(request, session)
    return Session.objects.select_related("coalition").filter(pk=session).first() if invited else None


def _page(
    request: HttpRequest,
    session: Session,
    form: BackForm | None = None,
    ask: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"session": session, "form": form or BackForm(), "ask": ask or ReturnForm(prefix="ask")}
    return render(request, "duiding/back.html", context, status=status)


def _seated(joined: Joined, *, own: bool) -> HttpResponse:
    """Take somebody to their table on this device."""
    response = redirect("duiding:arrive", joined.participant.session_id)
    cookies.keep_token(response, joined.participant, joined.token, own=own)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest, session: int) -> HttpResponse:
    """Say that one was here already, with the come-back code."""
    found = _invited(request, session)
    if found is None:
        return redirect("duiding:join")
    form = BackForm(request.POST or None)
    if not form.is_valid():
        return _page(request, found, form, status=400 if form.is_bound else 200)
    name, code, key = (form.cleaned_data[field] for field in ("name", "code", "key"))
    try:
        joined = come_back(session=found, name=name, code=code, address=sender(request), key=key)
    except Refused as refused:
        form.add_error("code", str(refused.message))
        return _page(request, found, form, status=refused.status)
    return _seated(joined, own=form.cleaned_data["own"])


@require_POST
def back_ask(request: HttpRequest, session: int) -> HttpResponse:
    """Ask the facilitator to be let in."""
    found = _invited(request, session)
    if found is None:
        return redirect("duiding:join")
    form = ReturnForm(request.POST, prefix="ask")
    if not form.is_valid():
        return _page(request, found, ask=form, status=400)
    cleaned = form.cleaned_data
    who = {"name": cleaned["name"], "perspective": cleaned["perspective"]}
    try:
        token = ask_to_return(session=found, key=cleaned["key"], address=sender(request), **who)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _page(request, found, ask=form, status=refused.status)
    response = redirect("duiding:back_wait", session)
    cookies.keep_waiting(response, found, token)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back_wait(request: HttpRequest, session: int) -> HttpResponse:
    """Wait until a facilitator lets one in; who stops waiting takes the request back."""
    token = cookies.waiting_token(request.COOKIES, session)
    if request.method == "POST":
        return _stopped(session, token)
    asked, seated = waiting_with(token, session), participant_with(token, session)
    state = "in" if seated else "gone" if asked is None else "refused" if asked.refused else "waiting"
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"state": state})
    if seated is not None:
        return _seated(Joined(seated, token), own=False)
    if asked is None:
        return redirect("duiding:back", session)
    return render(request, "duiding/back_wait.html", {"asked": asked, "session": asked.session, "seconds": SECONDS})


def _stopped(session: int, token: str) -> HttpResponse:
    found = Session.objects.filter(pk=session).first()
    if found is not None:
        stop_waiting(session=found, token=token)
    response = redirect("duiding:back", session)
    cookies.drop_waiting(response, session)
    return response


@never_cache
@require_safe
def elsewhere(request: HttpRequest, session: int) -> HttpResponse:
    """Show one's come-back code, and a square that takes the seat to another device."""
    here = participant_in(request, session)
    if here is None:
        return code_page(request, status=404)
    context = {"session": here.session, "person": here, "code": come_back_code(here), "minutes": PASSING_SECONDS // 60}
    return render(request, "duiding/elsewhere.html", context)


@never_cache
@require_safe
def elsewhere_qr(request: HttpRequest, session: int) -> HttpResponse:
    """Return the square that takes a seat to another device: a file, for the strict CSP allows no data: pictures."""
    here = participant_in(request, session)
    if here is None:
        return code_page(request, status=404)
    address = request.build_absolute_uri(f"{reverse('duiding:here')}?key={passing_key(here)}")
    picture = io.BytesIO()
    segno.make(address, micro=False).save(picture, kind="svg", scale=6, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest) -> HttpResponse:
    """Go on with one's seat on this device; the key leaves the address at once."""
    if "key" in request.GET:
        response: HttpResponse = redirect("duiding:here")
        cookies.keep_passing(response, request.GET["key"][:200])
        return response
    key = cookies.passing(request.COOKIES)
    found = passed_on(key)
    form = PassForm(request.POST or None)
    if found is None and not form.is_bound:
        return render(request, "duiding/here.html", {"found": None}, status=410)
    if not form.is_valid():
        return render(request, "duiding/here.html", {"found": found, "form": form})
    joined = pass_on(key=key, form=form.cleaned_data["key"])
    response = _seated(joined, own=form.cleaned_data["own"])
    cookies.drop_passing(response)
    return response


@member_view(PREPARE)
@require_POST
def return_let_in(request: HttpRequest, desk: Desk, pk: int, returning: int) -> HttpResponse:
    """Let somebody back into their seat."""
    chosen = request.POST.get("participant", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 12):
        raise Refused("nobody_chosen", _("Choose first who this is."))
    done = let_in(desk=desk, session=session_of(desk, pk), request=returning, participant=int(chosen))
    return _told(
        request, desk, pk, done=done, words=_("They are in again. Their other device does not write any more.")
    )


@member_view(PREPARE)
@require_POST
def return_refuse(request: HttpRequest, desk: Desk, pk: int, returning: int) -> HttpResponse:
    """Say no to somebody who wants back in."""
    done = refuse_return(desk=desk, session=session_of(desk, pk), request=returning)
    return _told(request, desk, pk, done=done, words=_("They read that you did not let them in."))


def _told(request: HttpRequest, desk: Desk, pk: int, *, done: bool, words: str) -> HttpResponse:
    messages.info(request, words if done else _("Somebody else answered this a moment ago, or they stopped waiting."))
    return to_lead(desk, pk, "")  # at the top, where it is said
