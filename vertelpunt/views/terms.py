"""The page with how long a Vertelpunt keeps what, and when that was carried out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from people.access import Desk, member_view
from people.models import Event
from people.roles import Permission
from people.upkeep import last_days
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.terms import keep_terms
from vertelpunt.actions.unfinished import unfinished_due
from vertelpunt.making.terms_form import LEAST_UNFINISHED, TermsForm
from vertelpunt.models import Vertelpunt
from vertelpunt.views.making import page


@dataclass(frozen=True)
class Line:
    """One rule: what it is about, the last day on which it was carried out, and when something went here last."""

    what: str
    done: date | None
    went: datetime | None


def _rules() -> list[tuple[str, str, str]]:
    """Return each rule in words, with its part of the daily work and what the log calls it."""
    return [
        (_("Texts as told"), "originals", "originals-destroyed"),
        (_("Recordings of stories told aloud"), "recordings", "recordings-destroyed"),
        (_("Stories that were never finished"), "unfinished", "unfinished-deleted"),
        (_("Who wants to think along"), "volunteers", "volunteers-forgotten"),
        (_("Whom to mail at partners"), "partners", "partners-forgotten"),
        (_("Who read what before release"), "readings", "readings-deleted"),
    ]


def _lines(point: Vertelpunt) -> list[Line]:
    rules = _rules()
    done = last_days(part for _what, part, _verb in rules)
    of_point = Event.objects.filter(coalition=point.coalition, thing="vertelpunt", thing_id=str(point.pk)).order_by()
    named = of_point.filter(verb__in=[verb for _what, _part, verb in rules])
    went = dict(named.values_list("verb").annotate(Max("at")))
    return [Line(what, done.get(part), went.get(verb)) for what, part, verb in rules]


def _due(point: Vertelpunt, days: int | None) -> int:
    return unfinished_due(point, timezone.localdate(), days).count()


@member_view(Permission.EDIT_VERTELPUNT)
def terms(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show and change how long what is kept; stories that would go at once are asked about first."""
    point = own_vertelpunt(desk, vertelpunt)
    now = _due(point, point.unfinished_kept_days or LEAST_UNFINISHED)
    form, asked = TermsForm(request.POST or None, point=point, due=now), 0
    if request.method == "POST" and form.is_valid():
        days = form.terms()["unfinished_kept_days"]
        asked = _due(point, days) if days != point.unfinished_kept_days and "sure" not in request.POST else 0
        if not asked:
            keep_terms(desk=desk, point=point, terms=form.terms())
            messages.success(request, _("Kept."))
            return redirect("vertelpunt:terms", desk.coalition.slug, point.slug)
    context = {"form": form, "lines": _lines(point), "asked": asked}
    return page(request, desk, point, "terms", context, 422 if form.errors or asked else 200)
