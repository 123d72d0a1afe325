"""The stories that wait to be read: in which order, chosen how, and which of them nobody else is reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.access import Desk
from vertelpunt.actions.claims import claim, let_go
from vertelpunt.models import Claim, Concern, Story, Vertelpunt

ONLY = ("worries", "first", "imported")
SOME, FEW = 50, 2000


@dataclass(frozen=True)
class Choice:
    """What a moderator wants to read now."""

    audience: str = ""
    only: str = ""

    @classmethod
    def read(cls, asked: object) -> "Choice":
        """Return the choice in a query; what it does not know is no choice."""
        values = asked if hasattr(asked, "get") else {}
        only = values.get("only", "")
        return cls(values.get("audience", "")[:20], only if only in ONLY else "")

    @property
    def query(self) -> str:
        """Return the choice as part of an address."""
        return urlencode({name: value for name, value in vars(self).items() if value})


@dataclass(frozen=True)
class Waiting(Sequence[Story]):
    """The stories that wait: worries, then those to be read first, then finished ones, the oldest first.

    Those ahead are few and sorted here; the others come in the order of an index, some at a time, however many wait.
    """

    point: Vertelpunt
    choice: Choice

    @property
    def _all(self) -> QuerySet[Story]:
        stories = Story.objects.filter(vertelpunt=self.point, state=Story.State.TOLD)
        if self.choice.audience:
            stories = stories.filter(audience__key=self.choice.audience)
        return stories.filter(source=Story.Source.IMPORT) if self.choice.only == "imported" else stories

    @cached_property
    def _worries(self) -> frozenset[UUID]:
        open_ones = Concern.objects.filter(story__vertelpunt=self.point, closed_at=None)
        return frozenset(
            self._all.filter(pk__in=list(open_ones.values_list("story", flat=True))).values_list("pk", flat=True)
        )

    @cached_property
    def _first(self) -> frozenset[UUID]:
        return frozenset(self._all.filter(screening__read_first=True).values_list("pk", flat=True))

    @cached_property
    def ahead(self) -> list[UUID]:
        """Return which stories come before the others, in their order."""
        wanted = {"worries": self._worries, "first": self._first}.get(self.choice.only, self._worries | self._first)
        rows = self._all.filter(pk__in=wanted).values_list("pk", "finished", "told_on", "number")
        order = sorted(
            rows, key=lambda row: (row[0] not in self._worries, row[0] not in self._first, not row[1], *row[2:])
        )
        return [row[0] for row in order]

    @property
    def others(self) -> QuerySet[Story]:
        """Return the stories behind those."""
        if self.choice.only in ("worries", "first"):
            return Story.objects.none()
        if len(self.ahead) <= FEW:  # then a page far back is a walk along the index, without looking up each screening
            behind = self._all.exclude(pk__in=self.ahead)
        else:
            behind = self._all.exclude(screening__read_first=True).exclude(pk__in=self._worries)
        return behind.order_by("-finished", "told_on", "number")

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        return self._all.count() if self.choice.only in ("", "imported") else len(self.ahead)

    def __getitem__(self, part: Any) -> Any:
        start, stop, _step = part.indices(len(self))
        keys = self.ahead[start:stop]
        past = len(self.ahead)
        keys += self.others.values_list("pk", flat=True)[max(0, start - past) : max(0, stop - past)]
        found = Story.objects.filter(pk__in=keys).defer("text", "answers").select_related("audience").in_bulk()
        return [_noted(found[key], self) for key in keys if key in found]

    def __iter__(self) -> Iterator[Story]:
        return iter(self[:])

    def keys(self, after: str) -> Iterator[UUID]:
        """Yield the keys of all that wait, from the one behind `after` and around."""
        ahead = self.ahead
        place = next((at for at, pk in enumerate(ahead) if str(pk) == after), -1) + 1
        passed = None if place else self.others.filter(pk=after).first() if _is_key(after) else None
        if passed is None:
            yield from ahead[place:]
            yield from _some_at_a_time(self.others)
            yield from ahead[:place]
            return
        later = Q(told_on__gt=passed.told_on) | Q(told_on=passed.told_on, number__gt=passed.number)
        beyond = Q(finished=passed.finished) & later | (Q(finished=False) if passed.finished else Q(pk__in=[]))
        yield from _some_at_a_time(self.others.filter(beyond))
        yield from ahead
        yield from _some_at_a_time(self.others)


def _is_key(typed: str) -> bool:
    try:
        return bool(UUID(typed))
    except ValueError:
        return False


def _noted(story: Story, queue: Waiting) -> Story:
    """Say beside a story why it comes before others."""
    story.worry, story.first = story.pk in queue._worries, story.pk in queue._first  # type: ignore[attr-defined]
    return story


def _some_at_a_time(stories: QuerySet[Story]) -> Iterator[UUID]:
    keys, start = stories.values_list("pk", flat=True), 0
    while part := list(keys[start : start + SOME]):
        yield from part
        start += SOME


def waiting(point: Vertelpunt, choice: Choice = Choice()) -> Waiting:
    """Return the stories that wait, in the order in which they are read."""
    return Waiting(point, choice)


def claims_of_others(desk: Desk, point: Vertelpunt) -> QuerySet[Claim]:
    """Return which stories others are reading now."""
    found = Claim.objects.filter(story__vertelpunt=point, until__gte=timezone.now()).exclude(user=desk.user)
    return found.select_related("user")


def next_story(desk: Desk, point: Vertelpunt, choice: Choice, after: str = "") -> Story | None:
    """Return and claim the first story that nobody else reads; after the one with the id `after`, if given."""
    queue, mine = waiting(point, choice), None
    if not after:
        claimed = Claim.objects.filter(user=desk.user, story__in=queue._all).order_by(
            "story__told_on", "story__number"
        )
        mine = claimed.values_list("story", flat=True).first()
    taken = set(claims_of_others(desk, point).values_list("story", flat=True))
    for pk in chain([mine] if mine else [], (key for key in queue.keys(after) if key not in taken)):
        story = _read(point, pk)
        if story and claim(desk=desk, story=story):
            let_go(desk=desk, keep=story)
            return story
    return None


def _read(point: Vertelpunt, pk: UUID) -> Story | None:
    here = Story.objects.filter(vertelpunt=point, state=Story.State.TOLD)
    return here.select_related("audience", "version", "vertelpunt__coalition").filter(pk=pk).first()


def open_concerns(point: Vertelpunt) -> QuerySet[Concern]:
    """Return the worries about stories of `point` that wait to be closed, the oldest first."""
    return Concern.objects.filter(story__vertelpunt=point, closed_at=None).select_related("story__audience")
