"""Choose stories for a part of a pattern: the best, each judged again beside those before it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patterns.typical.candidates import Candidate, Floats, fullness, ranks_within, shared_runs
from patterns.typical.concreteness import CONCRETE, Marks, marks_of
from patterns.typical.settings import USUAL, Part, Settings
from patterns.typical.wording import Sparse, centrality, vectors

HIGH = 0.75  # rank from which a quality is named as a ground
NEAR = 0.2  # cosine from which two texts are compared run by run
NO_LISTS = 0.5  # how concrete a story is in a language of which there are no lists


@dataclass(frozen=True)
class Proposal:
    """A proposed story; `grounds` are codes and `names` the kinds of things it names, words where they are shown."""

    id: str
    part: Part
    score: float
    grounds: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judged:
    """Candidates with what the method found of each: the score, its parts, and what they share."""

    candidates: Sequence[Candidate]
    scores: Floats
    qualities: dict[str, Floats]
    marks: Sequence[Marks | None]
    likeness: Floats

    def shared(self, settings: Settings) -> Floats:
        """Return what every two candidates share, from 0 to 1."""
        found = settings.audience * _same([one.audience for one in self.candidates])
        found += settings.side * _same([str(one.side) for one in self.candidates])
        found += settings.region * _same([one.region for one in self.candidates])
        found += settings.themes * _overlap([one.themes for one in self.candidates])
        return np.asarray(found + settings.wording * np.minimum(self.likeness / settings.same_words, 1.0))

    def too_like(self, place: int, settings: Settings) -> set[int]:
        """Return who cannot stand beside the candidate at `place`: the same teller, or nearly the same text."""
        teller, runs = self.candidates[place].teller, self.candidates[place].runs
        alike = set(np.flatnonzero(self.likeness[place] >= settings.same_words).tolist())
        told = {other for other, one in enumerate(self.candidates) if teller and one.teller == teller}
        near = np.flatnonzero(self.likeness[place] >= NEAR).tolist()
        copies = {other for other in near if shared_runs(runs, self.candidates[other].runs) >= settings.same_runs}
        return {place} | alike | told | copies


def propose(
    part: Part,
    candidates: Sequence[Candidate],
    *,
    beside: Sequence[Candidate] = (),
    unlike: Sequence[Candidate] = (),
    turn: int = 0,
    settings: Settings = USUAL,
) -> list[Proposal]:
    """Return the best of `candidates` for `part`, different from each other and from those `beside` them.

    Parameters
    ----------
    part : {"typical", "counter", "middle"}
        What they are proposed as.
    candidates : sequence of Candidate
        In any order: equals are told apart by their ids.
    beside : sequence of Candidate
        Stories that were picked already.
    unlike : sequence of Candidate
        Stories of which no near-duplicate is wanted: those proposed for another part.
    turn : int
        0 for the first proposals, 1 for the next ones, and so on.
    settings : Settings
        Weights and limits.
    """
    free = _sorted([one for one in candidates if one.words >= settings.words])
    if not free:
        return []
    judged = judge([*free, *_sorted(beside), *_sorted(unlike)], settings)
    size = settings.how_many[part]
    picked = range(len(free), len(free) + len(beside))
    chosen = in_turn(judged, len(free), picked, (turn + 1) * size, settings)
    return [_proposal(judged, part, chosen[:at], place) for at, place in enumerate(chosen) if at >= turn * size]


def _sorted(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: one.id)


def judge(candidates: Sequence[Candidate], settings: Settings = USUAL) -> Judged:
    """Return the candidates with their scores."""
    rows = vectors(candidates)
    marks = [marks_of(one.text, one.language, one.tokens) for one in candidates]
    telling = [each.score if each else NO_LISTS for each in marks]
    qualities = {
        "fit": np.array([one.fit for one in candidates]),
        "full": fullness(candidates, settings.full_from),
        "concrete": ranks_within(telling, [one.language for one in candidates]),
        "central": centrality(candidates, rows),
    }
    weights = {"fit": settings.fit, "full": settings.full, "concrete": settings.concrete, "central": settings.central}
    scores = np.sum([weights[name] * values for name, values in qualities.items()], axis=0)
    scores += settings.quotable * np.array([one.quotable for one in candidates])
    return Judged(candidates, np.round(scores, 9), qualities, marks, _likeness(rows))


def _likeness(rows: Sparse) -> Floats:
    return np.asarray(np.round((rows @ rows.T).toarray(), 9))


def in_turn(judged: Judged, free: int, beside: Sequence[int], most: int, settings: Settings) -> list[int]:
    """Return places of the first `free` candidates, best first: a score less what is shared with those before."""
    shared = judged.shared(settings)
    taken = range(free, len(judged.candidates))
    left = set(range(free)).difference(*(judged.too_like(place, settings) for place in taken))
    chosen: list[int] = []
    while left and len(chosen) < most:
        before = [*beside, *chosen]
        loss = settings.differ * shared[:, before].mean(axis=1) if before else np.zeros(len(shared))
        best = max(sorted(left), key=lambda place: judged.scores[place] - loss[place])
        chosen.append(best)
        left -= judged.too_like(best, settings)
    return chosen


def _same(names: Sequence[str]) -> Floats:
    """Return 1 where two have the same name; what is not known is shared with nobody."""
    given = np.array(names)
    return np.asarray((given[:, None] == given[None, :]) & (given != "")[:, None], np.float64)


def _overlap(themes: Sequence[frozenset[str]]) -> Floats:
    """Return which share of the themes of two stories together both have."""
    known = sorted(frozenset().union(*themes))
    has = np.array([[name in some for name in known] for some in themes], np.float64).reshape(len(themes), len(known))
    both, sizes = has @ has.T, has.sum(axis=1)
    either = sizes[:, None] + sizes[None, :] - both
    return np.asarray(np.divide(both, either, out=np.zeros_like(both), where=either > 0))


def _proposal(judged: Judged, part: Part, before: Sequence[int], place: int) -> Proposal:
    one, marks = judged.candidates[place], judged.marks[place]
    high = {name: bool(values[place] >= HIGH) for name, values in judged.qualities.items()}
    named = {
        "concrete": marks is not None and marks.score >= CONCRETE and judged.qualities["concrete"][place] >= CONCRETE,
        "full": high["full"],
        "central": high["central"],
        "quotable": one.quotable,
        "other": bool(before) and one.audience not in {judged.candidates[at].audience for at in before},
    }
    grounds = (part, *(name for name, holds in named.items() if holds))
    return Proposal(one.id, part, float(judged.scores[place]), grounds, stands_out(marks, judged.marks))


def stands_out(marks: Marks | None, among: Sequence[Marks | None]) -> tuple[str, ...]:
    """Return the two kinds of things that a text names more than others do."""
    known = [one for one in among if one]
    if marks is None:
        return ()
    usual = {kind: sum(one.rate(kind) for one in known) / len(known) for kind in marks.found}
    more = {kind: marks.rate(kind) / usual[kind] for kind, count in marks.found.items() if count > 1}
    return tuple(sorted(more, key=lambda kind: (-round(more[kind], 9), kind))[:2])
