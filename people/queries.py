"""What pages of people read."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from people.actions.webhooks import LAST, NOBODY
from people.models import Coalition, Delivery, Event, Membership, Message, User, Webhook
from people.roles import INHERITED_BELOW, Permission, Role, may, needs_second_step


@dataclass(frozen=True)
class MyCoalition:
    """A coalition somebody works in, with the names of the roles there."""

    coalition: Coalition
    roles: list[str]
    held: set[str] = field(default_factory=set)

    @property
    def opens(self) -> str:
        """Return the name of the page that is opened first; who reads no figures has a box of stories."""
        reads = may(frozenset(self.held), Permission.READ_FIGURES)
        return "vertelpunt:coalition" if reads else "vertelpunt:hands"


def coalitions_of(user: User) -> list[MyCoalition]:
    """Return the coalitions of `user` with the roles held there."""
    found: dict[int, MyCoalition] = {}
    for membership in Membership.objects.filter(user=user).select_related("coalition").order_by("coalition__name"):
        mine = found.setdefault(membership.coalition_id, MyCoalition(membership.coalition, []))
        mine.held.add(membership.role)
        mine.roles.append(membership.get_role_display())
    return list(found.values())


def demo_people() -> QuerySet[User]:
    """Return the made-up people of the demo, with their roles."""
    return User.objects.filter(email__endswith="@demo.example").prefetch_related("memberships__coalition")


def messages_of(coalition: Coalition) -> QuerySet[Message]:
    """Return the mails of a coalition, newest first."""
    return Message.objects.filter(coalition=coalition)


@dataclass(frozen=True)
class Member:
    """Somebody who takes part in a coalition."""

    user: User
    roles: list[str]
    lacks_second_step: bool


def members_of(coalition: Coalition) -> list[Member]:
    """Return who takes part in `coalition` itself, with the roles held there."""
    found: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(coalition=coalition).select_related("user").order_by("user__name", "pk"):
        found.setdefault(row.user_id, []).append(row)
    with_step = set(Authenticator.objects.filter(user_id__in=found).values_list("user_id", flat=True))
    return [
        Member(
            rows[0].user,
            [row.get_role_display() for row in rows],
            needs_second_step(row.role for row in rows) and pk not in with_step,
        )
        for pk, rows in found.items()
    ]


def from_above(coalition: Coalition) -> QuerySet[Membership]:
    """Return the roles that coalitions above hold here as well."""
    above = coalition.with_ancestors()[1:]
    rows = Membership.objects.filter(coalition__in=above, role__in=INHERITED_BELOW)
    return rows.select_related("user", "coalition").order_by("user__name")


@dataclass(frozen=True)
class ChangeOfRoles:
    """One change of who may do what: when, by whom, for whom."""

    event: Event
    words: str
    whom: User | None


def changes_of(coalition: Coalition, most: int = 50) -> list[ChangeOfRoles]:
    """Return the latest changes of roles and invitations in `coalition`."""
    verbs = Q(verb__startswith="role-") | Q(verb__startswith="invitation-")
    events = list(Event.objects.filter(verbs, coalition=coalition).select_related("actor")[:most])
    whom = User.objects.in_bulk([int(event.thing_id) for event in events if event.thing == "user"])
    return [
        ChangeOfRoles(event, _words(event.verb), whom.get(int(event.thing_id)) if event.thing == "user" else None)
        for event in events
    ]


def _words(verb: str) -> str:
    """Return what a verb of the log says, in words."""
    for start, words in (("role-given-", _("got the role %(role)s")), ("role-ended-", _("lost the role %(role)s"))):
        if verb.startswith(start):
            role = verb.removeprefix(start)
            return words % {"role": Role(role).label if role in Role.values else role}
    return {
        "invitation-sent": _("an invitation was sent"),
        "invitation-taken-back": _("an invitation was taken back"),
        "invitation-accepted": _("came in by an invitation"),
    }.get(verb, verb)


@dataclass(frozen=True)
class WebhookLine:
    """Where messages go, and how that goes."""

    webhook: Webhook
    arrived_at: datetime | None
    waiting: int
    fault: str


def webhooks_of(coalition: Coalition) -> list[WebhookLine]:
    """Return where the messages of `coalition` go, with why the last one did not arrive, when it did not."""
    waits = Count("deliveries", filter=Q(deliveries__sent_at=None, deliveries__attempts__lt=LAST))
    rows = Webhook.objects.filter(coalition=coalition).select_related("made_by")
    found = rows.annotate(arrived_at=Max("deliveries__sent_at"), waiting=waits)
    return [WebhookLine(one, one.arrived_at, one.waiting, _fault_of(one)) for one in found.order_by("address")]


def _fault_of(webhook: Webhook) -> str:
    last = Delivery.objects.filter(webhook=webhook).exclude(attempts=0).order_by("-made_at").first()
    return why_not_sent(last.fault) if last else ""


def why_not_sent(code: str) -> str:
    """Return in words why a message did not arrive; nothing for no fault."""
    if code.startswith("status-"):
        return _("the other side answered %(status)s") % {"status": code.removeprefix("status-")}
    return {
        "": "",
        "bad-address": _("the address cannot be used"),
        "own-network": _("the address is not on the internet"),
        "unknown-host": _("the address is not known"),
        "no-answer": _("the other side did not answer in time"),
        "bad-certificate": _("the certificate of the other side is not right"),
        NOBODY: _("who registered it leads this coalition no more"),
    }.get(code, _("the other side could not be reached"))
