"""The page that leads a session live: steps, timer, what is locked or covered, and how people look back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from duiding.access import session_of
from duiding.actions.leading import agree_on, control, set_step
from duiding.forms.leading import GRADE_NAMES, ChoicesForm
from duiding.live import revision_of_session
from duiding.models import Session
from duiding.models.leading import leading_of
from duiding.queries.leading import aloud_of, course, looked_back
from duiding.queries.people import returning
from duiding.queries.sessions import missing, presence, shown_code, table_rows
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


def course_context(session: Session) -> dict[str, object]:
    """Return where a session is, as every page that leads it shows."""
    leading = leading_of(session)
    return {
        "session": session,
        "leading": leading,
        "course": course(session),
        "seconds": leading.seconds(timezone.now()),
        "revision": revision_of_session(session.pk),
    }


def _page(
    request: HttpRequest, desk: Desk, session: Session, form: ChoicesForm | None = None, *, status: int = 200
) -> HttpResponse:
    revision = revision_of_session(session.pk)  # first: what is shown is never older than it says
    present = presence(session)
    looked = looked_back(session)
    context = course_context(session) | {
        "desk": desk,
        "revision": revision,
        "form": form or ChoicesForm(instance=leading_of(session), session=session),
        "aloud": aloud_of(session),
        "rows": table_rows(session),
        "returning": returning(session),
        "presence": present,
        "missing": missing(present),
        "people": sum(one.count for one in present),
        "code": shown_code(session.join_code),
        "looked": looked,
        "grades": [(GRADE_NAMES[grade], count) for grade, count in looked.grades],
        "join_address": request.build_absolute_uri(reverse("duiding:join")),
    }
    return render(request, "duiding/lead.html", context, status=status)


def to_lead(desk: Desk, pk: int, fragment: str = "#course") -> HttpResponse:
    """Return to the page that leads a session."""
    back = redirect("duiding:lead", desk.coalition.slug, pk)
    back["Location"] += fragment
    return back


@member_view(PREPARE)
@require_safe
def lead(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Lead a session."""
    return _page(request, desk, session_of(desk, pk))


@member_view(PREPARE)
@require_POST
def session_step(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Go to another step."""
    set_step(desk=desk, session=session_of(desk, pk), step=request.POST.get("step", ""))
    return to_lead(desk, pk)


@member_view(PREPARE)
@require_POST
def session_control(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Pause, go on, give more time, lock, cover or show."""
    control(desk=desk, session=session_of(desk, pk), do=request.POST.get("do", ""), mark=request.POST.get("timer", ""))
    return to_lead(desk, pk)


@member_view(PREPARE)
@require_POST
def session_choices(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Write down what was agreed."""
    session = session_of(desk, pk)
    form = ChoicesForm(request.POST, session=session)
    if not form.is_valid():
        return _page(request, desk, session, form, status=400)
    agree_on(desk=desk, session=session, choices=form.choices())
    return to_lead(desk, pk, "#agreed")
