"""Proposals as members see them: how concrete they are, and what came of them."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.concrete import Concreteness, Sketch, concreteness
from duiding.models import ProgressEntry, Proposal
from people.access import Desk
from people.roles import Permission
from vertelpunt.models import Story

LACKS: dict[str, Promise] = {
    "we_see": _("what you see in the cards and stories"),
    "evidence": _("a card or story that it rests on"),
    "we_want": _("what you want to do"),
    "so_that": _("what it is for: so that …"),
    "owner": _("who takes it up"),
    "first_step": _("the first step"),
    "first_step_on": _("a date for the first step"),
}


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in a list."""

    proposal: Proposal
    meter: Concreteness
    last: ProgressEntry | None


def meter_of(proposal: Proposal) -> Concreteness:
    """Return how concrete `proposal` is."""
    grounds = len(proposal.observations.all()) + len(proposal.stories.all())
    return concreteness(
        Sketch(
            evidence=grounds,
            we_see=proposal.we_see,
            we_want=proposal.we_want,
            so_that=proposal.so_that,
            owner=proposal.owner,
            first_step=proposal.first_step,
            first_step_on=proposal.first_step_on,
        )
    )


def lacks(meter: Concreteness) -> list[str]:
    """Return in words what is missing."""
    return [str(LACKS[name]) for name in meter.missing]


def proposals_for(desk: Desk) -> QuerySet[Proposal]:
    """Return the proposals of the desk's coalition; hidden ones only for those who can mend them."""
    proposals = Proposal.objects.filter(coalition=desk.coalition)
    return proposals if desk.may(Permission.PREPARE_SESSIONS) else proposals.filter(hidden=False)


def proposal_rows(desk: Desk) -> list[ProposalRow]:
    """Return the proposals of the desk's coalition with how concrete they are and how they go."""
    entries = Prefetch("progress", ProgressEntry.objects.filter(hidden=False))
    proposals = proposals_for(desk).select_related("decision", "session")
    return [
        ProposalRow(proposal, meter_of(proposal), next(iter(proposal.progress.all()), None))
        for proposal in proposals.prefetch_related("observations", "stories", entries)
    ]


def grounds(desk: Desk, proposal: Proposal) -> list[Story]:
    """Return the stories under `proposal` that this person may read."""
    if not desk.may(Permission.READ_STORIES):
        return []
    stories = proposal.stories.filter(state=Story.State.RELEASED)
    return list(stories.select_related("release", "audience", "vertelpunt"))
