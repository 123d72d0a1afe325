"""The register of roles and what each may do; the access table and the docs are made from it."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """One thing that a role may do within its coalition."""

    READ_FIGURES = "read_figures", _("see answers, patterns and cards")
    READ_STORIES = "read_stories", _("read released stories")
    READ_UNRELEASED = "read_unreleased", _("read stories before release")
    EXPORT = "export", _("take stories and answers along as a file")
    MODERATE = "moderate", _("release and redact stories")
    ANALYSE = "analyse", _("run evaluations and judge patterns")
    WRITE_CARDS = "write_cards", _("write observations and cards")
    EDIT_VERTELPUNT = "edit_vertelpunt", _("set up a Vertelpunt")
    SPREAD = "spread", _("make links and keep up what partners promised")
    PREPARE_SESSIONS = "prepare_sessions", _("prepare and lead sessions")
    RECEIVE = "receive", _("hand over a personal link, and read what tellers let one read")
    DECIDE = "decide", _("decide on proposals")
    FOLLOW_UP = "follow_up", _("write agreements and progress")
    MANAGE_PEOPLE = "manage_people", _("invite people and give roles")
    FOUND_COALITIONS = "found_coalitions", _("make coalitions below")
    MANAGE_KEYS = "manage_keys", _("make keys for programs")
    SEE_READING = "see_reading", _("see who read which story before release, and when")
    SEE_OUTBOX = "see_outbox", _("see mails that were sent")


class Role(TextChoices):
    """What somebody does in a coalition."""

    ADMINISTRATOR = "administrator", _("administrator")
    PROCESS_LEADER = "process_leader", _("process leader")
    ANALYST = "analyst", _("method expert")
    MODERATOR = "moderator", _("moderator")
    FACILITATOR = "facilitator", _("facilitator")
    CONNECTOR = "connector", _("network connector")
    SUBJECT_EXPERT = "subject_expert", _("subject expert")
    COMMUNICATION = "communication", _("communication adviser")
    DECIDER = "decider", _("decider")
    READER = "reader", _("reader")
    PROFESSIONAL = "professional", _("care professional")


P = Permission
READING = frozenset({P.READ_FIGURES, P.READ_STORIES})
MAY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {P.READ_FIGURES, P.EDIT_VERTELPUNT, P.SPREAD, P.MANAGE_PEOPLE, P.FOUND_COALITIONS, P.MANAGE_KEYS, P.SEE_OUTBOX}
    ),
    Role.PROCESS_LEADER: frozenset(P) - {P.DECIDE, P.RECEIVE, P.FOUND_COALITIONS},
    Role.ANALYST: READING | {P.READ_UNRELEASED, P.EXPORT, P.ANALYSE, P.WRITE_CARDS},
    Role.MODERATOR: READING | {P.READ_UNRELEASED, P.MODERATE},
    Role.FACILITATOR: READING | {P.WRITE_CARDS, P.PREPARE_SESSIONS, P.FOLLOW_UP},
    Role.CONNECTOR: READING | {P.FOLLOW_UP, P.SPREAD},
    Role.SUBJECT_EXPERT: READING | {P.WRITE_CARDS},
    Role.COMMUNICATION: frozenset({P.READ_FIGURES, P.SPREAD}),
    Role.DECIDER: READING | {P.DECIDE},
    Role.READER: READING,
    Role.PROFESSIONAL: frozenset({P.RECEIVE}),
}
LEADING = (Role.ADMINISTRATOR, Role.PROCESS_LEADER)  # who lead a coalition; the first stands above the second
MAY_GIVE: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.PROCESS_LEADER: frozenset(Role) - {Role.ADMINISTRATOR},
}
INHERITED_BELOW = frozenset({Role.ADMINISTRATOR})
SEES_UNRELEASED = frozenset(role for role, may in MAY.items() if may & {P.READ_UNRELEASED, P.RECEIVE})
LETS_IN = frozenset(role for role, may in MAY.items() if P.MANAGE_PEOPLE in may)  # who could give such a role away
NEEDS_SECOND_STEP = SEES_UNRELEASED | LETS_IN


def may_give(roles: frozenset[str]) -> frozenset[Role]:
    """Return the roles that somebody with `roles` may give and end: none above their own."""
    return frozenset().union(*(MAY_GIVE.get(Role(role), frozenset()) for role in roles))


def needs_second_step(roles: Iterable[str]) -> bool:
    """Tell whether any of `roles` needs a second step to sign in."""
    return any(role in NEEDS_SECOND_STEP for role in roles)


def may(roles: frozenset[str], permission: Permission) -> bool:
    """Tell whether any of `roles` has `permission`."""
    return any(permission in MAY[Role(role)] for role in roles)
