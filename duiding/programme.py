"""When the steps of a programme start, and whether all fits. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

SHORT = 150  # minutes: room for one track, or for groups that take one each
LONG_SIT = 100  # minutes without a break
READING = ("figures", "read")
BREAK = "break"


class Step(Protocol):
    """What is asked of a step: its kind and how long it takes."""

    kind: Any  # a str and an int, which a model has as columns
    minutes: Any


S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Timed(Generic[S]):
    """A step with the moments at which it starts and ends."""

    step: S
    starts_at: datetime
    ends_at: datetime


def timed(steps: Iterable[S], starts_at: datetime) -> list[Timed[S]]:
    """Return `steps` one after the other from `starts_at`."""
    rows, now = [], starts_at
    for step in steps:
        rows.append(Timed(step, now, now + timedelta(minutes=step.minutes)))
        now = rows[-1].ends_at
    return rows


def minutes_of(steps: Iterable[Step], kinds: Sequence[str] = ()) -> int:
    """Return how many minutes `steps` take, all of them or those of some kinds."""
    return sum(int(step.minutes) for step in steps if not kinds or step.kind in kinds)


def longest_sit(steps: Iterable[Step]) -> int:
    """Return the most minutes in a row without a break."""
    most = now = 0
    for step in steps:
        now = 0 if step.kind == BREAK else now + int(step.minutes)
        most = max(most, now)
    return most


@dataclass(frozen=True)
class Fullness:
    """What a programme asks, beside the time there is; minutes, and nothing below zero."""

    over: int
    reading: int
    reading_time: int
    sits: int
    scattered: bool

    @property
    def reads_too_long(self) -> bool:
        """Tell whether reading takes longer than there is time for."""
        return self.reading > self.reading_time

    @property
    def sits_too_long(self) -> bool:
        """Tell whether people go too long without a break."""
        return self.sits > LONG_SIT

    @property
    def too_full(self) -> bool:
        """Tell whether something has to go."""
        return bool(self.over) or self.reads_too_long or self.scattered


def fullness(days: Sequence[tuple[Sequence[Step], int]], reading: int, *, one_theme: bool) -> Fullness:
    """Weigh the steps of each day against the minutes of that day; `reading` is what the fullest table asks.

    Short sessions have time for one track or theme, unless each table takes one of its own.
    """
    every = [step for steps, _minutes in days for step in steps]
    there = sum(minutes for _steps, minutes in days)
    return Fullness(
        over=sum(max(0, minutes_of(steps) - minutes) for steps, minutes in days),
        reading=reading,
        reading_time=minutes_of(every, READING),
        sits=max((longest_sit(steps) for steps, _minutes in days), default=0),
        scattered=there <= SHORT and not one_theme,
    )
