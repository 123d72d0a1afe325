"""The one bridge from the database to numbers: stories in, columns for the statistics out."""

import hmac
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from numpy.typing import NDArray

from lib.secrets import key_for
from lib.texts import localized
from patterns import added, background, cache
from patterns.cache import Digests, Kept, together
from patterns.layout import WIDE, Field, Layout, layout_of
from patterns.matrix import Matrix, read_answers
from patterns.offered import without_unoffered
from patterns.rows import Coded, Rows
from patterns.stats.columns import Column, Dataset, Ints, Option
from people.models import Coalition
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.questions import Question, read_questions

log = logging.getLogger(__name__)
PURPOSE = "dataset"
NOTHING = np.zeros(0, np.uint64)
Part = tuple[Sequence[str], Sequence[str]]


@dataclass(frozen=True)
class Loaded:
    """The stories of one Vertelpunt as numbers, with their ids in the same order, in no language yet."""

    layout: Layout
    matrix: Matrix
    facts: background.Facts
    ids: tuple[str, ...]
    digests: Digests
    rows: Rows
    known_tellers: Digests

    @cached_property
    def tellers(self) -> Ints | None:
        """Return a number per teller, -1 where the teller is not known; None when no teller is."""
        if not self.known_tellers.any():
            return None
        known, numbers = np.unique(self.known_tellers, return_inverse=True)
        return np.where(known[numbers] == 0, -1, numbers).astype(np.int64)

    @cached_property
    def digest(self) -> str:
        """Return the keyed digest of everything that is counted, whatever the order of the stories."""
        order = np.argsort(self.digests)
        made = hmac.new(key_for(PURPOSE), self.layout.fingerprint.encode(), "sha256")
        arrays = [self.digests, *self.matrix.values, *self.matrix.states, *(fact.values for fact in self.facts)]
        for values in arrays if self.tellers is None else [*arrays, self.tellers]:
            made.update(np.ascontiguousarray(values[order]).tobytes())
        return made.hexdigest()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns, with labels in the active language."""
        asked = (_column(field, place, self.matrix) for place, field in enumerate(self.layout.fields))
        return (*asked, *background.columns(self.facts))

    def dataset(self) -> Dataset:
        """Return the columns with what the statistics need beside them."""
        return Dataset(self.columns(), self.tellers, self.digests, self.digest, len(self.ids))


def load(stories: QuerySet[Story], vertelpunt: Vertelpunt, coalition: Coalition | None = None) -> Dataset:
    """Return the columns of `stories`, all of them told at `vertelpunt`; labels in the active language."""
    return read(stories, vertelpunt, coalition).dataset()


def read(stories: QuerySet[Story], vertelpunt: Vertelpunt, coalition: Coalition | None = None) -> Loaded:
    """Return `stories` as numbers, most of them from disk when they were read before.

    With what people of `coalition` added to them: its tracks, and the codes of its readers.
    """
    rows, asked = Rows(), published_questions(vertelpunt)
    layout = layout_of(list(asked.values()))
    matrix, digests = _numbers(rows.read(stories), layout, vertelpunt)
    without_unoffered(matrix, layout, rows.version, asked)
    ids = tuple(rows.ids)
    facts = background.facts_of(vertelpunt, rows) + added.facts_of(coalition, vertelpunt, ids)
    return Loaded(layout, matrix, facts, ids, digests, rows, _tellers(rows))


def renew(
    loaded: Loaded, stay: NDArray[np.intp], stories: QuerySet[Story], vertelpunt: Vertelpunt, coalition: Coalition
) -> Loaded:
    """Return of `loaded` the stories at the places `stay`, followed by `stories`, which are read anew.

    For when some stories came, changed or went, and questions, tracks and codes stayed what they were.
    """
    fresh, answers = Rows(), list[str]()
    for _ids, some in fresh.read(stories):
        answers.extend(some)
    matrix = read_answers(loaded.layout, answers)
    if fresh.ids:
        without_unoffered(matrix, loaded.layout, fresh.version, published_questions(vertelpunt))
    known = np.concatenate([loaded.known_tellers[stay], _tellers(fresh)])
    rows, kept = loaded.rows.replaced(stay, fresh), loaded.matrix.take(stay)
    matrix = Matrix(
        np.concatenate([kept.values, matrix.values], axis=1), np.concatenate([kept.states, matrix.states], axis=1)
    )
    facts = background.facts_of(vertelpunt, rows) + added.renew(loaded.facts, stay, coalition, vertelpunt, fresh.ids)
    digests = np.concatenate([loaded.digests[stay], digests_of(fresh.ids)])
    return Loaded(loaded.layout, matrix, facts, tuple(rows.ids), digests, rows, known)


def vertelpunt_layout(vertelpunt: Vertelpunt) -> Layout:
    """Return the columns that the published versions of a Vertelpunt give."""
    return layout_of(list(published_questions(vertelpunt).values()))


def published_questions(vertelpunt: Vertelpunt) -> dict[int, Sequence[Question]]:
    """Return the questions of each published version, the newest first; those from elsewhere come last."""
    published = vertelpunt.versions.exclude(published_on=None).order_by("-asked", "-number")
    return {version.pk: read_questions(version.definition) for version in published}


def digests_of(ids: Sequence[str]) -> Digests:
    """Return the keyed digest of each story id (32 hex digits), eight bytes of it."""
    key = key_for(PURPOSE)
    return np.array([int.from_bytes(hmac.digest(key, id.encode(), "sha256")[:8]) for id in ids], np.uint64)


def _row_digests(ids: Sequence[str], answers: Sequence[str]) -> Digests:
    key = key_for(PURPOSE)
    made = [
        blake2b((id + text).encode(), key=key, digest_size=8).digest() for id, text in zip(ids, answers, strict=True)
    ]
    return np.frombuffer(b"".join(made), ">u8").astype(np.uint64)


def _numbers(parts: Iterable[Part], layout: Layout, vertelpunt: Vertelpunt) -> tuple[Matrix, Digests]:
    """Return answers and digests of all stories: what is kept from disk, the rest decoded and then kept as well."""
    kept = cache.read(vertelpunt.pk, layout.fingerprint) or Kept(NOTHING, NOTHING, read_answers(layout, []))
    seen, found, fresh = np.sort(kept.rows), [NOTHING], [kept]
    for ids, answers in parts:
        wanted = _row_digests(ids, answers)
        found.append(wanted)
        new = np.flatnonzero(~_among(wanted, seen)).tolist()
        if new:
            numbers = read_answers(layout, [answers[place] for place in new])
            fresh.append(Kept(digests_of([ids[place] for place in new]), wanted[new], numbers))
    if len(fresh) > 1:
        kept = together(fresh)
        _keep(vertelpunt, layout, kept)
    order, wanted = np.argsort(kept.rows), np.concatenate(found)
    places = order[np.searchsorted(kept.rows, wanted, sorter=order)]
    return kept.matrix.take(places), kept.ids[places]


def _among(wanted: Digests, seen: Digests) -> NDArray[np.bool_]:
    """Tell which of `wanted` are in `seen`, which is sorted."""
    return np.searchsorted(seen, wanted, side="right") > np.searchsorted(seen, wanted, side="left")


def _keep(vertelpunt: Vertelpunt, layout: Layout, kept: Kept) -> None:
    """Write to disk what still exists; with the Vertelpunt locked, so that a withdrawal comes before or after."""
    try:
        with transaction.atomic():
            Vertelpunt.objects.select_for_update().get(pk=vertelpunt.pk)
            present = Story.objects.filter(vertelpunt=vertelpunt).annotate(_id=Cast("id", TextField()))
            ids = [id.replace("-", "") for id in present.order_by().values_list("_id", flat=True)]
            still = _latest(kept.ids)
            still = still[np.isin(kept.ids[still], digests_of(ids))]
            here = Kept(kept.ids[still], kept.rows[still], kept.matrix.take(still))
            cache.write(vertelpunt.pk, layout.fingerprint, here)
    except OSError:
        log.warning("The dataset could not be kept on disk; it is read again next time.")


def _latest(ids: Digests) -> NDArray[np.intp]:
    """Return the last place of each id: an answer that was changed comes after the one it replaces."""
    return len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]


def _tellers(rows: Rows) -> Digests:
    """Return a keyed digest of each story's teller, 0 where the teller is not known; and forget who they were."""
    known = [int(digests_of([teller])[0]) if teller else 0 for teller in rows.teller.values]
    digests = np.array(known or [0], np.uint64)[rows.teller.codes]
    rows.teller = Coded({None: 0}, [np.zeros(len(rows.ids), np.int32)])
    return digests


def _column(field: Field, place: int, matrix: Matrix) -> Column:
    question, last = field.question, field.start + field.width
    values = matrix.values[field.start : last].T if field.kind in WIDE else matrix.values[field.start]
    options = tuple(Option(option.code, localized(option.label) or option.code) for option in field.options)
    return Column(
        key=question.key,
        label=localized(question.short) or localized(question.text) or question.key,
        kind=field.kind,
        values=values,
        states=matrix.states[place],
        options=options,
        role="background" if question.about == "teller" else "question",
        poles=(localized(question.poles[0]), localized(question.poles[1])) if question.poles else ("", ""),
        middle=_middle(field),
    )


def _middle(field: Field) -> int | None:
    """Return the middle option of an ordered choice with an odd number of them."""
    count = len(field.options)
    return count // 2 if field.kind == "ordered" and count % 2 else None
