"""What is read about evaluations and patterns: the one that counts now, the one under way, lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict

from patterns import words
from patterns.models import Evaluation, Observation, Pattern
from patterns.storing import said
from people.models import Coalition
from vertelpunt.models import Vertelpunt

S = Evaluation.State
UNDER_WAY = (S.WAITING, S.RUNNING)


@dataclass(frozen=True)
class Standing:
    """How it stands with the evaluations of a Vertelpunt in a coalition."""

    coalition: Coalition
    vertelpunt: Vertelpunt

    @cached_property
    def all(self) -> list[Evaluation]:
        """Return its evaluations, newest first; there are only a few, as old ones are deleted."""
        return list(evaluations(self.coalition, self.vertelpunt).defer("counted"))

    @property
    def current(self) -> Evaluation | None:
        """Return the last good one, whose results may be seen."""
        return next((one for one in self.all if one.state == S.DONE and not one.stale), None)

    @property
    def under_way(self) -> Evaluation | None:
        """Return the one that waits or runs."""
        return next((one for one in self.all if one.state in UNDER_WAY and not one.stale), None)

    @property
    def hidden(self) -> bool:
        """Tell whether there are results that may not be seen, because they count a story that changed or went."""
        return self.current is None and any(one.state == S.DONE for one in self.all)

    @property
    def mishap(self) -> Evaluation | None:
        """Return the last one, when it came to nothing."""
        newest = self.all[0] if self.all else None
        return newest if newest and newest.state in (S.FAILED, S.CANCELLED) and not newest.stale else None


def lent_cards(coalition: Coalition) -> QuerySet[Observation]:
    """Return the finished cards of coalitions above about Vertelpunten that they lend."""
    above = [higher.pk for higher in coalition.with_ancestors()[1:]]
    final = Observation.objects.filter(coalition__in=above, state=Observation.State.FINAL, hidden=False)
    return final.filter(vertelpunt__lends_below=True)


def in_use(coalition: Coalition, vertelpunt: Vertelpunt) -> set[str]:
    """Return the keys of patterns that observations are about."""
    observations = Observation.objects.filter(coalition=coalition, vertelpunt=vertelpunt).exclude(pattern_key="")
    return set(observations.values_list("pattern_key", flat=True))


def evaluations(coalition: Coalition, vertelpunt: Vertelpunt) -> QuerySet[Evaluation]:
    """Return the evaluations that `coalition` made of `vertelpunt`, newest first."""
    return Evaluation.objects.filter(coalition=coalition, vertelpunt=vertelpunt).order_by("-number")


@dataclass(frozen=True)
class Wish:
    """Which patterns somebody wants to see; the address of the page holds it."""

    question: str = ""
    kind: str = ""
    strength: str = ""
    list: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wish":
        """Read it from an address."""
        return cls(
            **{name: query.get(name, "").replace("\0", "") for name in ("question", "kind", "strength", "list")}
        )

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})


KINDS: dict[str, Q] = {
    "middle": Q(kind__startswith="middle_"),
    "non_answer": Q(kind__startswith="non_answer_"),
    "time": Q(kind__startswith="time_"),
    "subset": Q(kind__startswith="subset_"),
    "three_way": Q(kind__startswith="three_way_"),
    "within": Q(key__contains="@"),
    "single": Q(kind__in=("slider", "ordered", "nominal", "multi", "triad")),
}
OTHERS = Q()
for _kind in KINDS.values():
    OTHERS |= _kind
KINDS = {"pair": ~OTHERS} | KINDS
COPIES = 0.95  # from here on two questions are nearly one: such as a column that repeats another
NEARLY_ONE = Q(effect__in=("rho", "tau_b", "v")) & ~Q(kind__startswith="time_")
NEARLY_ONE &= Q(size__gte=COPIES) | Q(size__lte=-COPIES)
BY_VERDICT = Case(When(verdict="strong", then=Value(0)), When(verdict="undecided", then=Value(1)), default=Value(2))
ORDER = (BY_VERDICT, "rank", "key")


def patterns(evaluation: Evaluation, wish: Wish) -> QuerySet[Pattern]:
    """Return the patterns of an evaluation, the strong ones first: one for each finding unless all are asked for."""
    found = evaluation.patterns.order_by(*ORDER)
    if wish.question:
        found = found.filter(questions__contains=f" {wish.question} ")
    if wish.kind in KINDS:
        found = found.filter(KINDS[wish.kind])
    if wish.strength in ("strong", "undecided", "absent"):
        found = found.filter(verdict=wish.strength)
    if wish.list == "short":
        return found.exclude(selected="")
    if wish.list == "apart":
        found = found.exclude(pk__in=found.order_by().filter(NEARLY_ONE).values("pk"))
    return found if wish.list == "every" else _findings(found)


def _findings(found: QuerySet[Pattern]) -> QuerySet[Pattern]:
    """Return the first of each group that says the same; one audience that is all who answered is no news."""
    place = Window(RowNumber(), partition_by="group", order_by=ORDER)
    return found.filter(group__isnull=False, repeats=False).annotate(place=place).filter(place=1)


@dataclass(frozen=True)
class Named:
    """A pattern by its key and the short names of its questions."""

    key: str
    labels: tuple[str, ...]
    questions: tuple[str, ...]


def named(evaluation: Evaluation, found: QuerySet[Pattern]) -> list[tuple[int, Named]]:
    """Return the patterns `found`, by rank, each with the number of its group; without reading all that is stored."""
    rows = found.order_by("rank").values_list("group", "key", "labels", "questions")
    return [
        (group or 0, Named(key, tuple(said(labels, evaluation.labels)), tuple(questions.split())))
        for group, key, labels, questions in rows
    ]


def saying_the_same(evaluation: Evaluation, shown: Sequence[Pattern]) -> dict[int, list[Named]]:
    """Return for each group that is on a page the others of it, by rank."""
    groups: dict[int, list[Named]] = {}
    on_page = evaluation.patterns.filter(group__in={one.group for one in shown if one.group})
    others = on_page.exclude(pk__in=[one.pk for one in shown])
    for group, other in named(evaluation, others):
        groups.setdefault(group, []).append(other)
    return groups


def notices(evaluation: Evaluation) -> list[str]:
    """Return what must be said about an evaluation as a whole, in the active language."""
    from patterns.stats.results import Reason  # which brings numpy

    kept = summary_of(evaluation).get("notices", ())
    return [words.notice(Reason(notice["code"], notice["values"])) for notice in kept]


def summary_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return what an evaluation keeps beside its patterns: labels in each language, and notices."""
    found: dict[str, Any] = evaluation.summary
    return found
