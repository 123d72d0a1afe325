"""What the floors below show of duiding: fillers of the slots."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from duiding.queries.outcomes import LATEST, PublicProposal, as_public, proposals_grounded_in, public_proposals
from duiding.queries.outcomes import sessions_with as sessions_where
from lib.slots import Outcome, TrailStep
from vertelpunt.models import Vertelpunt


def latest_outcomes(vertelpunt: int) -> Iterable[Outcome]:
    """Return the latest few public lines about a Vertelpunt."""
    slug = Vertelpunt.objects.values_list("slug", flat=True).get(pk=vertelpunt)
    heard = [view for view in as_public(public_proposals(vertelpunt)) if view.decision is not None]
    return [
        Outcome(view.proposal.title, in_words(view), view.last_on, _address(slug, view)) for view in heard[:LATEST]
    ]


def _address(slug: str, view: PublicProposal) -> str:
    return f"{reverse('duiding:outcomes', args=[slug])}#proposal-{view.proposal.pk}"


def in_words(view: PublicProposal) -> str:
    """Return in a sentence how it stands with a proposal."""
    if view.entries:
        return f"{capfirst(view.entries[0].get_status_display())}: {view.entries[0].text}"
    if view.decision is None:
        return _("This was presented. It has not been decided yet.")
    return f"{capfirst(view.decision.get_outcome_display())}. {view.decision.reason}".strip()


def trail(story: UUID) -> Iterable[TrailStep]:
    """Return where a story lay and what came of it, in the order of time and without names."""
    return sorted(_lay_and_rests(story), key=lambda step: step.on or date.min)


def _lay_and_rests(story: UUID) -> Iterable[TrailStep]:
    slug = Vertelpunt.objects.filter(stories=story).values_list("slug", flat=True).first()
    lay = _("Your story lay on a table in a session of %(coalition)s. People read it and talked about it.")
    for session in sessions_where(story):
        yield TrailStep(session.held_on, lay % {"coalition": session.coalition})
    rests = _("A proposal rests on your story: “%(title)s”. %(how)s")
    for view in proposals_grounded_in(story):
        text = rests % {"title": view.proposal.title, "how": in_words(view)}
        yield TrailStep(view.last_on, text, _address(slug, view) if slug else "")
