"""What people think of patterns, as pages show it: one's own mark to change, and those of others beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from patterns.models import Mark
from people.models import Coalition, User
from vertelpunt.models import Vertelpunt

C = Mark.Choice


@dataclass(frozen=True)
class Marks:
    """The marks on one pattern. `typed` and `refused` are of somebody whose note could not be kept."""

    key: str
    mine: Mark | None = None
    others: list[Mark] = field(default_factory=list)
    typed: str | None = None
    refused: str = ""

    @property
    def version(self) -> int:
        """Return which version of one's own mark the page shows."""
        return self.mine.version if self.mine else 0

    @property
    def choice(self) -> str:
        """Return one's own choice."""
        return self.mine.choice if self.mine else ""

    @property
    def note(self) -> str:
        """Return what stands in the field for one's own note."""
        if self.typed is not None:
            return self.typed
        return self.mine.note if self.mine else ""

    @property
    def hidden(self) -> bool:
        """Tell whether one's own note must be written anew."""
        return bool(self.mine and self.mine.hidden)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return what can be chosen."""
        return [(str(code), str(label)) for code, label in C.choices]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Return how many chose what, one's own choice counted."""
        given = [one.choice for one in (*self.others, *filter(None, [self.mine]))]
        return [(code, label, given.count(code)) for code, label in self.choices if code in given]

    @property
    def said(self) -> list[Mark]:
        """Return the marks of others that still say something."""
        return [one for one in self.others if not one.empty]


def marks_on(coalition: Coalition, vertelpunt: Vertelpunt, user: User, keys: Iterable[str]) -> dict[str, Marks]:
    """Return the marks on each of the patterns `keys`, as `user` sees them."""
    wanted = list(keys)
    found = {key: Marks(key) for key in wanted}
    for one in marks_of(coalition, vertelpunt).filter(pattern_key__in=wanted).select_related("user"):
        known = found[one.pattern_key]
        if one.user_id == user.pk:
            found[one.pattern_key] = Marks(known.key, one, known.others)
        else:
            known.others.append(one)
    return found


def marks_of(coalition: Coalition, vertelpunt: Vertelpunt) -> QuerySet[Mark]:
    """Return all marks that people of `coalition` made on patterns of `vertelpunt`."""
    return Mark.objects.filter(coalition=coalition, vertelpunt=vertelpunt)


def wishes() -> list[tuple[str, str]]:
    """Return the ways in which a list of patterns can be narrowed by marks."""
    return [
        ("any", _("remarkable to anyone")),
        ("remarkable", _("remarkable to me")),
        ("maybe", _("maybe, to me")),
        ("no", _("no, to me")),
        ("none", _("not marked by me yet")),
    ]


def marked(wish: str, marks: QuerySet[Mark], user: User) -> Q:
    """Return the condition on patterns for one of the wishes."""
    mine = marks.filter(user=user).exclude(choice="")
    if wish == "any":
        return Q(key__in=marks.filter(choice=C.REMARKABLE).values("pattern_key"))
    if wish == "none":
        return ~Q(key__in=mine.values("pattern_key"))
    return Q(key__in=mine.filter(choice=wish).values("pattern_key"))
