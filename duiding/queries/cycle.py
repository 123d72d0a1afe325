"""The cycles of a coalition over the years: told, found, decided, done; one fixed set of indicators for each."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Min
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from duiding.models import Agreement, Decision, Participant, ProgressEntry, Proposal, Session
from duiding.models.proposal import CARRIED_OUT
from duiding.models.session import Perspective
from patterns.models import Observation
from people.models import Coalition
from vertelpunt.access import counted_for, vertelpunten_for

FEW = 5  # of fewer, a share or a middle says nothing
THEMSELVES = (Perspective.YOUTH, Perspective.PARENT)


@dataclass(frozen=True)
class Facts:
    """What happened in a coalition, by the day on which it happened."""

    stories: tuple[tuple[date, str, bool], ...]  # told, by youth or not, complete
    cards: tuple[date, ...]
    sessions: tuple[date, ...]
    people: tuple[tuple[date, bool], ...]  # at a table, young people and parents or not
    proposals: tuple[date, ...]
    decisions: tuple[tuple[date, str, int | None], ...]  # outcome, days from presenting
    done: tuple[date, ...]
    kept: tuple[tuple[date, bool], ...]  # agreements by the day they were due, done or not
    heard: tuple[date, ...]  # lines of progress that everybody reads


@dataclass(frozen=True)
class Indicator:
    """One thing that is followed in time; a value that nobody can know is None, never zero."""

    key: str
    step: str
    label: str | Promise
    of: Callable[["Year"], int | None]
    unit: str | Promise = ""


@dataclass(frozen=True)
class Year:
    """What happened in one year; `going_on` tells that it is not over yet."""

    year: int
    facts: Facts
    going_on: bool

    def count(self, days: Iterable[date]) -> int:
        """Return how many of `days` lie in this year."""
        return sum(day.year == self.year for day in days)

    def rows(self, rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return the rows of this year."""
        return [row for row in rows if row[0].year == self.year]

    def share(self, flags: Sequence[bool]) -> int | None:
        """Return how many in a hundred, of enough to say so."""
        return round(100 * sum(flags) / len(flags)) if len(flags) >= FEW else None


def _days_to_decide(year: Year) -> int | None:
    waited = [days for day, _outcome, days in year.facts.decisions if day.year == year.year and days is not None]
    return round(median(waited)) if waited else None


def _decided(year: Year, *outcomes: str) -> int:
    return sum(day.year == year.year and outcome in outcomes for day, outcome, _days in year.facts.decisions)


PERCENT = "%"
INDICATORS: tuple[Indicator, ...] = (
    Indicator("told", "tell", _("experiences told"), lambda year: len(year.rows(year.facts.stories))),
    Indicator("youth", "tell", _("of which told by young people"),
              lambda year: year.share([row[1] == "youth" for row in year.rows(year.facts.stories)]), PERCENT),
    Indicator("complete", "tell", _("of which complete"),
              lambda year: year.share([row[2] for row in year.facts.stories if row[0].year == year.year]), PERCENT),
    Indicator("cards", "find", _("cards made"), lambda year: year.count(year.facts.cards)),
    Indicator("sessions", "mean", _("sessions held"), lambda year: year.count(year.facts.sessions)),
    Indicator("people", "mean", _("people at a table"), lambda year: len(year.rows(year.facts.people))),
    Indicator("themselves", "mean", _("of which young people and parents"),
              lambda year: year.share([row[1] for row in year.facts.people if row[0].year == year.year]), PERCENT),
    Indicator("proposals", "mean", _("proposals presented"), lambda year: year.count(year.facts.proposals)),
    Indicator("decided", "decide", _("decisions taken"), lambda year: len(year.rows(year.facts.decisions))),
    Indicator("carried_out", "decide", _("of which: we do this"), lambda year: _decided(year, *CARRIED_OUT)),
    Indicator("waited", "decide", _("days from presenting to decision (the middle one)"), _days_to_decide, _("days")),
    Indicator("done", "do", _("proposals done"), lambda year: year.count(year.facts.done)),
    Indicator("kept", "do", _("agreements kept"),
              lambda year: year.share([row[1] for row in year.facts.kept if row[0].year == year.year]), PERCENT),
    Indicator("heard", "do", _("times that tellers could read what happened"),
              lambda year: year.count(year.facts.heard)),
)  # fmt: skip
STEPS: dict[str, str | Promise] = {
    "tell": _("Told"),
    "find": _("Found"),
    "mean": _("Given meaning"),
    "decide": _("Decided"),
    "do": _("Done"),
}


def facts_of(coalition: Coalition, today: date) -> Facts:
    """Return what happened in `coalition` until today."""
    proposals = Proposal.objects.filter(coalition=coalition).exclude(state=Proposal.State.DRAFT)
    held = list(Session.objects.filter(coalition=coalition).exclude(state=Session.State.PREPARING))
    days = {one.pk: one.held_on for one in held}
    seats = Participant.objects.filter(session__in=days).values_list("session", "perspective")
    entries = ProgressEntry.objects.filter(proposal__coalition=coalition)
    due = Agreement.objects.filter(proposal__coalition=coalition, before__lte=today)
    return Facts(
        stories=tuple(_stories(coalition)),
        cards=tuple(_made(coalition)),
        sessions=tuple(days.values()),
        people=tuple((days[session], perspective in THEMSELVES) for session, perspective in seats),
        proposals=tuple(day for day in proposals.values_list("presented_on", flat=True) if day),
        decisions=tuple(_decisions(coalition)),
        done=tuple(_first_done(entries.filter(status=ProgressEntry.Status.DONE).values_list("proposal", "on"))),
        kept=tuple((before, done is not None) for before, done in due.values_list("before", "done_on")),
        heard=tuple(entries.filter(public=True, hidden=False).values_list("on", flat=True)),
    )


def _made(coalition: Coalition) -> Iterable[date]:
    """Yield the days on which the cards that are there were begun."""
    cards = Observation.objects.filter(coalition=coalition).values("pk")
    begun = Observation.history.filter(id__in=cards).values("id").annotate(at=Min("history_date"))
    return (localtime(row["at"]).date() for row in begun.order_by("id"))


def _stories(coalition: Coalition) -> Iterable[tuple[date, str, bool]]:
    """Yield the stories of the coalition's own Vertelpunten: those lent to it are another's."""
    for point in vertelpunten_for(coalition).filter(coalition=coalition):
        told = counted_for(coalition, point).values_list("told_on", "audience__is_youth", "complete")
        for day, young, complete in told.iterator():
            yield day, "youth" if young else "", complete


def _decisions(coalition: Coalition) -> Iterable[tuple[date, str, int | None]]:
    taken = Decision.objects.filter(proposal__coalition=coalition)
    for day, outcome, presented in taken.values_list("decided_on", "outcome", "proposal__presented_on"):
        yield day, outcome, (day - presented).days if presented and presented <= day else None


def _first_done(rows: Iterable[tuple[int, date]]) -> list[date]:
    """Return for each proposal the first day on which it was done."""
    first: dict[int, date] = {}
    for proposal, day in rows:
        first[proposal] = min(day, first.get(proposal, day))
    return list(first.values())


def years_of(facts: Facts, today: date) -> list[Year]:
    """Return the years from the first in which anything happened until now; years of silence in between as well."""
    days = [*facts.cards, *facts.sessions, *facts.proposals, *facts.done]
    days += [row[0] for row in (*facts.stories, *facts.decisions)]
    if not days:
        return []
    return [Year(year, facts, year == today.year) for year in range(min(days).year, today.year + 1)]


@dataclass(frozen=True)
class Line:
    """One indicator over the years, as a page shows it."""

    indicator: Indicator
    values: tuple[int | None, ...]

    @property
    def most(self) -> int:
        """Return the length of the longest bar."""
        return max((value for value in self.values if value is not None), default=0)


def lines_of(years: Sequence[Year]) -> dict[str, list[Line]]:
    """Return the indicators over `years`, by step of the cycle."""
    grouped: dict[str, list[Line]] = {step: [] for step in STEPS}
    for indicator in INDICATORS:
        grouped[indicator.step].append(Line(indicator, tuple(indicator.of(year) for year in years)))
    return grouped


def themes_of(coalition: Coalition) -> list[tuple[str, int]]:
    """Return the themes of presented proposals with how many there are of each, the most first."""
    shown = Proposal.objects.filter(coalition=coalition, hidden=False).exclude(state=Proposal.State.DRAFT)
    return Counter(theme for theme in shown.values_list("theme", flat=True) if theme).most_common()
