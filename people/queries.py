"""What pages of people read."""

from dataclasses import dataclass

from django.db.models import QuerySet

from people.models import Coalition, Membership, Message, User


@dataclass(frozen=True)
class MyCoalition:
    """A coalition somebody works in, with the names of the roles there."""

    coalition: Coalition
    roles: list[str]


def coalitions_of(user: User) -> list[MyCoalition]:
    """Return the coalitions of `user` with the roles held there."""
    found: dict[int, MyCoalition] = {}
    for membership in Membership.objects.filter(user=user).select_related("coalition").order_by("coalition__name"):
        mine = found.setdefault(membership.coalition_id, MyCoalition(membership.coalition, []))
        mine.roles.append(membership.get_role_display())
    return list(found.values())


def demo_people() -> QuerySet[User]:
    """Return the made-up people of the demo, with their roles."""
    return User.objects.filter(email__endswith="@demo.example").prefetch_related("memberships__coalition")


def messages_of(coalition: Coalition) -> QuerySet[Message]:
    """Return the mails of a coalition, newest first."""
    return Message.objects.filter(coalition=coalition)
