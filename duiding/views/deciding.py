"""Who decides and before when, the order of presenting, what other coalitions ask, and one-pagers on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import asked_proposal, proposal_of
from duiding.actions.proposals import ask_decision, move_presented
from duiding.forms.following import AskDecisionForm, DecisionForm
from duiding.models import Proposal
from duiding.onepager import onepagers
from duiding.queries.decided import decided_before
from duiding.queries.proposals import meter_of, proposals_for
from duiding.views.following import decide_as_asked
from duiding.views.proposals import proposal_context
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.PREPARE_SESSIONS)
@require_POST
def ask_decider(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Say who is asked to decide, and before when."""
    found = proposal_of(desk, number)
    form = AskDecisionForm(request.POST, proposal=found)
    if not form.is_valid():
        context = proposal_context(desk, found) | {"ask_form": form}
        return render(request, "duiding/proposal.html", context, status=400)
    ask_decision(desk=desk, proposal=found, decider=form.cleaned_data["decider"], before=form.cleaned_data["before"])
    return redirect("duiding:proposal", desk.coalition.slug, found.number)


@member_view(Permission.PREPARE_SESSIONS)
@require_POST
def proposal_move(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Present a proposal one place earlier or later."""
    found = proposal_of(desk, number)
    move_presented(desk=desk, proposal=found, earlier=request.POST.get("to") == "earlier")
    return redirect("duiding:proposals", desk.coalition.slug)


@member_view(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a proposal that another coalition put before this one, and decide on it."""
    found = asked_proposal(desk, pk)
    decision = getattr(found, "decision", None)
    form = DecisionForm(request.POST or None, instance=decision, coalition=desk.coalition, proposal=found)
    status = 200 if form.is_valid() or not form.is_bound else 400
    if form.is_bound and form.is_valid():
        try:
            decide_as_asked(desk, found, form)
            return redirect("duiding:asked", desk.coalition.slug, found.pk)
        except Refused as refused:
            form.refuse(refused)
            status, found = refused.status, asked_proposal(desk, pk)
            decision = getattr(found, "decision", None)
    context = {"desk": desk, "proposal": found, "decision": decision, "form": form, "meter": meter_of(found)}
    context["decided_before"] = decided_before(decision)
    return render(request, "duiding/asked.html", context, status=status)


def _paper(proposals: list[Proposal], name: str) -> HttpResponse:
    response = HttpResponse(onepagers(proposals), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@member_view(Permission.READ_FIGURES)
@require_safe
def proposal_print(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Give one proposal on one page."""
    return _paper([proposal_of(desk, number)], f"proposal-{number}")


@member_view(Permission.READ_FIGURES)
@require_safe
def proposals_print(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Give every proposal that waits for a decision on a page each, in the order of presenting."""
    waiting = proposals_for(desk).filter(state=Proposal.State.PRESENTED).order_by("place", "number")
    found = list(waiting.select_related("coalition", "session", "decider", "decides_at"))
    if not found:
        raise Http404
    return _paper(found, "proposals")
