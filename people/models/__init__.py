"""Users, coalitions, memberships, the log of actions and the outbox."""

from people.models.coalition import Coalition, Membership, Region
from people.models.log import Event
from people.models.outbox import Message
from people.models.user import User

__all__ = ["Coalition", "Event", "Membership", "Message", "Region", "User"]
