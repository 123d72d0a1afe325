"""Where people stop: read from stories that were not finished, without following anybody; pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vertelpunt.questions import Question
from vertelpunt.telling import Page, pages

AT_THE_END = 0


@dataclass(frozen=True)
class Stop:
    """A page at which people stopped: its number (0: all questions were seen), its first question, how many."""

    page: int
    key: str
    names: tuple[Mapping[str, str], ...]
    count: int


def stopped_at(questions: Sequence[Question], audience: str, answers: Mapping[str, Any]) -> tuple[int, Page]:
    """Return the first page of which a teller never sent the answers, skipped ones included; 0 when all were sent."""
    for number, page in enumerate(pages(questions, audience, answers), start=1):
        if not _seen(page, answers):
            return number, page
    return AT_THE_END, ()


def _seen(page: Page, answers: Collection[str]) -> bool:
    return all(question.key in answers for question in page)


def stops(found: Iterable[tuple[int, Page]]) -> list[Stop]:
    """Return the pages at which people stopped, in the order of the pages."""
    counts, names = Counter[tuple[int, str]](), {}
    for number, page in found:
        place = (number, page[0].key if page else "")
        counts[place] += 1
        names[place] = tuple(question.short for question in page)
    order = sorted(counts, key=lambda place: (place[0] == AT_THE_END, place))
    return [Stop(*place, names[place], counts[place]) for place in order]
