"""The people at the tables of a session, for who leads it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duiding.access import session_of
from duiding.actions.people import move, put_together, rename, take_off_list, write_down
from duiding.forms.people import MoveForm, PersonForm, TakeOffForm, TogetherForm, WriteDownForm
from duiding.live import revision_of_session
from duiding.models import Participant, Session
from duiding.queries.people import made_by, people_of, people_tables, returning
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


def _list(request: HttpRequest, desk: Desk, session: Session, form: WriteDownForm, status: int = 200) -> HttpResponse:
    revision = revision_of_session(session.pk)  # first: what is shown is never older than it says
    tables = people_tables(session)
    context = {
        "desk": desk,
        "session": session,
        "revision": revision,
        "tables": tables,
        "people": sum(len(row.people) for row in tables),
        "returning": returning(session),
        "form": form,
    }
    return render(request, "duiding/participants.html", context, status=status)


def _to_list(desk: Desk, session: Session) -> HttpResponse:
    return redirect("duiding:participants", desk.coalition.slug, session.pk)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show who sits where, and write down somebody without a phone."""
    session = session_of(desk, pk)
    form = WriteDownForm(request.POST or None, session=session)
    if not form.is_valid():
        return _list(request, desk, session, form, 400 if form.is_bound else 200)
    try:
        made = write_down(desk=desk, session=session, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _list(request, desk, session, form, refused.status)
    messages.success(request, _("%(name)s is written down at %(table)s.") % {"name": made, "table": made.table})
    return _to_list(desk, session)


def _person(session: Session, pk: int) -> Participant:
    found = session.participants.select_related("session", "table").filter(pk=pk).first()
    if found is None:
        message = _("This person is not on the list any more: somebody else changed it a moment ago. Look again.")
        raise Refused("person_gone", message, status=404)
    return found


def _page(request: HttpRequest, desk: Desk, person: Participant, status: int = 200, **forms: object) -> HttpResponse:
    others = people_of(person.session).exclude(pk=person.pk)
    context = {
        "desk": desk,
        "session": person.session,
        "person": person,
        "made": made_by(person),
        "others": others,
        "form": PersonForm(person=person),
        "move_form": MoveForm(person=person),
        "take_off_form": TakeOffForm(),
    } | forms
    return render(request, "duiding/participant.html", context, status=status)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def participant(request: HttpRequest, desk: Desk, pk: int, person: int) -> HttpResponse:
    """Put right how somebody is called; the other things that can be done with them stand below."""
    session = session_of(desk, pk)
    found = _person(session, person)
    form = PersonForm(request.POST or None, person=found)
    if not form.is_valid():
        return _page(request, desk, found, form.status, form=form)
    try:
        rename(desk=desk, session=session, participant=found.pk, values=form.changes())
    except Refused as refused:
        form.refuse(refused)
        return _page(request, desk, found, form.status, form=form)
    return _to_list(desk, session)


@member_view(PREPARE)
@require_POST
def participant_move(request: HttpRequest, desk: Desk, pk: int, person: int) -> HttpResponse:
    """Seat somebody at another table."""
    session = session_of(desk, pk)
    found = _person(session, person)
    form = MoveForm(request.POST, person=found)
    if not form.is_valid():
        return _page(request, desk, found, 400, move_form=form)
    table, was = form.cleaned_data["table"], form.cleaned_data["was"]
    try:
        move(desk=desk, session=session, participant=found.pk, table=table, was=was)
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _page(request, desk, found, refused.status, move_form=form)
    found.refresh_from_db()
    messages.success(request, _("%(name)s sits at %(table)s now.") % {"name": found, "table": found.table})
    return _to_list(desk, session)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def participants_together(request: HttpRequest, desk: Desk, pk: int, person: int) -> HttpResponse:
    """Put two together who are one person: first the two side by side, with the question which name stays."""
    session = session_of(desk, pk)
    asked = request.POST.get("other") or request.GET.get("with", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 12):
        raise Refused("nobody_chosen", _("Choose first with whom."))
    there = {one.pk: one for one in people_of(session).filter(pk__in=[person, int(asked)])}
    if request.method == "POST" and len(there) < 2:
        return _put_together(request, desk, session, (person, int(asked)), person)
    one, other = _person(session, person), _person(session, int(asked))
    form = TogetherForm(request.POST or None, one=one, other=other)
    if not form.is_valid():
        sides = [(each, made_by(each)) for each in (one, other)]
        context = {"desk": desk, "session": session, "person": one, "other": other, "sides": sides, "form": form}
        return render(request, "duiding/participants_together.html", context, status=400 if form.is_bound else 200)
    return _put_together(request, desk, session, (one.pk, other.pk), form.cleaned_data["named"])


def _put_together(
    request: HttpRequest, desk: Desk, session: Session, pair: tuple[int, int], named: int
) -> HttpResponse:
    made = put_together(desk=desk, session=session, one=pair[0], other=pair[1], named=named)
    if made is None:
        messages.info(request, _("These two are one person already."))
    else:
        messages.success(request, _("This is one person now: %(name)s.") % {"name": made})
    return _to_list(desk, session)


@member_view(PREPARE)
@require_POST
def participant_take_off(request: HttpRequest, desk: Desk, pk: int, person: int) -> HttpResponse:
    """Take somebody off the list; what they wrote stays without a name, or goes."""
    session = session_of(desk, pk)
    form = TakeOffForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, _person(session, person), 400, take_off_form=form)
    name = take_off_list(desk=desk, session=session, participant=person, notes=form.cleaned_data["notes"])
    if name is None:
        messages.info(request, _("This person was off the list already."))
    else:
        messages.success(request, _("%(name)s is off the list.") % {"name": name})
    return _to_list(desk, session)
