"""What is late in the course of a proposal, and when its owner is asked how it goes. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Late = Literal["decision", "first_step", "agreement", "silent"]
SILENT_DAYS = 60
ASK_AFTER_DAYS = 28
ASK_AGAIN_DAYS = 14
AHEAD_DAYS = 3
DECIDER_AHEAD_DAYS = 7


@dataclass(frozen=True)
class Course:
    """The days that matter in the course of a proposal; `running`: it is being carried out, and not done yet."""

    waits: bool
    running: bool
    decide_before: date | None = None
    decided_on: date | None = None
    first_step_on: date | None = None
    heard_on: date | None = None
    agreements: tuple[date, ...] = ()

    @property
    def last_on(self) -> date | None:
        """Return when something was last heard of it."""
        return self.heard_on or self.decided_on


def late(course: Course, today: date) -> tuple[Late, ...]:
    """Return what is late, in the order of its course."""
    found: list[Late] = []
    if course.waits and course.decide_before and course.decide_before < today:
        found.append("decision")
    if course.running and course.heard_on is None and course.first_step_on and course.first_step_on < today:
        found.append("first_step")
    if any(day < today for day in course.agreements):
        found.append("agreement")
    if course.running and course.last_on and course.last_on < today - timedelta(days=SILENT_DAYS):
        found.append("silent")
    return tuple(found)


def asks_owner(course: Course, reminded_on: date | None, today: date) -> bool:
    """Tell whether it is time to ask the owner how it goes: never twice within two weeks."""
    if not course.running or (reminded_on and reminded_on > today - timedelta(days=ASK_AGAIN_DAYS)):
        return False
    quiet = course.last_on is not None and course.last_on <= today - timedelta(days=ASK_AFTER_DAYS)
    soon = any(day <= today + timedelta(days=AHEAD_DAYS) for day in course.agreements)
    return quiet or soon


def asks_decider(decide_before: date | None, today: date) -> bool:
    """Tell whether who decides is reminded today: a week before, the day itself, and every week after."""
    if decide_before is None or decide_before > today + timedelta(days=DECIDER_AHEAD_DAYS):
        return False
    return (today - decide_before).days % DECIDER_AHEAD_DAYS == 0


def paired(owners: list[int], before: set[frozenset[int]]) -> list[tuple[int, int]]:
    """Return who asks whom: two by two, with somebody else than `before` if that can be; three in a ring."""
    left = list(owners)
    asks: list[tuple[int, int]] = []
    while len(left) > 1:
        first = left.pop(0)
        if len(left) == 2:
            return [*asks, (first, left[0]), (left[0], left[1]), (left[1], first)]
        other = next((one for one in left if frozenset((first, one)) not in before), left[0])
        left.remove(other)
        asks += [(first, other), (other, first)]
    return asks
