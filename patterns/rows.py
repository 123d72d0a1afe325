"""What is read of stories, some thousands at a time: their background as codes, and their answers for a moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import CharField, QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from vertelpunt.models import Story

BATCH = 10_000
FIELDS = (
    "_id", "_answers", "audience_id", "channel_id", "region_id", "language", "_day", "words", "_teller", "version_id"
)  # fmt: skip


@dataclass
class Coded:
    """A value per story as a number: its place among the values that were seen."""

    places: dict[Any, int] = field(default_factory=dict)
    parts: list[NDArray[np.int32]] = field(default_factory=list)

    def add(self, values: Sequence[Any]) -> None:
        """Take in the values of more stories."""
        for value in dict.fromkeys(values):
            self.places.setdefault(value, len(self.places))
        self.parts.append(np.fromiter(map(self.places.__getitem__, values), np.int32, len(values)))

    def replaced(self, stay: NDArray[np.intp], fresh: "Coded") -> "Coded":
        """Return the values of the stories at `stay`, followed by those of `fresh`; what nobody has any more goes."""
        codes = self.codes[stay]
        used = np.flatnonzero(np.bincount(codes, minlength=len(self.places)))
        moved, values = np.zeros(len(self.places), np.int32), self.values
        moved[used] = np.arange(len(used))
        made = Coded({values[code]: place for place, code in enumerate(used.tolist())}, [moved[codes]])
        known = fresh.values
        made.add([known[code] for code in fresh.codes.tolist()])
        return made

    @property
    def values(self) -> list[Any]:
        """The values that were seen, in the order of their codes."""
        return list(self.places)

    @property
    def codes(self) -> NDArray[np.int32]:
        """The code of each story."""
        return np.concatenate(self.parts) if self.parts else np.zeros(0, np.int32)


@dataclass
class Rows:
    """The stories that were read: their ids (32 hex digits), and their background; never their text."""

    ids: list[str] = field(default_factory=list)
    audience: Coded = field(default_factory=Coded)
    channel: Coded = field(default_factory=Coded)
    region: Coded = field(default_factory=Coded)
    language: Coded = field(default_factory=Coded)
    told_on: Coded = field(default_factory=Coded)
    words: Coded = field(default_factory=Coded)
    teller: Coded = field(default_factory=Coded)
    version: Coded = field(default_factory=Coded)

    def read(self, stories: QuerySet[Story]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Yield ids and answers (JSON texts) of some stories at a time, keeping their background."""
        rows = _plain(stories).iterator(chunk_size=BATCH)
        while part := list(islice(rows, BATCH)):
            ids, answers, *background = zip(*part, strict=True)
            if "-" in ids[0]:
                ids = tuple(id.replace("-", "") for id in ids)
            self.ids.extend(ids)
            for coded, values in zip(self._background(), background, strict=True):
                coded.add(values)
            yield ids, answers

    def replaced(self, stay: NDArray[np.intp], fresh: "Rows") -> "Rows":
        """Return the stories at `stay`, followed by those of `fresh`."""
        ids = [self.ids[place] for place in stay.tolist()]
        pairs = zip(self._background(), fresh._background(), strict=True)
        return Rows([*ids, *fresh.ids], *(old.replaced(stay, new) for old, new in pairs))

    def _background(self) -> tuple[Coded, ...]:
        """Return what is kept of each story, in the order of FIELDS."""
        told = (self.audience, self.channel, self.region, self.language, self.told_on, self.words)
        return (*told, self.teller, self.version)


def _plain(stories: QuerySet[Story]) -> QuerySet[Story, tuple[Any, ...]]:
    """Return the rows as plain text and numbers: decoding JSON and dates is left to those that need it."""
    plain = stories.select_related(None).order_by().annotate(
        _id=Cast("id", TextField()),
        _answers=Cast("answers", TextField()),
        _day=Cast("told_on", CharField()),
        _teller=Cast("teller", TextField()),
    )  # fmt: skip
    return plain.values_list(*FIELDS)
