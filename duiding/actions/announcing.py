"""Other programs hear how it stands with a proposal, in codes and without a word of it."""

from duiding.models import Proposal
from people.actions.webhooks import announce
from people.models import Webhook


def tell_programs(proposal: Proposal) -> None:
    """Tell other programs how it stands with a proposal now, in codes."""
    now = Proposal.objects.select_related("coalition", "decision").get(pk=proposal.pk)
    decision, last = getattr(now, "decision", None), now.progress.filter(hidden=False).first()
    stands = {"state": now.state, "outcome": decision.outcome if decision else None}
    progress = last.status if last else None
    announce(now.coalition, Webhook.Event.PROPOSAL, {"number": now.number, "progress": progress} | stands)
