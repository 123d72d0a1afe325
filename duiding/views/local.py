"""Stories from here that wait for a second reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duiding.access import table_of
from duiding.actions.local import ask_second_reader, say_safe
from duiding.queries.local import waiting_checks
from duiding.views.tables import chosen_of
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.MODERATE)
@require_safe
def local_checks(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the stories that wait for a second reader, and what was said of others."""
    checks = list(waiting_checks(desk.coalition))
    context = {
        "desk": desk,
        "waiting": [one for one in checks if one.safe is None],
        "done": [one for one in checks if one.safe is not None],
    }
    return render(request, "duiding/local_checks.html", context)


@member_view(Permission.MODERATE)
@require_POST
def local_check(request: HttpRequest, desk: Desk, check: int) -> HttpResponse:
    """Say whether somebody may be recognised."""
    said = request.POST.get("safe", "")
    if said not in ("yes", "no"):
        raise Refused("unknown_change", _("This cannot be done here. Reload the page."))
    say_safe(desk=desk, check=check, safe=said == "yes")
    return redirect("duiding:local_checks", desk.coalition.slug)


@member_view(Permission.PREPARE_SESSIONS)
@require_POST
def local_ask(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Ask for a second reader of a story."""
    found, (_card, story) = table_of(desk, pk, table), chosen_of(request)
    if story is None:
        raise Refused("unknown_change", _("This cannot be done here. Reload the page."))
    ask_second_reader(desk=desk, table=found, story=story)
    return redirect("duiding:material", desk.coalition.slug, pk, table)
