"""When who did not answer an invitation is asked once more. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

BEFORE_ANSWER_DAYS = 3
BEFORE_SESSION_DAYS = 7
REST_DAYS = 3  # nobody is asked again sooner after the invitation


@dataclass(frozen=True)
class DaysOfAsking:
    """By when an answer is asked, if that was said, and the day on which the session begins."""

    answer_before: date | None
    starts_on: date

    @property
    def first(self) -> date:
        """Return the first day on which somebody is asked again."""
        if self.answer_before is not None:
            return self.answer_before - timedelta(days=BEFORE_ANSWER_DAYS)
        return self.starts_on - timedelta(days=BEFORE_SESSION_DAYS)


def asks_again(days: DaysOfAsking, today: date) -> bool:
    """Tell whether silent people are asked again today: from the first day until the day before the session.

    >>> asks_again(DaysOfAsking(None, date(2026, 12, 10)), date(2026, 12, 3))
    True
    >>> asks_again(DaysOfAsking(None, date(2026, 12, 10)), date(2026, 12, 10))
    False
    """
    return days.first <= today < days.starts_on
