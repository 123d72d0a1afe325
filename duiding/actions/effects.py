"""Saying what a proposal hopes to move."""

from datetime import date

from django.db import transaction

from duiding.models import Effect, Proposal
from people.access import Desk
from people.actions import log
from people.roles import Permission


@transaction.atomic
def hope_to_move(*, desk: Desk, proposal: Proposal, query: str, questions: list[str], since: date) -> Effect:
    """Name the stories and questions where it would show, and from which day stories are new."""
    desk.require(Permission.PREPARE_SESSIONS)
    values = {"query": query, "questions": questions, "since": since}
    effect, _made = Effect.objects.update_or_create(proposal=proposal, defaults=values)
    log("effect-named", actor=desk.user, coalition=desk.coalition, thing=proposal)
    return effect
