"""The stories that wait to be read: in which order, chosen how, and which of them nobody else is reading."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.access import Desk
from vertelpunt.actions.claims import claim, let_go
from vertelpunt.models import Claim, Concern, Story, Vertelpunt

ONLY = ("worries", "first", "imported")


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


def waiting(point: Vertelpunt, choice: Choice = Choice()) -> QuerySet[Story]:
    """Return the stories that wait: worries, then those to be read first, then finished ones, the oldest first."""
    worry = Exists(Concern.objects.filter(story=OuterRef("pk"), closed_at=None))
    first = Coalesce(F("screening__read_first"), Value(False), output_field=BooleanField())
    stories = Story.objects.filter(vertelpunt=point, state=Story.State.TOLD).annotate(worry=worry, first=first)
    if choice.audience:
        stories = stories.filter(audience__key=choice.audience)
    by: dict[str, dict[str, Any]] = {
        "worries": {"worry": True},
        "first": {"first": True},
        "imported": {"source": Story.Source.IMPORT},
    }
    stories = stories.filter(**by.get(choice.only, {}))
    order = ("-worry", "-first", "-finished", "told_on", "number")
    return stories.select_related("audience", "version", "vertelpunt__coalition").order_by(*order)


def claims_of_others(desk: Desk, point: Vertelpunt) -> QuerySet[Claim]:
    """Return which stories others are reading now."""
    found = Claim.objects.filter(story__vertelpunt=point, until__gte=timezone.now()).exclude(user=desk.user)
    return found.select_related("user")


def next_story(desk: Desk, point: Vertelpunt, choice: Choice, after: str = "") -> Story | None:
    """Return and claim the first story that nobody else reads; after the one with the id `after`, if given."""
    taken = set(claims_of_others(desk, point).values_list("story", flat=True))
    keys = [pk for pk in waiting(point, choice).values_list("pk", flat=True) if pk not in taken]
    place = next((at for at, pk in enumerate(keys) if str(pk) == after), -1) + 1
    mine = Claim.objects.filter(user=desk.user, story__in=keys[:500]).values_list("story", flat=True).first()
    order = [*keys[place:], *keys[:place]]
    if mine and not after:
        order = [mine, *order]
    for pk in order:
        story = waiting(point).filter(pk=pk).first()
        if story and claim(desk=desk, story=story):
            let_go(desk=desk, keep=story)
            return story
    return None


def open_concerns(point: Vertelpunt) -> QuerySet[Concern]:
    """Return the worries about stories of `point` that wait to be closed, the oldest first."""
    return Concern.objects.filter(story__vertelpunt=point, closed_at=None).select_related("story__audience")
