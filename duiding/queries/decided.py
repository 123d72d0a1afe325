"""What was decided on a proposal, what was decided before that, and what a page that decides had shown."""

import json
from typing import Any

from duiding.models import Decision, Proposal
from lib.secrets import keyed_digest

READ = ("title", "we_see", "we_want", "so_that")
DECIDED = ("outcome", "reason", "conditions", "refers_to", "decided_on", "decided_by_id")
DIGITS = 16


def _said(decision: Any) -> list[object]:
    return [getattr(decision, name) for name in DECIDED]


def as_shown(proposal: Proposal) -> str:
    """Return a digest of what `proposal` says and of what was decided on it, as the database knows it."""
    decision = Decision.objects.filter(proposal=proposal).first()
    texts = [getattr(proposal, name) for name in READ] + (_said(decision) if decision else [])
    return keyed_digest("decision", json.dumps(texts, default=str))[:DIGITS]


def decided_before(decision: Decision | None) -> list[Any]:
    """Return what was decided before `decision` took its place, the newest first."""
    if decision is None:
        return []
    rows = Decision.history.filter(proposal=decision.proposal_id).select_related("decided_by").order_by("-history_id")
    found, newer = [], _said(decision)
    for row in rows:
        if _said(row) != newer:
            found.append(row)
        newer = _said(row)
    return found
