"""Writing proposals, and presenting them to who decides."""

from datetime import date
from typing import TypedDict

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.announcing import tell_programs
from duiding.actions.followers import concern
from duiding.live import one_by_one, touch
from duiding.mails import tell_deciders
from duiding.models import Cluster, Note, Proposal, Session
from duiding.wording import ended, sentence
from lib.errors import Refused
from lib.ordering import moved
from patterns.models import KeyFigure, Observation
from people.access import Desk
from people.actions import log
from people.models import Coalition, Membership
from people.roles import Permission
from vertelpunt.models import Story, Vertelpunt

MOST_TITLE = 160
NOTICED = (Note.Kind.SURPRISE, Note.Kind.WORRY, Note.Kind.CHANCE, Note.Kind.GOOD, Note.Kind.THIRD)
AFTER_DECISION = {"owner", "first_step", "first_step_on", "helpers", "needs"}
GROUNDS = ("observations", "stories", "key_figures")


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
    helpers: str
    needs: str
    level: str
    theme: str
    observations: list[Observation]
    stories: list[Story]
    key_figures: list[KeyFigure]


def next_number(coalition: Coalition) -> int:
    """Return the number of the next proposal of `coalition`, while nobody else can take it."""
    Coalition.objects.select_for_update().get(pk=coalition.pk)
    last = Proposal.objects.filter(coalition=coalition).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _fields(data: ProposalData) -> dict[str, object]:
    return {name: value for name, value in data.items() if name not in GROUNDS}


def _ground(proposal: Proposal, data: ProposalData) -> None:
    """Let a proposal rest on what was chosen, of each kind that was asked for."""
    for name in GROUNDS:
        if name in data:
            getattr(proposal, name).set(data[name])  # type: ignore[literal-required]


@transaction.atomic
def create_proposal(*, desk: Desk, data: ProposalData) -> Proposal:
    """Write a proposal; what it lacks can be added later."""
    desk.require(Permission.PREPARE_SESSIONS)
    number = next_number(desk.coalition)
    proposal = Proposal.objects.create(coalition=desk.coalition, number=number, created_by=desk.user, **_fields(data))
    _ground(proposal, data)
    shown_at_table(proposal)
    concern(proposal, desk.user)
    log("proposal-written", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return proposal


@transaction.atomic
def change_proposal(*, desk: Desk, proposal: Proposal, data: ProposalData) -> None:
    """Change what is in `data`; once decided, only who takes it up, with whom, and the first step can change."""
    desk.require(Permission.PREPARE_SESSIONS)
    fields = _fields(data)
    decided = proposal.state == Proposal.State.DECIDED
    if decided and (set(data) - AFTER_DECISION):
        message = _("This proposal was decided on. Only who takes it up and the first step can still change.")
        raise Refused("proposal_decided", message, status=409)
    if not data:
        return
    for name, value in fields.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(fields))
    _ground(proposal, data)
    shown_at_table(proposal)
    log("proposal-changed", actor=desk.user, coalition=desk.coalition, thing=proposal)


def shown_at_table(proposal: Proposal) -> None:
    """Let the screens of the table that a proposal came from show how it is now."""
    if proposal.cluster is not None:
        touch(proposal.cluster.board)


def _lines(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


@transaction.atomic
def propose_cluster(*, desk: Desk, cluster: Cluster) -> Proposal:
    """Make a proposal of a group of notes, filled in with what they say and are about; once per group."""
    desk.require(Permission.PREPARE_SESSIONS)
    one_by_one(cluster.board)
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
        "needs": _lines([sentence(note.text) for note in notes if note.kind == Note.Kind.NEED]),
        "theme": table.shown_theme or table.session.shown_theme,
        "observations": [note.observation for note in notes if note.observation and not note.observation.hidden],
        "stories": [note.story for note in notes if note.story],
    }
    return create_proposal(desk=desk, data=data)


def _last_place(proposal: Proposal) -> int:
    shown = Proposal.objects.filter(coalition=proposal.coalition, state=Proposal.State.PRESENTED)
    return shown.aggregate(last=Max("place"))["last"] or 0


@transaction.atomic
def present(*, desk: Desk, proposal: Proposal, public: bool = False) -> None:
    """Put a proposal before who decides, complete or not; `public` only after somebody saw how tellers read it."""
    desk.require(Permission.PREPARE_SESSIONS)
    if not proposal.we_want.strip():
        raise Refused("nothing_wanted", _("The proposal does not say yet what you want to do. Write that first."))
    if proposal.state == Proposal.State.DRAFT:
        proposal.state, proposal.public = Proposal.State.PRESENTED, public
        proposal.presented_on = timezone.localdate()
        proposal.place = _last_place(proposal) + 1
        proposal.save(update_fields=["state", "public", "presented_on", "place"])
        shown_at_table(proposal)
        tell_deciders(proposal)
        tell_programs(proposal)
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


@transaction.atomic
def ask_decision(*, desk: Desk, proposal: Proposal, decider: Membership | None, before: date | None) -> None:
    """Say who is asked to decide, here or in a coalition above, and before when; tell them if it was presented."""
    desk.require(Permission.PREPARE_SESSIONS)
    if proposal.state == Proposal.State.DECIDED:
        raise Refused("proposal_decided", _("This proposal was decided on already."))
    proposal.decider = decider.user if decider else None
    proposal.decides_at = decider.coalition if decider else None
    proposal.decide_before = before
    proposal.save(update_fields=["decider", "decides_at", "decide_before"])
    if proposal.state == Proposal.State.PRESENTED:
        tell_deciders(proposal)
    log("decision-asked", actor=desk.user, coalition=desk.coalition, thing=proposal)


@transaction.atomic
def move_presented(*, desk: Desk, proposal: Proposal, earlier: bool) -> None:
    """Present a proposal one place earlier or later."""
    desk.require(Permission.PREPARE_SESSIONS)
    shown = Proposal.objects.filter(coalition=desk.coalition, state=Proposal.State.PRESENTED)
    order = list(shown.select_for_update().order_by("place", "number"))
    if proposal not in order:
        raise Refused("not_waiting", _("Only proposals that wait for a decision have an order."))
    for place, one in enumerate(moved(order, order.index(proposal), earlier=earlier), start=1):
        one.place = place
        one.save(update_fields=["place"])
