"""Made-up stories in which it is known who is the core of a pattern, who tells concretely, and who copies whom."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from patterns.fit import fit_of
from patterns.stats.columns import Bools, Column, Dataset, Ints, Option
from patterns.typical.candidates import Candidate, shared_runs
from patterns.typical.choosing import Proposal, propose
from patterns.typical.concreteness import FOLDER
from patterns.typical.core import Background, pools_of
from patterns.typical.settings import PARTS, Part

AUDIENCES = ("parent", "professional", "youth")
SHARES, REGIONS, THEMES = (0.74, 0.18, 0.08), 8, 10
KINDS = ("core", "against", "middle", "other")
OFTEN = (0.3, 0.1, 0.15, 0.45)
COPIES = 0.15  # of the stories nearly repeat another one
STEPS = 5
QUOTABLE = 0.5  # of the tellers say that they may be quoted


@dataclass(frozen=True, slots=True)
class Planted:
    """Stories with what was planted in them."""

    data: Dataset
    told: Background
    kind: Ints
    concrete: Bools
    stories: list[Candidate]


def planted(n: int, seed: int) -> Planted:
    """Return `n` stories about a slider and five steps that go together in the core."""
    random = np.random.default_rng(seed)
    kind = random.choice(len(KINDS), n, p=OFTEN)
    slider, steps = _answers(kind, random)
    audience = random.choice(3, n, p=SHARES)
    concrete = random.random(n) < 0.5
    texts = _texts(concrete, random)
    stories = [
        Candidate(
            id=f"{number:06d}",
            text=text,
            words=len(text.split()),
            audience=AUDIENCES[audience[number]],
            fit=0.0,
            region=str(random.integers(REGIONS)),
            themes=frozenset(random.choice(THEMES, 2, replace=False).astype(str).tolist()),
            quotable=bool(random.random() < QUOTABLE),
        )
        for number, text in enumerate(texts)
    ]
    options = tuple(Option(str(code), str(code)) for code in range(STEPS))
    columns = (
        Column("a", "a", "slider", slider.astype(np.int8)),
        Column("b", "b", "ordered", steps.astype(np.int8), None, options, middle=STEPS // 2),
    )
    length = np.searchsorted((50, 100, 200), [one.words for one in stories])
    told = Background(audience, length, random.permutation(n).astype(np.uint64))
    return Planted(Dataset(columns), told, kind, concrete, stories)


def _answers(kind: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Return answers to both: at one end together, at opposite ends, both in the middle, or near the core's edge."""
    n = len(kind)
    high = random.random(n) < 0.5
    far = random.integers(0, 12, n)
    slider = np.where(high, 100 - far, far)
    steps = np.where(high, STEPS - 1, 0)
    against, middle, other = (kind == KINDS.index(name) for name in ("against", "middle", "other"))
    steps = np.where(against, STEPS - 1 - steps, steps)
    slider = np.where(middle, random.integers(42, 59, n), slider)
    steps = np.where(middle, STEPS // 2, steps)
    slider = np.where(other, np.where(high, random.integers(52, 75, n), random.integers(26, 49, n)), slider)
    steps = np.where(other, np.where(high, STEPS - 2, 1), steps)
    return slider, steps


def _texts(concrete: Bools, random: np.random.Generator) -> list[str]:
    """Return texts of 30 to 250 words, a quarter of them from the lists; some repeat an earlier one nearly."""
    lists = json.loads((FOLDER / "concrete_nl.json").read_text(encoding="utf-8"))
    told = " ".join(word for kind in ("moments", "actions", "things", "people") for word in lists[kind])
    vocabulary = [_without_star(told), _without_star(" ".join(lists["general"]))]
    texts: list[str] = []
    for number, is_concrete in enumerate(concrete.tolist()):
        if number and random.random() < COPIES:
            source = int(random.integers(number))
            texts.append(_nearly(texts[source], random))
            concrete[number] = concrete[source]
            continue
        size = int(random.integers(30, 250))
        own = [f"w{word}x" for word in random.zipf(1.25, size) % 4000]
        places = random.random(size) < 0.25
        marks = random.choice(vocabulary[0 if is_concrete else 1], size)
        texts.append(" ".join(np.where(places, marks, own).tolist()))
    return texts


def _without_star(words: str) -> NDArray[np.str_]:
    return np.array([word.rstrip("*") for word in words.split()])


def _nearly(text: str, random: np.random.Generator) -> str:
    """Return `text` with one word in twenty another."""
    words = text.split()
    for place in random.choice(len(words), max(len(words) // 20, 1), replace=False):
        words[place] = f"n{random.integers(10**6)}"
    return " ".join(words)


def proposed(made: Planted) -> dict[Part, list[Proposal]]:
    """Return what is proposed for each part."""
    fit = fit_of(made.data, "slider_ordered", ("a", "b"))
    found: dict[Part, list[Proposal]] = {}
    unlike: list[Candidate] = []
    for part, pool in pools_of(fit, fit.known, made.told).items():
        rows = zip(pool.rows.tolist(), pool.fits.tolist(), pool.sides.tolist(), strict=True)
        some = [_at(made.stories[row], how_well, side) for row, how_well, side in rows]
        found[part] = propose(part, some, unlike=unlike)
        chosen = {one.id for one in found[part]}
        unlike += [one for one in some if one.id in chosen]
    return found


def _at(story: Candidate, fit: float, side: int) -> Candidate:
    return replace(story, fit=fit, side=side)


def share_right(made: Planted, found: dict[Part, list[Proposal]], part: Part) -> float:
    """Return which share of the proposals for `part` was planted as that."""
    wanted = PARTS.index(part)
    right = [made.kind[int(one.id)] == wanted for one in found[part]]
    return sum(right) / max(len(right), 1)


def copies_in(made: Planted, numbers: list[int]) -> int:
    """Return how many pairs of stories nearly repeat each other."""
    runs = [made.stories[number].runs for number in numbers]
    pairs = ((one, other) for at, one in enumerate(runs) for other in runs[:at])
    return sum(shared_runs(one, other) >= 0.3 for one, other in pairs)


def variety(made: Planted, numbers: list[int]) -> float:
    """Return how many audiences, regions, themes and ends of the pattern some stories have, each as a share of all."""
    some = [made.stories[number] for number in numbers]
    ends = {int(made.data.columns[0].values[number] > 50) for number in numbers}
    parts = (
        len({one.audience for one in some}) / len(AUDIENCES),
        len({one.region for one in some}) / min(REGIONS, len(some)),
        len(frozenset().union(*(one.themes for one in some))) / THEMES,
        len(ends) / 2,
    )
    return sum(parts) / len(parts)
