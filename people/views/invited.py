"""Coming in by an invitation: the key leaves the address at once, and is good for this only."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lib.cookies import keep
from lib.limits import Limit, sender
from people.actions.invitations import accept, waiting_with
from people.forms import ComeInForm
from people.models import Invitation, User
from people.roles import needs_second_step

COOKIE, SECONDS = "coming-in", 60 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GUESSES = Limit("invitations", most=30, seconds=15 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """Come in with a new account, or with the account of the same mail address."""
    if "key" in request.GET:
        return _put_away(request)
    secret = request.COOKIES.get(COOKIE, "")
    invitation = waiting_with(secret) if secret else None
    if invitation is None:
        return _gone(render(request, "people/invited_gone.html", status=410))
    user = User.objects.filter(email=invitation.email).first()
    return _known(request, invitation, secret) if user else _new(request, invitation, secret)


def _put_away(request: HttpRequest) -> HttpResponse:
    """Put the key of the address in a cookie for this page only; guessing is limited."""
    who, secret = sender(request), request.GET["key"][:100]
    response = redirect("people:invited")
    if GUESSES.reached(who) or waiting_with(secret) is None:
        GUESSES.count(who)
        return _gone(response)
    keep(response, COOKIE, secret, path=reverse("people:invited"), seconds=SECONDS)
    return response


def _gone(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=reverse("people:invited"))
    return response


def _known(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Who has an account signs in with it, second step included, and then says yes."""
    user = request.user
    if isinstance(user, User) and user.email == invitation.email:
        if request.method == "POST":
            accept(secret=secret, user=user)
            return _gone(redirect("people:home"))
        return _page(request, invitation, None, "yes")
    return _page(request, invitation, None, "other" if user.is_authenticated else "sign_in")


def _new(request: HttpRequest, invitation: Invitation, secret: str) -> HttpResponse:
    """Who has none makes one, and is signed in; the role says whether a second step comes next."""
    if request.user.is_authenticated:
        return _page(request, invitation, None, "other")
    form = ComeInForm(request.POST or None, email=invitation.email)
    if not form.is_valid():
        return _page(request, invitation, form, "new")
    user = accept(secret=secret, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
    login(request, user, backend=BACKEND)
    return _gone(redirect("people:home"))


def _page(request: HttpRequest, invitation: Invitation, form: ComeInForm | None, how: str) -> HttpResponse:
    context = {
        "invitation": invitation,
        "form": form,
        "how": how,
        "second_step": needs_second_step(invitation.roles),
        "sign_in": f"{reverse('account_login')}?next={reverse('people:invited')}",
    }
    return render(request, "people/invited.html", context, status=400 if form and form.is_bound else 200)
