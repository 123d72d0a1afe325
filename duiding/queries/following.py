"""How all proposals of a coalition go, with what is late; who hears of them, and who may decide."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.models import Agreement, Follower, Pair, ProgressEntry, Proposal
from duiding.overdue import Course, Late, late
from duiding.queries.proposals import proposals_for, standing
from people.access import Desk
from people.models import Coalition, Membership
from people.roles import MAY, Permission

DECIDERS = [role for role, may in MAY.items() if Permission.DECIDE in may]
OVER = (ProgressEntry.Status.DONE, ProgressEntry.Status.STOPPED)
IN_WORDS: dict[Late, Promise] = {
    "decision": _("the decision is late"),
    "first_step": _("nothing was heard of the first step"),
    "agreement": _("an agreement is late"),
    "silent": _("nothing was heard for two months"),
}


@dataclass(frozen=True)
class Followed:
    """A proposal with how it goes and what is late."""

    proposal: Proposal
    last: ProgressEntry | None
    late: tuple[Late, ...]
    next: Agreement | None

    @property
    def standing(self) -> str:
        """Return how it stands now, in a word or two."""
        return standing(self.proposal, self.last)

    @property
    def late_words(self) -> list[str]:
        """Return in words what is late."""
        return [str(IN_WORDS[one]) for one in self.late]

    @property
    def help_wanted(self) -> str:
        """Return what help its owner asked for last."""
        return self.last.help_wanted if self.last else ""


def is_running(proposal: Proposal, last: ProgressEntry | None) -> bool:
    """Tell whether a proposal is being carried out and not done yet."""
    decision = getattr(proposal, "decision", None)
    return decision is not None and decision.carried_out and (last is None or last.status not in OVER)


def course_of(proposal: Proposal, last: ProgressEntry | None) -> Course:
    """Return the days that matter in the course of `proposal`."""
    decision = getattr(proposal, "decision", None)
    over = last is not None and last.status in OVER
    open_agreements = [] if over else [one.before for one in proposal.agreements.all() if one.done_on is None]
    return Course(
        waits=proposal.state == Proposal.State.PRESENTED,
        running=is_running(proposal, last),
        decide_before=proposal.decide_before,
        decided_on=decision.decided_on if decision else None,
        first_step_on=proposal.first_step_on,
        heard_on=last.on if last else None,
        agreements=tuple(open_agreements),
    )


def with_course(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Return `proposals` with what tells how they go, in a few queries."""
    entries = Prefetch("progress", ProgressEntry.objects.filter(hidden=False))
    return proposals.select_related("decision", "coalition").prefetch_related(entries, "agreements")


def followed(proposal: Proposal, today: date) -> Followed:
    """Return how `proposal` goes."""
    last = next(iter(proposal.progress.all()), None)
    course = course_of(proposal, last)
    still_open = (one for one in proposal.agreements.all() if one.done_on is None)
    return Followed(proposal, last, late(course, today), next(still_open, None) if course.agreements else None)


def followed_in(desk: Desk) -> list[Followed]:
    """Return the proposals of the desk's coalition that were presented: what is late first."""
    shown = proposals_for(desk).exclude(state=Proposal.State.DRAFT)
    rows = [followed(proposal, timezone.localdate()) for proposal in with_course(shown)]
    return sorted(rows, key=lambda row: (not row.late, row.proposal.state != Proposal.State.PRESENTED))


def running_in(coalition: Coalition) -> list[Proposal]:
    """Return the proposals of `coalition` that somebody is carrying out now."""
    decided = with_course(Proposal.objects.filter(coalition=coalition, hidden=False).exclude(owner=""))
    return [one for one in decided if is_running(one, next(iter(one.progress.all()), None))]


def owner_of(proposal: Proposal) -> Follower | None:
    """Return how the owner of `proposal` is reached."""
    return proposal.followers.filter(owner=True).first()


def pairs_of(coalition: Coalition) -> QuerySet[Pair]:
    """Return who asks whom how it goes."""
    shown = Q(asks__hidden=False, answers__hidden=False)
    return Pair.objects.filter(shown, coalition=coalition).select_related("asks", "answers")


def deciders_for(coalition: Coalition) -> QuerySet[Membership]:
    """Return who may be asked to decide: the deciders of `coalition` and of those above it."""
    line = [one.pk for one in coalition.with_ancestors()]
    found = Membership.objects.filter(coalition__in=line, role__in=DECIDERS, user__is_active=True)
    return found.select_related("user", "coalition").order_by("coalition__name", "user__name")


def asked_of(coalition: Coalition) -> QuerySet[Proposal]:
    """Return the proposals of other coalitions that were put before a decider of `coalition`."""
    asked = Proposal.objects.filter(decides_at=coalition, hidden=False).exclude(coalition=coalition)
    return asked.exclude(state=Proposal.State.DRAFT).select_related("coalition", "decision", "decider")
