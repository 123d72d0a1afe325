"""What came of it, for everybody: sessions, proposals, decisions and progress, without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from duiding.models import Decision, ProgressEntry, Proposal, Session
from duiding.queries.proposals import standing
from people.models import Coalition
from vertelpunt.models import Vertelpunt

LATEST = 3


@dataclass(frozen=True)
class Elsewhere:
    """Another coalition that took a proposal over, or to which it was handed; how it goes there, when it says so."""

    coalition: Coalition
    passed_on: bool
    standing: str = ""


@dataclass(frozen=True)
class PublicProposal:
    """A proposal as the public reads it."""

    proposal: Proposal
    decision: Decision | None
    entries: list[ProgressEntry]
    elsewhere: tuple["Elsewhere", ...] = ()

    @property
    def status(self) -> str:
        """Return how it stands now, in a word."""
        if self.entries:
            return self.entries[0].status
        return self.decision.outcome if self.decision else self.proposal.state

    @property
    def carried_out(self) -> bool:
        """Tell whether the coalition does this itself, as proposed or in another way."""
        return self.decision is not None and self.decision.carried_out

    @property
    def last_on(self) -> date:
        """Return when something was last heard of it."""
        if self.entries:
            return self.entries[0].on
        if self.decision:
            return self.decision.decided_on
        return self.proposal.presented_on or localtime(self.proposal.created_at).date()


def sessions_about(vertelpunt: int) -> QuerySet[Session]:
    """Return the sessions held on a Vertelpunt's stories, also by coalitions that they were lent to."""
    about = Q(vertelpunt=vertelpunt) | Q(tables__stories__story__vertelpunt=vertelpunt)
    held = Session.objects.filter(about, state=Session.State.FINISHED).distinct()
    return held.select_related("coalition").annotate(
        table_count=Count("tables", distinct=True), people_count=Count("participants", distinct=True)
    )


def public_proposals(vertelpunt: int) -> QuerySet[Proposal]:
    """Return the proposals that rest on a Vertelpunt's stories and that may be shown."""
    about = (
        Q(vertelpunt=vertelpunt)
        | Q(stories__vertelpunt=vertelpunt)
        | Q(observations__vertelpunt=vertelpunt)
        | Q(session__tables__stories__story__vertelpunt=vertelpunt)
    )
    return _shown(Proposal.objects.filter(pk__in=Proposal.objects.filter(about).values("pk")))


def shared() -> QuerySet[Proposal]:
    """Return every proposal that its coalition made public."""
    return _shown(Proposal.objects.all())


def _shown(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return with_entries(proposals.filter(public=True, hidden=False).exclude(state=Proposal.State.DRAFT))


def with_entries(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return `proposals` with what their public lines need, in a few queries."""
    entries = Prefetch("progress", ProgressEntry.objects.filter(public=True, hidden=False))
    copies = Prefetch("copies", Proposal.objects.filter(hidden=False).select_related("coalition", "decision"))
    found = proposals.select_related("coalition", "decision", "session")
    return found.prefetch_related(entries, copies, Prefetch("copies__progress", entries.queryset))


def as_public(proposals: Iterable[Proposal]) -> list[PublicProposal]:
    """Return `proposals` as the public reads them, the one last heard of first."""
    views = [
        PublicProposal(
            proposal, getattr(proposal, "decision", None), list(proposal.progress.all()), elsewhere(proposal)
        )
        for proposal in proposals
    ]
    return sorted(views, key=lambda view: view.last_on, reverse=True)


def elsewhere(proposal: Proposal) -> tuple[Elsewhere, ...]:
    """Return who else works on `proposal`: everybody to whom it was handed, of the others who made theirs public."""
    found = []
    for copy in proposal.copies.all():
        shown = copy.public and copy.state != Proposal.State.DRAFT
        if shown or copy.passed_on:
            last = next(iter(copy.progress.all()), None)
            found.append(Elsewhere(copy.coalition, copy.passed_on, standing(copy, last) if shown else ""))
    return tuple(found)


def proposals_grounded_in(story: UUID) -> list[PublicProposal]:
    """Return the public proposals that rest on `story`."""
    return as_public(_shown(Proposal.objects.filter(stories=story)))


def sessions_with(story: UUID) -> QuerySet[Session]:
    """Return the sessions, held or going on, in which `story` lay on a table."""
    lay = Session.objects.filter(tables__stories__story=story).exclude(state=Session.State.PREPARING)
    return lay.select_related("coalition").distinct()


def public_vertelpunt(slug: str) -> Vertelpunt | None:
    """Return a Vertelpunt that the public knows."""
    return (
        Vertelpunt.objects.exclude(state=Vertelpunt.State.DRAFT).select_related("coalition").filter(slug=slug).first()
    )
