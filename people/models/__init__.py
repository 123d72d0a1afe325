"""Users, coalitions, roles, invitations, keys and messages for programs, the log, the outbox, the daily work."""

from people.models.coalition import Coalition, Membership, Region
from people.models.invitation import Invitation
from people.models.log import Event
from people.models.outbox import Message
from people.models.token import ApiToken
from people.models.upkeep import Upkeep
from people.models.user import User
from people.models.webhook import Delivery, Webhook

__all__ = [
    "ApiToken", "Coalition", "Delivery", "Event", "Invitation", "Membership", "Message", "Region", "Upkeep", "User",
    "Webhook",
]  # fmt: skip
