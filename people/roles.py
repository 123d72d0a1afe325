"""The register of roles and what each may do; the access table and the docs are made from it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """One thing that a role may do within its coalition."""

    READ_FIGURES = "read_figures", _("see answers, patterns and cards")
    READ_STORIES = "read_stories", _("read released stories")
    READ_UNRELEASED = "read_unreleased", _("read stories before release")
    MODERATE = "moderate", _("release and redact stories")
    ANALYSE = "analyse", _("run evaluations and judge patterns")
    WRITE_CARDS = "write_cards", _("write observations and cards")
    EDIT_VERTELPUNT = "edit_vertelpunt", _("set up a Vertelpunt")
    PREPARE_SESSIONS = "prepare_sessions", _("prepare and lead sessions")
    DECIDE = "decide", _("decide on proposals")
    FOLLOW_UP = "follow_up", _("write agreements and progress")
    MANAGE_PEOPLE = "manage_people", _("invite people and give roles")
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


P = Permission
READING = frozenset({P.READ_FIGURES, P.READ_STORIES})
MAY: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset({P.READ_FIGURES, P.EDIT_VERTELPUNT, P.MANAGE_PEOPLE, P.SEE_OUTBOX}),
    Role.PROCESS_LEADER: frozenset(P) - {P.DECIDE},
    Role.ANALYST: READING | {P.READ_UNRELEASED, P.ANALYSE, P.WRITE_CARDS},
    Role.MODERATOR: READING | {P.READ_UNRELEASED, P.MODERATE},
    Role.FACILITATOR: READING | {P.WRITE_CARDS, P.PREPARE_SESSIONS, P.FOLLOW_UP},
    Role.CONNECTOR: READING | {P.FOLLOW_UP},
    Role.SUBJECT_EXPERT: READING | {P.WRITE_CARDS},
    Role.COMMUNICATION: frozenset({P.READ_FIGURES}),
    Role.DECIDER: READING | {P.DECIDE},
    Role.READER: READING,
}
INHERITED_BELOW = frozenset({Role.ADMINISTRATOR})
SEES_UNRELEASED = frozenset(role for role, may in MAY.items() if P.READ_UNRELEASED in may)


def may(roles: frozenset[str], permission: Permission) -> bool:
    """Tell whether any of `roles` has `permission`."""
    return any(permission in MAY[Role(role)] for role in roles)
