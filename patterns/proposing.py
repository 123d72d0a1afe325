"""Stories proposed for an observation, with the reason why in a few words; a person picks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from patterns.background import AUDIENCE, LENGTH
from patterns.card import current_pattern
from patterns.fit import fit_of
from patterns.known import Known, known_at
from patterns.models import Observation
from patterns.reasons import reason
from patterns.stats.columns import Bools, Dataset, Ints
from patterns.story import answers_of
from patterns.typical.candidates import Candidate
from patterns.typical.choosing import Proposal, propose
from patterns.typical.core import Background, Pool, pools_of
from patterns.typical.settings import Part
from vertelpunt.access import Workplace
from vertelpunt.answers import value_of
from vertelpunt.models import Story

THEMES = "themes"


@dataclass(frozen=True)
class Proposed:
    """A story proposed for a part of an observation, and why."""

    story: Story
    part: Part
    reason: tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """The pattern that stories are sought for, and the numbers of those that go with it already."""

    kind: str
    questions: tuple[str, ...]
    key: str = ""
    chosen: tuple[int, ...] = ()


def proposals(
    place: Workplace, observation: Observation, turns: Mapping[Part, int] | None = None
) -> dict[Part, list[Proposed]]:
    """Return stories for each part, without those on the card already; nothing where the pattern cannot be read.

    `turns` says for each part how many times others were asked for.
    """
    pattern = current_pattern(observation)
    if pattern is None:
        return {}
    chosen = tuple(observation.typical_stories.values_list("story__number", flat=True))
    return stories_for(place, Sought(pattern.kind, tuple(pattern.questions.split()), pattern.key, chosen), turns or {})


def stories_for(place: Workplace, sought: Sought, turns: Mapping[Part, int]) -> dict[Part, list[Proposed]]:
    """Return stories for each part of a pattern; nothing when one of its questions is asked no more."""
    known = known_at(place)
    pools = _pools(known, sought)
    numbers = {int(number) for pool in pools.values() for number in known.numbers[pool.rows]}
    stories = _read(place, numbers.union(sought.chosen))
    beside = [_candidate(stories[number], 0.0, 0) for number in sought.chosen if number in stories]
    used, found, unlike = set(sought.chosen), dict[Part, list[Proposed]](), list[Candidate]()
    for part, pool in pools.items():
        fits = dict(zip(known.numbers[pool.rows].tolist(), zip(pool.fits, pool.sides, strict=True), strict=True))
        free = [_candidate(stories[number], *fits[number]) for number in fits.keys() & stories.keys() - used]
        made = propose(part, free, beside=beside, unlike=unlike, turn=turns.get(part, 0))
        found[part] = [_shown(one, stories[int(one.id)], sought.questions) for one in made]
        used |= {one.story.number for one in found[part]}
        unlike += [one for one in free if int(one.id) in used]
    return found


def _pools(known: Known, sought: Sought) -> dict[Part, Pool]:
    data = known.data
    if not set(sought.questions[:3]) <= {column.key for column in data.columns}:
        return {}
    fit = fit_of(data, sought.kind, sought.questions)
    among = fit.known & known.released & _within(data, sought.key)
    return pools_of(fit, among, Background(_codes(data, AUDIENCE), _codes(data, LENGTH), known.digests))


def _within(data: Dataset, key: str) -> Bools:
    """Return the stories of the one audience that a pattern is about, or all."""
    if "@" not in key:
        return np.ones(data.size, np.bool_)
    asked, code = key.rsplit("@", 1)[1].split("=", 1)
    column = data.column(asked)
    codes = [option.code for option in column.options]
    return np.asarray(column.values == codes.index(code) if code in codes else np.zeros(data.size, np.bool_))


def _codes(data: Dataset, key: str) -> Ints:
    known = {column.key: column for column in data.columns}
    return known[key].values.astype(np.int64) if key in known else np.zeros(data.size, np.int64)


def _read(place: Workplace, numbers: Iterable[int]) -> dict[int, Story]:
    """Return these stories by number: only what this person may read."""
    stories = place.readable().filter(number__in=list(numbers))
    few = stories.prefetch_related("audience", "version", "region")  # few of each, and large: read once
    return {story.number: story for story in few}


def _candidate(story: Story, fit: float, side: int) -> Candidate:
    return Candidate(
        id=f"{story.number:010d}",
        text=story.release.text,
        words=story.words,
        audience=story.audience.key,
        fit=float(fit),
        side=int(side),
        region=str(story.region_id or ""),
        themes=frozenset(value_of(story.answers, THEMES) or ()),
        teller=story.teller.hex if story.teller else "",
        language=story.language.split("-")[0],
    )


def _shown(proposal: Proposal, story: Story, questions: Sequence[str]) -> Proposed:
    return Proposed(story, proposal.part, reason(proposal, story.words, answers_of(story, questions)))
