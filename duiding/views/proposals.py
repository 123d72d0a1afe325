"""Proposals: the list, one proposal, writing and presenting it."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from duiding.access import proposal_of
from duiding.actions.proposals import change_proposal, create_proposal, present, publish
from duiding.forms.following import AgreementForm, AskDecisionForm, DecisionForm, FollowerForm, ProgressForm
from duiding.forms.proposals import ProposalForm
from duiding.models import Proposal
from duiding.queries.decided import decided_before
from duiding.queries.following import asked_of, followed, owner_of
from duiding.queries.hidden import hidden_in
from duiding.queries.material import cards_to_choose
from duiding.queries.outcomes import as_public, elsewhere, with_entries
from duiding.queries.proposals import grounds, grouped, lacks, meter_of, proposal_rows, standing
from lib.errors import Refused
from patterns.keyfigures.sheets import ShownFigure
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


@member_view(Permission.READ_FIGURES)
@require_safe
def proposals(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the proposals of a coalition and how they go."""
    hidden = len(hidden_in(desk.coalition)) if desk.may(PREPARE) else 0
    asked = asked_of(desk.coalition) if desk.may(Permission.DECIDE) else ()
    context = {"desk": desk, "groups": grouped(proposal_rows(desk)), "hidden": hidden, "asked": asked}
    return render(request, "duiding/proposals.html", context)


def proposal_context(desk: Desk, proposal: Proposal) -> dict[str, object]:
    """Return what the page of a proposal shows; forms only to who may use them."""
    meter = meter_of(proposal)
    decision = getattr(proposal, "decision", None)
    entries = list(proposal.progress.filter(hidden=False))
    return {
        "desk": desk,
        "proposal": proposal,
        "decision": decision,
        "standing": standing(proposal, entries[0] if entries else None),
        "meter": meter,
        "lacks": lacks(meter),
        "cards": proposal.observations.filter(hidden=False),
        "readable": set(cards_to_choose(desk.coalition).values_list("pk", flat=True)),
        "stories": grounds(desk, proposal),
        "figures": [ShownFigure(figure) for figure in proposal.key_figures.all()],
        "entries": entries,
        "late": followed(proposal, timezone.localdate()).late_words,
        "owner": owner_of(proposal),
        "followers": proposal.followers.filter(stopped_on=None) if desk.may(Permission.FOLLOW_UP) else (),
        "elsewhere": elsewhere(proposal),
        "effect": getattr(proposal, "effect", None),
        "ask_form": AskDecisionForm(proposal=proposal),
        "follower_form": FollowerForm(),
        "decided_before": decided_before(decision),
        "decision_form": DecisionForm(instance=decision, coalition=desk.coalition, proposal=proposal),
        "agreement_form": AgreementForm(),
        "progress_form": ProgressForm(),
    }


@member_view(Permission.READ_FIGURES)
@require_safe
def proposal(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a proposal, the decision, who does what and how it goes."""
    return render(request, "duiding/proposal.html", proposal_context(desk, proposal_of(desk, number)))


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write a proposal from scratch."""
    form = ProposalForm(request.POST or None, desk=desk)
    if form.is_valid():
        made = create_proposal(desk=desk, data=form.data_of_proposal())
        return redirect("duiding:proposal", desk.coalition.slug, made.number)
    return render(request, "duiding/proposal_form.html", {"desk": desk, "form": form})


def _held(desk: Desk, number: int) -> Proposal:
    """Return a proposal while nobody else can change it; within a transaction."""
    rows = Proposal.objects.select_for_update().filter(coalition=desk.coalition, number=number)
    rows.values_list("pk").first()
    return proposal_of(desk, number)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def proposal_edit(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Sharpen a proposal; what others changed since the page was opened stays as they wrote it."""
    found = _held(desk, number) if request.method == "POST" else proposal_of(desk, number)
    form = ProposalForm(request.POST or None, instance=found, desk=desk)
    if form.is_valid():
        try:
            change_proposal(desk=desk, proposal=found, data=form.data_of_proposal())
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("duiding:proposal", desk.coalition.slug, found.number)
    meter = meter_of(found)
    context = {"desk": desk, "form": form, "proposal": found, "meter": meter, "lacks": lacks(meter)}
    return render(request, "duiding/proposal_form.html", context, status=form.status)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_present(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show how tellers read a proposal; then put it before who decides, on the public page or not."""
    found = proposal_of(desk, number)
    if request.method != "POST":
        view = as_public(with_entries(Proposal.objects.filter(pk=found.pk)))[0]
        return render(request, "duiding/proposal_present.html", {"desk": desk, "proposal": found, "view": view})
    public = request.POST.get("public") == "yes"
    if found.state == Proposal.State.DRAFT:
        present(desk=desk, proposal=found, public=public)
    else:
        publish(desk=desk, proposal=found, public=public)
    return redirect("duiding:proposal", desk.coalition.slug, found.number)
