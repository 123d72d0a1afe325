"""What a key for a program may do, and which permissions whoever makes the key must have for it."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from people.roles import Permission

P = Permission


class Scope(TextChoices):
    """One thing that a program may do with a key."""

    READ_QUESTIONS = "read:questions", _("read questions")
    WRITE_STORIES = "write:stories", _("hand in stories")
    READ_STORIES = "read:stories", _("read released stories, as in a file for others")
    READ_FIGURES = "read:figures", _("read selections, evaluations and patterns")
    READ_CARDS = "read:cards", _("read cards")
    READ_SESSIONS = "read:sessions", _("read sessions, boards, proposals and progress")


NEEDS: dict[Scope, frozenset[Permission]] = {
    Scope.READ_QUESTIONS: frozenset({P.READ_FIGURES}),
    Scope.WRITE_STORIES: frozenset({P.EDIT_VERTELPUNT}),
    Scope.READ_STORIES: frozenset({P.EXPORT}),
    Scope.READ_FIGURES: frozenset({P.READ_FIGURES}),
    Scope.READ_CARDS: frozenset({P.READ_FIGURES}),
    Scope.READ_SESSIONS: frozenset({P.READ_FIGURES, P.PREPARE_SESSIONS}),
}


def permissions_of(scopes: Iterable[str]) -> frozenset[Permission]:
    """Return what a key with `scopes` may do at most."""
    return frozenset().union(*(NEEDS[Scope(scope)] for scope in scopes))
