"""The programme of a session as it is shown: its days with times, and whether it fits."""

from dataclasses import dataclass
from datetime import datetime

from duiding import programme
from duiding.models import ProgrammeStep, Session, SessionDay, Table
from duiding.programme import Fullness, Timed
from duiding.queries.material import readable_cards, stories_on
from patterns.reading_time import CARDS, STORIES, SetBudget, budget
from patterns.sets import load_of


@dataclass(frozen=True)
class DayPlan:
    """One day of a session with the steps on it."""

    day: SessionDay | None
    starts_at: datetime
    ends_at: datetime
    rows: list[Timed[ProgrammeStep]]

    @property
    def minutes(self) -> int:
        """Return how many minutes there are."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def over(self) -> int:
        """Return how many minutes too many the steps take."""
        return max(0, programme.minutes_of([row.step for row in self.rows]) - self.minutes)

    @property
    def left(self) -> int:
        """Return how many minutes are left."""
        return max(0, self.minutes - programme.minutes_of([row.step for row in self.rows]))


def days_of(session: Session) -> list[DayPlan]:
    """Return the days of `session`, the first one first, each with its steps and their times."""
    steps: list[ProgrammeStep] = list(session.programme.all())
    moments: list[tuple[SessionDay | None, datetime, datetime]] = [(None, session.starts_at, session.ends_at)]
    moments += [(day, day.starts_at, day.ends_at) for day in session.more_days.all()]
    return [
        DayPlan(day, starts, ends, programme.timed([one for one in steps if one.day_id == (day and day.pk)], starts))
        for day, starts, ends in moments
    ]


def last_end(session: Session) -> datetime:
    """Return when the last day of `session` ends."""
    return max([session.ends_at, *session.more_days.values_list("ends_at", flat=True)])


def reading_at(table: Table) -> SetBudget:
    """Return what lies on `table` and how long one person reads."""
    cards = [load_of(shown.card) for shown in readable_cards(table)]
    words = [story.words or 0 for story in stories_on(table)]
    return budget(cards, words, CARDS, STORIES)


def reading_of(session: Session) -> list[tuple[Table, SetBudget]]:
    """Return for each table what lies on it."""
    return [(table, reading_at(table)) for table in session.tables.select_related("session__coalition")]


def _one_theme(session: Session) -> bool:
    """Tell whether the session has one theme or track, or each table one of its own."""
    tables = list(session.tables.all())
    return bool(session.theme or session.track_id) or bool(
        tables and all(table.theme or table.track_id for table in tables)
    )


def fullness_of(session: Session, reading: list[tuple[Table, SetBudget]]) -> Fullness:
    """Return whether the programme fits."""
    days = [([row.step for row in day.rows], day.minutes) for day in days_of(session)]
    longest = max((budget.minutes for _table, budget in reading), default=0)
    return programme.fullness(days, longest, one_theme=_one_theme(session))
