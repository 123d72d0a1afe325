"""The programme of a session: its steps with times, what the facilitator says, and further days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import session_of, step_of
from duiding.actions.programme import (
    add_day,
    add_step,
    begin_programme,
    change_step,
    move_step,
    remove_day,
    remove_step,
)
from duiding.beginnings import beginnings
from duiding.forms.programme import DayForm, StepForm
from duiding.models import Session
from duiding.queries.programme import days_of, fullness_of, reading_of
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


def _to_programme(desk: Desk, pk: int, fragment: str = "") -> HttpResponse:
    back = redirect("duiding:programme", desk.coalition.slug, pk)
    back["Location"] += fragment
    return back


def _page(request: HttpRequest, desk: Desk, session: Session, form: DayForm, *, status: int = 200) -> HttpResponse:
    reading = reading_of(session)
    context = {
        "desk": desk,
        "session": session,
        "days": days_of(session),
        "reading": reading,
        "fullness": fullness_of(session, reading),
        "beginnings": beginnings().values(),
        "form": form,
    }
    return render(request, "duiding/programme.html", context, status=status)


@member_view(PREPARE)
@require_safe
def programme(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show the programme with its times, and whether it fits."""
    return _page(request, desk, session_of(desk, pk), DayForm())


@member_view(PREPARE)
@require_POST
def programme_begin(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Fill the programme with one that ships."""
    session, key = session_of(desk, pk), request.POST.get("beginning", "")
    begin_programme(desk=desk, session=session, key=key, sure="sure" in request.POST)
    return _to_programme(desk, pk)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def step_new(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Add a step."""
    session = session_of(desk, pk)
    form = StepForm(request.POST or None, session=session, initial={"minutes": 10})
    if form.is_valid():
        step = add_step(desk=desk, session=session, data=form.data_of_step())
        return _to_programme(desk, pk, f"#step-{step.pk}")
    return _step_page(request, desk, session, form)


def _step_page(request: HttpRequest, desk: Desk, session: Session, form: StepForm) -> HttpResponse:
    context = {"desk": desk, "session": session, "form": form}
    return render(request, "duiding/programme_step.html", context, status=400 if form.is_bound else 200)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request: HttpRequest, desk: Desk, pk: int, step: int) -> HttpResponse:
    """Change a step."""
    found = step_of(desk, pk, step)
    if found.hidden:
        return redirect("duiding:mend", desk.coalition.slug)
    names = ("kind", "title", "minutes", "script", "day")
    initial = {name: getattr(found, name) for name in names}
    form = StepForm(request.POST or None, session=found.session, initial=initial)
    if form.is_valid():
        change_step(desk=desk, step=found, data=form.data_of_step())
        return _to_programme(desk, pk, f"#step-{found.pk}")
    return _step_page(request, desk, found.session, form)


@member_view(PREPARE)
@require_POST
def step_change(request: HttpRequest, desk: Desk, pk: int, step: int) -> HttpResponse:
    """Move a step, or take it out."""
    found, what = step_of(desk, pk, step), request.POST.get("do", "")
    if what == "remove":
        remove_step(desk=desk, step=found)
        return _to_programme(desk, pk)
    if what not in ("up", "down"):
        raise Refused("unknown_change", _("This cannot be done here. Reload the page."))
    move_step(desk=desk, step=found, earlier=what == "up")
    return _to_programme(desk, pk, f"#step-{step}")


@member_view(PREPARE)
@require_POST
def day_add(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Add a further day."""
    session, form = session_of(desk, pk), DayForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, session, form, status=400)
    add_day(desk=desk, session=session, **form.cleaned_data)
    return _to_programme(desk, pk)


@member_view(PREPARE)
@require_POST
def day_remove(request: HttpRequest, desk: Desk, pk: int, day: int) -> HttpResponse:
    """Take a further day out."""
    remove_day(desk=desk, session=session_of(desk, pk), day=day)
    return _to_programme(desk, pk)
