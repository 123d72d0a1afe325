"""Answering an invitation by link: the key leaves the address at once, and is good for this only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from duiding.actions.answering import answer
from duiding.forms.inviting import AnswerForm
from duiding.invitations import GETS_EXPENSES, forgotten_on, invitee_with, key_of, when
from duiding.models import Invitee
from duiding.views.inviting import calendar_file
from lib.cookies import keep
from lib.errors import Refused
from lib.limits import Limit, sender

COOKIE, SECONDS = "invited", 60 * 60
OTHERS = Limit("named-instead", most=10, seconds=60 * 60)  # mails to who comes instead, from one address


def _here(request: HttpRequest) -> Invitee | None:
    return invitee_with(request.COOKIES.get(COOKIE, ""))


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """Answer; with a key in the address it is put away first and the address becomes bare."""
    if "key" in request.GET:
        return _put_away(request)
    invitee = _here(request)
    if invitee is None:
        return render(request, "duiding/invited_gone.html", status=410)
    said = "" if invitee.answer == Invitee.Answer.NONE else invitee.answer
    initial = {"answer": said, "other_perspective": invitee.perspective}
    form = AnswerForm(request.POST or None, instance=invitee.contact, initial=initial)
    if not form.is_valid():
        return _page(request, invitee, form)
    _write(request, invitee, form)
    return redirect("duiding:answered")


def _put_away(request: HttpRequest) -> HttpResponse:
    invitee = invitee_with(request.GET["key"][:200])
    response = redirect("duiding:invited")
    if invitee is None:
        response.delete_cookie(COOKIE, path=reverse("duiding:invited"))
        return response
    keep(response, COOKIE, key_of(invitee), path=reverse("duiding:invited"), seconds=SECONDS)
    return response


def _write(request: HttpRequest, invitee: Invitee, form: AnswerForm) -> None:
    other = form.other()
    if other is not None:
        if OTHERS.reached(sender(request)):
            raise Refused(
                "too_many_others", _("Many people were named from here. Wait an hour, or call us."), status=429
            )
        OTHERS.count(sender(request))
    cleaned = form.cleaned_data
    answer(
        invitee=invitee,
        says=cleaned["answer"],
        needs=form.needs_given(),
        other=other,
        forget=cleaned["forget"],
    )


def _page(request: HttpRequest, invitee: Invitee, form: AnswerForm) -> HttpResponse:
    context = {
        "invitee": invitee,
        "session": invitee.session,
        "when": when(invitee.session),
        "expenses": invitee.session.shown_expenses if invitee.perspective in GETS_EXPENSES else "",
        "forgotten_on": forgotten_on(invitee.session),
        "form": form,
    }
    return render(request, "duiding/invited.html", context, status=400 if form.is_bound else 200)


@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Thank for the answer, with the calendar file for who comes."""
    invitee = _here(request)
    context = {"invitee": invitee, "session": invitee and invitee.session}
    return render(request, "duiding/answered.html", context)


@require_safe
def invited_calendar(request: HttpRequest) -> HttpResponse:
    """Give the calendar file to who was asked."""
    invitee = _here(request)
    if invitee is None:
        return render(request, "duiding/invited_gone.html", status=410)
    return calendar_file(invitee.session)
