"""Which patterns somebody wants to see: read from the address, found in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Case, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from lib.texts import localized
from patterns.marking import marked, marks_of
from patterns.models import Evaluation, Pattern
from patterns.storing import said
from people.models import User
from vertelpunt.pool import modules

MOST_SEARCH = 80


@dataclass(frozen=True)
class Wish:
    """What somebody chose; the address of the page holds it."""

    q: str = ""
    question: str = ""
    kind: str = ""
    theme: str = ""
    strength: str = ""
    audience: str = ""
    mark: str = ""
    list: str = ""
    same: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wish":
        """Read it from an address."""
        given = {field.name: query.get(field.name, "").replace("\0", "").strip() for field in fields(cls)}
        return cls(**given | {"q": given["q"][:MOST_SEARCH]})

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})

    @property
    def more(self) -> bool:
        """Tell whether it uses what is asked less often."""
        return bool(self.kind or self.theme or self.audience or self.mark)


SINGLES = ("slider", "ordered", "nominal", "multi", "triad")
KINDS: dict[str, Q] = {
    "middle": Q(kind__startswith="middle_"),
    "non_answer": Q(kind__startswith="non_answer_"),
    "time": Q(kind__startswith="time_"),
    "subset": Q(kind__startswith="subset_"),
    "three_way": Q(kind__startswith="three_way_"),
    "within": ~Q(audience=""),
    "single": Q(kind__in=SINGLES),
}
PAIR = ~reduce(or_, KINDS.values())
KINDS = {"pair": PAIR} | KINDS
STRENGTHS: dict[str, Q] = {name: Q(verdict=name, tested=True) for name in ("strong", "undecided", "absent")}
STRENGTHS["untested"] = Q(tested=False)
COPIES = 0.95  # from here on two questions are nearly one: such as a column that repeats another
NEARLY_ONE = Q(effect__in=("rho", "tau_b", "v")) & ~Q(kind__startswith="time_")
NEARLY_ONE &= Q(size__gte=COPIES) | Q(size__lte=-COPIES)
BY_VERDICT = Case(When(verdict="strong", then=Value(0)), When(verdict="undecided", then=Value(1)), default=Value(2))
ORDER = (BY_VERDICT, "rank", "key")
BACKGROUND = "story"  # the theme of what is known of each story


def patterns(evaluation: Evaluation, wish: Wish, user: User | None = None) -> QuerySet[Pattern]:
    """Return the patterns of an evaluation, the strong ones first: one for each finding unless all are asked for."""
    found = evaluation.patterns.filter(_condition(evaluation, wish, user)).order_by(*ORDER)
    if wish.list == "short":
        return found.exclude(selected="")
    if wish.list == "apart":
        found = found.exclude(NEARLY_ONE)
    return found if wish.list == "every" else _findings(found)


def _condition(evaluation: Evaluation, wish: Wish, user: User | None) -> Q:
    wanted = Q()
    if wish.q:
        wanted &= about([key for key, name in names(evaluation).items() if wish.q.casefold() in name.casefold()])
    if wish.question:
        wanted &= about([wish.question])
    if wish.theme:
        wanted &= about(themes(names(evaluation)).get(wish.theme, ("", ()))[1])
    wanted &= KINDS.get(wish.kind, Q()) & STRENGTHS.get(wish.strength, Q())
    if wish.same.isdecimal():
        wanted &= Q(group=int(wish.same[:9]))
    if wish.audience:
        wanted &= Q(audience=wish.audience)
    if wish.mark and user:
        wanted &= marked(wish.mark, marks_of(evaluation.coalition, evaluation.vertelpunt), user)
    return wanted


def about(keys: Sequence[str]) -> Q:
    """Return the condition that a pattern is about one of the questions `keys`; about none of none."""
    found = (Q(questions__contains=f" {key} ") for key in keys)
    return reduce(or_, found, Q(pk__in=()))


def _findings(found: QuerySet[Pattern]) -> QuerySet[Pattern]:
    """Return the first of each group that says the same; one audience that is all who answered is no news."""
    place = Window(RowNumber(), partition_by="group", order_by=ORDER)
    return found.filter(group__isnull=False, repeats=False).annotate(place=place).filter(place=1)


def names(evaluation: Evaluation) -> dict[str, str]:
    """Return the short names of all that was evaluated, by key, in the order of the alphabet."""
    rows = evaluation.patterns.filter(PAIR | Q(kind__in=SINGLES), audience="").values_list("questions", "labels")
    found: dict[str, str] = {}
    for questions, labels in rows:
        found |= zip(questions.split(), labels, strict=True)
    found = said(found, evaluation.labels)
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def themes(known: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the themes that these questions belong to: name and questions, by key; of one theme only, none."""
    found = {
        module.key: (localized(module.name), tuple(one.key for one in module.questions if one.key in known))
        for module in modules()
    }
    background = tuple(key for key in known if key.startswith(f"{BACKGROUND}."))
    every = found | {BACKGROUND: ("", background)}
    kept = {key: theme for key, theme in every.items() if theme[1]}
    return kept if len(kept) > 1 else {}
