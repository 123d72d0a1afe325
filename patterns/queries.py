"""What is read about evaluations and patterns: the one that counts now, the one under way, lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from patterns.models import Evaluation, Mark, Observation, ObservationPattern, Pattern
from patterns.notices import notice as notice_of
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

    @property
    def repeated(self) -> Evaluation | None:
        """Return the one whose settings the next takes over: the last that nobody stopped."""
        return next((one for one in self.all if one.state != S.CANCELLED), None)


def lent_cards(coalition: Coalition) -> QuerySet[Observation]:
    """Return the finished cards of coalitions above about Vertelpunten that they lend."""
    above = [higher.pk for higher in coalition.with_ancestors()[1:]]
    final = Observation.objects.filter(coalition__in=above, state=Observation.State.FINAL, hidden=False)
    return final.filter(vertelpunt__lends_below=True)


def in_use(coalition: Coalition, vertelpunt: Vertelpunt) -> set[str]:
    """Return the keys of patterns that observations are about, or that somebody marked as remarkable."""
    here = {"coalition": coalition, "vertelpunt": vertelpunt}
    links = ObservationPattern.objects.filter(observation__in=Observation.objects.filter(**here))
    marks = Mark.objects.filter(**here, choice=Mark.Choice.REMARKABLE)
    return {*links.values_list("key", flat=True), *marks.values_list("pattern_key", flat=True)}


def evaluations(coalition: Coalition, vertelpunt: Vertelpunt) -> QuerySet[Evaluation]:
    """Return the evaluations that `coalition` made of `vertelpunt`, newest first."""
    return Evaluation.objects.filter(coalition=coalition, vertelpunt=vertelpunt).order_by("-number")


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
    return [notice_of(Reason(notice["code"], said(notice["values"], evaluation.labels))) for notice in kept]


def summary_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return what an evaluation keeps beside its patterns: labels in each language, and notices."""
    found: dict[str, Any] = evaluation.summary
    return found
