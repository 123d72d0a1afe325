"""After a restore: who stopped mails or had themselves forgotten since the backup is forgotten again."""

from collections.abc import Iterable

from duiding.actions import answering, followers
from duiding.models import Contact, Follower
from lib.slots import TakenBack


def _followers(keys: frozenset[str]) -> int:
    """Stop the mails about a proposal that people stopped."""
    found = Follower.objects.filter(stopped_on=None) if keys else []
    stopped = [one for one in found if followers.ledger_key(one) in keys]
    for follower in stopped:
        followers.stop_mails(follower=follower)
    return len(stopped)


def _invited(digests: frozenset[str]) -> int:
    """Forget who does not come to a session and asked to be forgotten."""
    contacts = Contact.objects.select_related("invitee__session") if digests else []
    asked = [one for one in contacts if answering.contact_digest(one) in digests]
    for contact in asked:
        answering.forget_contact(contact=contact)
    return len(asked)


def taken_back() -> Iterable[TakenBack]:
    """Return the kinds that this app knows."""
    return [TakenBack(followers.PURPOSE, _followers), TakenBack(answering.PURPOSE, _invited)]
