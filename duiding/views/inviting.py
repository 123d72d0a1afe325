"""Who is asked to a session: the list, the balance, invitations and reminders."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import invitee_of, session_of
from duiding.actions.inviting import (
    add_people,
    add_volunteers,
    change_person,
    forget_now,
    invite,
    remind,
    remove_person,
)
from duiding.forms.inviting import ManyForm, PersonForm
from duiding.invitations import calendar_of, forgotten_on
from duiding.models import Invitee, Session
from duiding.queries.inviting import balance_of, labels, needs_of, people_of, sides_of, volunteers_left
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS
FIELDS = ("name", "email", "phone")


def _back(desk: Desk, pk: int) -> HttpResponse:
    return redirect("duiding:invitees", desk.coalition.slug, pk)


def _page(request: HttpRequest, desk: Desk, session: Session, many: ManyForm) -> HttpResponse:
    found = balance_of(session)
    people = list(people_of(session))
    context = {
        "desk": desk,
        "session": session,
        "people": people,
        "comes": sum(one.answer == Invitee.Answer.COMES for one in people),
        "to_ask": sum(_to_ask(one) for one in people),
        "silent": sum(_silent(one) for one in people),
        "sides": sides_of(session),
        "balance": found,
        "missing": labels(found.missing),
        "needs": needs_of(session).items(),
        "volunteers": volunteers_left(desk, session),
        "forgotten_on": forgotten_on(session),
        "many": many,
    }
    return render(request, "duiding/invitees.html", context, status=400 if many.is_bound else 200)


def _open(invitee: Invitee) -> bool:
    contact = getattr(invitee, "contact", None)
    return bool(contact and contact.email and invitee.answer == Invitee.Answer.NONE)


def _to_ask(invitee: Invitee) -> bool:
    return _open(invitee) and invitee.invited_on is None


def _silent(invitee: Invitee) -> bool:
    return _open(invitee) and invitee.invited_on is not None


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitees(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show who is asked, and put a list of people on it."""
    session = session_of(desk, pk)
    many = ManyForm(request.POST or None)
    if not many.is_valid():
        return _page(request, desk, session, many)
    new = add_people(desk=desk, session=session, people=many.cleaned_data["lines"])
    messages.success(request, _said(new))
    return _back(desk, pk)


def _said(new: int) -> str:
    text = ngettext("%(n)s person was added.", "%(n)s people were added.", new) % {"n": new}
    return f"{text} {_('No mail was sent yet.')}"


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitee_new(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Put one person on the list."""
    session, form = session_of(desk, pk), PersonForm(request.POST or None)
    if form.is_valid():
        messages.success(request, _said(add_people(desk=desk, session=session, people=[form.data_of_person()])))
        return _back(desk, pk)
    return _form_page(request, desk, session, form)


def _form_page(request: HttpRequest, desk: Desk, session: Session, form: PersonForm, **more: object) -> HttpResponse:
    context = {"desk": desk, "session": session, "form": form} | more
    return render(request, "duiding/invitee.html", context, status=400 if form.is_bound else 200)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitee_edit(request: HttpRequest, desk: Desk, pk: int, invitee: int) -> HttpResponse:
    """Change somebody on the list; who was forgotten is only a perspective."""
    found = invitee_of(desk, pk, invitee)
    contact = getattr(found, "contact", None)
    if contact is None:
        return _back(desk, pk)
    own = ("perspective", "organisation", "municipality", "answer")
    initial = {name: getattr(found, name) for name in own} | {name: getattr(contact, name) for name in FIELDS}
    form = PersonForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_person(desk=desk, invitee=found, data=form.data_of_person())
        return _back(desk, pk)
    return _form_page(request, desk, found.session, form, invitee=found)


@member_view(PREPARE)
@require_POST
def invitee_remove(request: HttpRequest, desk: Desk, pk: int, invitee: int) -> HttpResponse:
    """Take somebody off the list."""
    remove_person(desk=desk, invitee=invitee_of(desk, pk, invitee))
    return _back(desk, pk)


@member_view(PREPARE)
@require_POST
def invitees_mail(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Send invitations or reminders."""
    session, what = session_of(desk, pk), request.POST.get("do", "")
    if what == "invite":
        sent = invite(desk=desk, session=session)
    elif what in (Invitee.Answer.NONE, Invitee.Answer.COMES):
        sent = remind(desk=desk, session=session, who=what)
    else:
        raise Refused("unknown_change", _("This cannot be done here. Reload the page."))
    text = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", sent)
    messages.success(request, text % {"n": sent})
    return _back(desk, pk)


@member_view(PREPARE)
@require_POST
def invitees_volunteers(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Put people who want to think along on the list."""
    chosen = request.POST.getlist("volunteer")
    messages.success(request, _said(add_volunteers(desk=desk, session=session_of(desk, pk), volunteers=chosen)))
    return _back(desk, pk)


@member_view(PREPARE)
@require_POST
def invitees_forget(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Delete names and addresses before the rule does."""
    session = session_of(desk, pk)
    if "sure" not in request.POST:
        raise Refused("not_sure", _("Nothing was deleted. Tick that you are sure, and try again."))
    gone = forget_now(desk=desk, session=session)
    text = ngettext("%(n)s person was forgotten.", "%(n)s people were forgotten.", gone)
    messages.success(request, text % {"n": gone})
    return _back(desk, pk)


@require_safe
@member_view(PREPARE)
def session_calendar(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Give the calendar file of a session to who prepares it."""
    return calendar_file(session_of(desk, pk))


def calendar_file(session: Session) -> HttpResponse:
    """Return the calendar file of a session."""
    response = HttpResponse(calendar_of(session), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response
