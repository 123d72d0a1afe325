"""Deciding on a proposal, agreeing on it and writing how it goes."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from duiding.access import proposal_of
from duiding.actions.copying import hand_over
from duiding.actions.decisions import agree, decide, mark_done, write_progress
from duiding.actions.reporting import show_entry
from duiding.forms.following import AgreementForm, DecisionForm, ProgressForm
from duiding.models import Agreement, Decision, ProgressEntry, Proposal
from duiding.views.proposals import proposal_context
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission


def _again(
    request: HttpRequest, desk: Desk, proposal: Proposal, *, status: int = 400, **forms: object
) -> HttpResponse:
    return render(request, "duiding/proposal.html", proposal_context(desk, proposal) | forms, status=status)


def _back(desk: Desk, proposal: Proposal) -> HttpResponse:
    return redirect("duiding:proposal", desk.coalition.slug, proposal.number)


@transaction.atomic
def decide_as_asked(desk: Desk, proposal: Proposal, form: DecisionForm) -> None:
    """Decide as a form says, and hand the proposal over when that was chosen: both, or neither."""
    data = dict(form.cleaned_data)
    to = data.pop("pass_to", None)
    decide(desk=desk, proposal=proposal, **data)
    if to and data["outcome"] == Decision.Outcome.PASSED_ON:
        hand_over(desk=desk, source=proposal, to=to)


@member_view(Permission.DECIDE)
@require_POST
def decide_on(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Decide on a proposal."""
    proposal = proposal_of(desk, number)
    form = DecisionForm(request.POST, coalition=desk.coalition, proposal=proposal)
    if not form.is_valid():
        return _again(request, desk, proposal, decision_form=form)
    try:
        decide_as_asked(desk, proposal, form)
    except Refused as refused:
        form.refuse(refused)
        return _again(request, desk, proposal_of(desk, number), status=refused.status, decision_form=form)
    return _back(desk, proposal)


@member_view(Permission.FOLLOW_UP)
@require_POST
def agree_on(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Write down who does what."""
    proposal = proposal_of(desk, number)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return _again(request, desk, proposal, agreement_form=form)
    agree(desk=desk, proposal=proposal, **form.cleaned_data)
    return _back(desk, proposal)


@member_view(Permission.FOLLOW_UP)
@require_POST
def agreement_done(request: HttpRequest, desk: Desk, number: int, agreement: int) -> HttpResponse:
    """Mark an agreement as done, or as not done after all."""
    proposal = proposal_of(desk, number)
    found = get_object_or_404(Agreement, proposal=proposal, pk=agreement)
    mark_done(desk=desk, agreement=found, done=request.POST.get("done") == "1")
    return _back(desk, proposal)


@member_view(Permission.FOLLOW_UP)
@require_POST
def progress(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Write how it goes."""
    proposal = proposal_of(desk, number)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _again(request, desk, proposal, progress_form=form)
    write_progress(desk=desk, proposal=proposal, **form.cleaned_data)
    return _back(desk, proposal)


@member_view(Permission.FOLLOW_UP)
@require_POST
def entry_show(request: HttpRequest, desk: Desk, number: int, entry: int) -> HttpResponse:
    """Put a line of progress on the public page, or keep it for members."""
    proposal = proposal_of(desk, number)
    found = get_object_or_404(ProgressEntry, proposal=proposal, pk=entry, hidden=False)
    show_entry(desk=desk, entry=found, public=request.POST.get("public") == "yes")
    return _back(desk, proposal)
