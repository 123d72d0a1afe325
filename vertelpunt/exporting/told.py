"""The stories that leave, read some at a time: no text that nobody released, and none that may not leave."""

import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vertelpunt.models import Story

BATCH = 2000
FIELDS = (
    "pk", "number", "version_id", "told_on", "audience__key", "channel__code", "region__name", "language", "words",
    "source", "state", "may_quote", "complete", "teller", "answers", "release__title", "release__text",
)  # fmt: skip
NAMES = {"version_id": "version", "audience__key": "audience", "channel__code": "channel", "region__name": "region"}


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it may leave; `title` and `text` are None where they stay."""

    pk: UUID
    number: int
    version: int
    told_on: date
    audience: str
    channel: str | None
    region: str | None
    language: str
    words: int
    source: str
    released: bool
    may_quote: str
    complete: bool
    teller: str | None
    answers: Mapping[str, Any]
    title: str | None
    text: str | None


@dataclass(frozen=True)
class Leaving:
    """Which stories leave, and for whom: `outside` means for people who are not in the coalition."""

    stories: QuerySet[Story]
    outside: bool
    only: Collection[UUID] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", secrets.token_bytes(16))

    def told(self) -> Iterator[Told]:
        """Yield the stories by number, which says nothing of when they came."""
        rows = self.stories.select_related(None).order_by("number").values_list(*FIELDS)
        for row in rows.iterator(chunk_size=BATCH):
            if self.only is None or row[0] in self.only:
                yield self._told(row)

    def _told(self, row: tuple[Any, ...]) -> Told:
        values = dict(zip(FIELDS, row, strict=True))
        released = values.pop("state") == Story.State.RELEASED
        leaves = released and (not self.outside or values["may_quote"] == Story.Quote.YES)
        title, text, teller = values.pop("release__title"), values.pop("release__text"), values.pop("teller")
        return Told(
            **{NAMES.get(name, name): value for name, value in values.items()},
            released=released,
            teller=None if self.outside or teller is None else self._name(teller),
            title=(title or "") if leaves else None,
            text=text if leaves else None,
        )

    def _name(self, teller: UUID) -> str:
        """Return a name for a teller that holds in this file only."""
        return blake2b(teller.bytes, key=self._key, digest_size=6).hexdigest()  # type: ignore[attr-defined]
