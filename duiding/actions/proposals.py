"""Writing proposals, and presenting them to who decides."""

from datetime import date
from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.mails import tell_deciders
from duiding.models import Cluster, Note, Proposal, Session
from duiding.wording import ended, sentence
from lib.errors import Refused
from patterns.models import Observation
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.models import Story, Vertelpunt

MOST_TITLE = 160
NOTICED = (Note.Kind.SURPRISE, Note.Kind.WORRY, Note.Kind.CHANCE)
AFTER_DECISION = {"owner", "first_step", "first_step_on"}


class ProposalData(TypedDict, total=False):
    """What a proposal is made of."""

    vertelpunt: Vertelpunt
    session: Session | None
    cluster: Cluster | None
    title: str
    we_see: str
    we_want: str
    so_that: str
    owner: str
    first_step: str
    first_step_on: date | None
    level: str
    theme: str
    observations: list[Observation]
    stories: list[Story]


def _next_number(coalition: Coalition) -> int:
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    last = Proposal.objects.filter(coalition=coalition).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _split(data: ProposalData) -> tuple[dict[str, object], list[Observation] | None, list[Story] | None]:
    fields = {name: value for name, value in data.items() if name not in ("observations", "stories")}
    return fields, data.get("observations"), data.get("stories")


def _ground(proposal: Proposal, observations: list[Observation] | None, stories: list[Story] | None) -> None:
    if observations is not None:
        proposal.observations.set(observations)
    if stories is not None:
        proposal.stories.set(stories)


@transaction.atomic
def create_proposal(*, desk: Desk, data: ProposalData) -> Proposal:
    """Write a proposal; what it lacks can be added later."""
    desk.require(Permission.PREPARE_SESSIONS)
    fields, observations, stories = _split(data)
    number = _next_number(desk.coalition)
    proposal = Proposal.objects.create(coalition=desk.coalition, number=number, created_by=desk.user, **fields)
    _ground(proposal, observations, stories)
    log("proposal-written", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return proposal


@transaction.atomic
def change_proposal(*, desk: Desk, proposal: Proposal, data: ProposalData) -> None:
    """Change a proposal; once decided, only who takes it up and the first step can change."""
    desk.require(Permission.PREPARE_SESSIONS)
    fields, observations, stories = _split(data)
    decided = proposal.state == Proposal.State.DECIDED
    if decided and (set(data) - AFTER_DECISION):
        message = _("This proposal was decided on. Only who takes it up and the first step can still change.")
        raise Refused("proposal_decided", message, status=409)
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(fields))
    _ground(proposal, observations, stories)
    log("proposal-changed", actor=desk.user, coalition=desk.coalition, thing=proposal)


def _lines(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


@transaction.atomic
def propose_cluster(*, desk: Desk, cluster: Cluster) -> Proposal:
    """Make a proposal of a group of notes, filled in with what they say and are about; once per group."""
    desk.require(Permission.PREPARE_SESSIONS)
    before = cluster.proposals.first()
    if before is not None:
        return before
    table = cluster.board.table
    notes = list(cluster.notes.filter(hidden=False).select_related("observation", "story"))
    ideas = [note for note in notes if note.kind == Note.Kind.IDEA]
    data: ProposalData = {
        "vertelpunt": table.session.vertelpunt,
        "session": table.session,
        "cluster": cluster,
        "title": cluster.name[:MOST_TITLE],
        "we_see": _lines([sentence(note.text) for note in notes if note.kind in NOTICED]),
        "we_want": _lines([sentence(note.text) for note in ideas]),
        "so_that": _lines([ended(note.so_that) for note in ideas]),
        "theme": table.shown_theme or table.session.shown_theme,
        "observations": [note.observation for note in notes if note.observation and not note.observation.hidden],
        "stories": [note.story for note in notes if note.story],
    }
    return create_proposal(desk=desk, data=data)


@transaction.atomic
def present(*, desk: Desk, proposal: Proposal, public: bool = False) -> None:
    """Put a proposal before who decides, complete or not; `public` only after somebody saw how tellers read it."""
    desk.require(Permission.PREPARE_SESSIONS)
    if not proposal.we_want.strip():
        raise Refused("nothing_wanted", _("The proposal does not say yet what you want to do. Write that first."))
    if proposal.state == Proposal.State.DRAFT:
        proposal.state, proposal.public = Proposal.State.PRESENTED, public
        proposal.presented_on = timezone.localdate()
        proposal.save(update_fields=["state", "public", "presented_on"])
        tell_deciders(proposal)
        log("proposal-presented", actor=desk.user, coalition=desk.coalition, thing=proposal)


@transaction.atomic
def publish(*, desk: Desk, proposal: Proposal, public: bool) -> None:
    """Put a proposal that was presented on the public page, or take it off."""
    desk.require(Permission.PREPARE_SESSIONS)
    if proposal.state == Proposal.State.DRAFT:
        raise Refused("not_presented", _("This proposal is still being written. It has to be presented first."))
    proposal.public = public
    proposal.save(update_fields=["public"])
    verb = "proposal-published" if public else "proposal-taken-off-page"
    log(verb, actor=desk.user, coalition=desk.coalition, thing=proposal)
