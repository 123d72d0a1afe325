"""Proposals as members see them: how concrete they are, and what came of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.concrete import Concreteness, Sketch, concreteness
from duiding.models import ProgressEntry, Proposal
from patterns.models import KeyFigure
from people.access import Desk
from people.models import Coalition
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
    "helpers": _("who else takes part"),
    "needs": _("what is needed, such as hours, money or a room"),
}


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in a list."""

    proposal: Proposal
    meter: Concreteness
    last: ProgressEntry | None

    @property
    def standing(self) -> str:
        """Return how it stands now, in a word or two."""
        return standing(self.proposal, self.last)


@dataclass(frozen=True)
class ProposalGroup:
    """The proposals that wait for the same thing."""

    key: str
    rows: list[ProposalRow]


def standing(proposal: Proposal, last: ProgressEntry | None) -> str:
    """Return how it stands with `proposal`: how it goes, else what was decided, else how far it is."""
    if last is not None:
        return last.get_status_display()
    decision = getattr(proposal, "decision", None)
    return decision.get_outcome_display() if decision else proposal.get_state_display()


def standing_of(proposal: Proposal) -> str:
    """Return how it stands with `proposal` now, as the database knows it."""
    return standing(proposal, proposal.progress.filter(hidden=False).first())


def meter_of(proposal: Proposal) -> Concreteness:
    """Return how concrete `proposal` is."""
    open_still = proposal.state != Proposal.State.DECIDED
    grounds = sum(len(some.all()) for some in (proposal.observations, proposal.stories, proposal.key_figures))
    return concreteness(
        Sketch(
            evidence=grounds,
            we_see=proposal.we_see,
            we_want=proposal.we_want,
            so_that=proposal.so_that,
            owner=proposal.owner,
            first_step=proposal.first_step,
            first_step_on=proposal.first_step_on,
            helpers=proposal.helpers,
            needs=proposal.needs,
            today=timezone.localdate() if open_still else date.min,
        )
    )


def lacks(meter: Concreteness) -> list[str]:
    """Return in words what is missing."""
    past = _("a new date for the first step: this one has gone by")
    return [str(past if meter.past and name == "first_step_on" else LACKS[name]) for name in meter.missing]


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
        for proposal in proposals.prefetch_related("observations", "stories", "key_figures", entries)
    ]


def grouped(rows: list[ProposalRow]) -> list[ProposalGroup]:
    """Return `rows` in groups: what waits for a decision first."""
    order = (Proposal.State.PRESENTED, Proposal.State.DRAFT, Proposal.State.DECIDED)
    groups = [ProposalGroup(key, [row for row in rows if row.proposal.state == key]) for key in order]
    groups[0].rows.sort(key=lambda row: (row.proposal.place, row.proposal.number))
    return [group for group in groups if group.rows]


def waiting_in(coalition: int) -> int:
    """Return how many proposals of a coalition wait for a decision."""
    here = Q(coalition=coalition, decides_at=None) | Q(decides_at=coalition)
    return Proposal.objects.filter(here, state=Proposal.State.PRESENTED, hidden=False).count()


def grounds(desk: Desk, proposal: Proposal) -> list[Story]:
    """Return the stories under `proposal` that this person may read."""
    if not desk.may(Permission.READ_STORIES):
        return []
    stories = proposal.stories.filter(state=Story.State.RELEASED)
    return list(stories.select_related("release", "audience", "vertelpunt"))


def figures_to_choose(coalition: Coalition) -> QuerySet[KeyFigure]:
    """Return the key figures of `coalition` that a proposal can rest on."""
    return KeyFigure.objects.filter(coalition=coalition).order_by("vertelpunt", "position", "pk")
