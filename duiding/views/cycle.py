"""The cycles of a coalition, what a proposal moved, and the table of actions per track."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from duiding.access import proposal_of, session_of
from duiding.actions.effects import hope_to_move
from duiding.forms.effect import EffectForm
from duiding.queries.actions import actions_of
from duiding.queries.cycle import STEPS, facts_of, lines_of, themes_of, years_of
from duiding.queries.effect import moved, place_of
from patterns.bundle import bundle_address
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.READ_FIGURES)
@require_safe
def cycle(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what was told, found, decided and done over the years."""
    today = timezone.localdate()
    facts = facts_of(desk.coalition, today)
    years = years_of(facts, today)
    lines = lines_of(years)
    steps = [(STEPS[step], step, lines[step]) for step in STEPS]
    context = {"desk": desk, "years": years, "steps": steps, "themes": themes_of(desk.coalition)}
    return render(request, "duiding/cycle.html", context)


@member_view(Permission.READ_FIGURES)
@require_safe
def effect(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show what was told before and after a proposal, beside each other."""
    proposal = proposal_of(desk, number)
    named = getattr(proposal, "effect", None)
    place = place_of(desk, proposal)
    context = {
        "desk": desk,
        "proposal": proposal,
        "effect": named,
        "lent": place is not None,
        "moved": moved(desk, named, place) if named and place else None,
        "bundle": bundle_address(),
    }
    return render(request, "duiding/effect.html", context)


@member_view(Permission.PREPARE_SESSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def effect_edit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Name the theme and the questions that a proposal hopes to move."""
    proposal = proposal_of(desk, number)
    place = place_of(desk, proposal)
    if place is None:
        raise Http404
    form = EffectForm(request.POST or None, proposal=proposal, place=place)
    if request.method == "POST" and form.is_valid():
        hope_to_move(desk=desk, proposal=proposal, **form.cleaned_data)
        return redirect("duiding:effect", desk.coalition.slug, proposal.number)
    context = {"desk": desk, "proposal": proposal, "form": form}
    return render(request, "duiding/effect_form.html", context, status=400 if form.errors else 200)


@member_view(Permission.PREPARE_SESSIONS)
@require_safe
def session_actions(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show per track what was seen, and what was seen as an action."""
    session = session_of(desk, pk)
    return render(request, "duiding/actions.html", {"desk": desk, "session": session, "tracks": actions_of(session)})
