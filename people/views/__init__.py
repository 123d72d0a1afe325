"""Pages of people: my coalitions, the mails that were sent, what goes by rule, signing in to the demo."""

import io

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from people import upkeep
from people.access import Desk, member_view
from people.condition import condition
from people.models import User
from people.queries import coalitions_of, demo_people, messages_of
from people.roles import Permission

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show my coalitions; with only one, go there."""
    assert isinstance(request.user, User)  # noqa: S101  login_required
    mine = coalitions_of(request.user)
    if len(mine) == 1:
        return redirect(mine[0].opens, mine[0].coalition.slug)
    return render(request, "people/home.html", {"mine": mine})


@require_safe
@member_view(Permission.SEE_OUTBOX)
def outbox(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the mails of a coalition."""
    page = Paginator(messages_of(desk.coalition), 25).get_page(request.GET.get("page"))
    return render(request, "people/outbox.html", {"desk": desk, "page": page})


@require_safe
@member_view(Permission.SEE_OUTBOX)
def upkeep_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what goes by rule and who is reminded, with how it went last."""
    context = {"desk": desk, "lines": upkeep.overview(), "now": condition()}
    return render(request, "people/upkeep.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Choose who you are in the demo; elsewhere this page does not exist."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        login(request, get_object_or_404(demo_people(), email=request.POST.get("email")), backend=BACKEND)
        return redirect("people:home")
    return render(request, "people/demo.html", {"people": demo_people()})


@require_safe
@login_required
def totp_qr(request: HttpRequest) -> HttpResponse:
    """Return the square for the authenticator app as a file: the strict CSP allows no data: pictures."""
    assert isinstance(request.user, User)  # noqa: S101  login_required
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    picture = io.BytesIO()
    segno.make(get_adapter().build_totp_url(request.user, secret)).save(picture, kind="svg", scale=5, border=2)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
