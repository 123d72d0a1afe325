"""What people added to stories, as columns: the tracks of a coalition, and the codes of its readers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

import numpy as np
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from patterns.background import TRACK, Fact, Facts
from patterns.codes.agreement import Value, settled
from patterns.codes.values import value_of
from patterns.models import Annotation, CodeQuestion, Track, TrackStory
from patterns.stats.columns import MISSING, READERS, Codes
from people.models import Coalition
from vertelpunt.models import Vertelpunt

KINDS = {"choice": "nominal", "multi": "multi", "ordered": "ordered", "slider": "slider"}
Places = Mapping[str, int]


def facts_of(coalition: Coalition | None, vertelpunt: Vertelpunt, ids: Sequence[str], *, only: bool = False) -> Facts:
    """Return what people of `coalition` added to the stories `ids` (32 hex digits each); of nobody, nothing.

    With `only` no more is read than what belongs to `ids`: for a few among many.
    """
    if coalition is None:
        return ()
    tracks = list(Track.objects.filter(coalition=coalition, vertelpunt=vertelpunt))
    asked = list(_questions(coalition, vertelpunt))
    if not tracks and not asked:
        return ()
    places = {id: place for place, id in enumerate(ids)}
    these = Q(story__in=[UUID(id) for id in ids]) if only else Q()
    return (*_on_tracks(tracks, places, these), *(_judged(question, places, these) for question in asked))


def renew(
    facts: Facts, stay: NDArray[np.intp], coalition: Coalition, vertelpunt: Vertelpunt, ids: Sequence[str]
) -> Facts:
    """Return what people added, of `facts`, for the stories at `stay`, followed by what they added to `ids`."""
    old = [fact for fact in facts if fact.key == TRACK or fact.key.startswith(READERS)]
    new = facts_of(coalition, vertelpunt, ids, only=True) if old else ()
    return tuple(
        replace(after, values=np.concatenate([before.values[stay], after.values]))
        for before, after in zip(old, new, strict=True)
    )


def by_readers(text: str) -> str:
    """Return the name of a code question as lists, figures and descriptions give it: never like a teller's answer."""
    return _("%(question)s (code by readers)") % {"question": text}


def _on_tracks(tracks: Sequence[Track], places: Places, these: Q) -> Iterator[Fact]:
    """Yield one yes/no for each track; a story that is on no track was not placed yet, which is missing."""
    if not tracks:
        return
    values = np.full((len(places), len(tracks)), MISSING, np.int8)
    number = {track.pk: column for column, track in enumerate(tracks)}
    placed = TrackStory.objects.filter(these, track__in=tracks, rejected=False).annotate(
        _id=Cast("story_id", TextField())
    )
    found = placed.values_list("_id", "track_id").iterator(chunk_size=10_000)
    pairs = np.array([(places.get(id.replace("-", ""), -1), number[track]) for id, track in found], np.int64)
    rows, columns = pairs.reshape(-1, 2)[pairs.reshape(-1, 2)[:, 0] >= 0].T
    values[rows] = 0
    values[rows, columns] = 1
    yield Fact(TRACK, "track", "multi", values, tuple((track.slug, partial(str, track.name)) for track in tracks))


def _questions(coalition: Coalition, vertelpunt: Vertelpunt) -> Iterator[CodeQuestion]:
    asked = CodeQuestion.objects.filter(book__coalition=coalition, book__vertelpunt=vertelpunt, retired=False)
    return (question for question in asked if question.kind in KINDS)


def _judged(question: CodeQuestion, places: Places, these: Q) -> Fact:
    said: dict[int, list[Value]] = {}
    given = Annotation.objects.filter(these, question=question).annotate(_id=Cast("story_id", TextField()))
    for id, value in given.values_list("_id", "value").iterator(chunk_size=10_000):
        row = places.get(id.replace("-", ""))
        if row is not None:
            said.setdefault(row, []).append(value_of(value))
    codes = [option["code"] for option in question.options]
    return Fact(
        READERS + question.key,
        "reader",
        KINDS[question.kind],  # type: ignore[arg-type]
        _values(question, codes, said, len(places)),
        tuple((option["code"], partial(str, option["label"])) for option in question.options),
        partial(by_readers, question.text),
        (question.low, question.high),
    )


def _values(question: CodeQuestion, codes: Sequence[str], said: Mapping[int, list[Value]], size: int) -> Codes:
    """Return one row per story: what has a majority among its readers, else missing."""
    wide, index = question.kind == CodeQuestion.Kind.MULTI, {code: place for place, code in enumerate(codes)}
    values = np.full((size, len(codes)) if wide else size, MISSING, np.int16)
    for row, readers in said.items():
        value = settled(question.kind, readers)  # type: ignore[arg-type]
        if isinstance(value, tuple):
            values[row] = [code in value for code in codes]
        elif isinstance(value, int):
            values[row] = value
        elif value in index:
            values[row] = index[value]
    return values
