"""Stories proposed for an observation, with the reason why in a few words; a person picks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from patterns.background import AUDIENCE, LENGTH
from patterns.explorer.selections import found_by
from patterns.fit import fit_of, together
from patterns.known import Known, known_at
from patterns.models import Observation, Selection
from patterns.observed import newest_patterns
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
class About:
    """A pattern that stories are sought for."""

    kind: str
    questions: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, eq=False)
class Sought:
    """The patterns that stories are sought for, the numbers of those that are chosen already, and among which."""

    about: tuple[About, ...]
    chosen: tuple[int, ...] = ()
    among: Bools | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions of all patterns, each once."""
        return tuple(dict.fromkeys(key for one in self.about for key in one.questions))


def proposals(
    place: Workplace,
    observation: Observation,
    turns: Mapping[Part, int] | None = None,
    among: Selection | None = None,
) -> dict[Part, list[Proposed]]:
    """Return stories for each part, without those on the card already; nothing where no pattern can be read.

    `turns` says for each part how many times others were asked for; `among` narrows to the stories of a selection.
    """
    newest = newest_patterns([observation])
    patterns = [newest[link.pk] for link in observation.patterns.all() if link.pk in newest]
    about = tuple(About(one.kind, tuple(one.questions.split()), one.key) for one in patterns)
    chosen = tuple(observation.typical_stories.values_list("story__number", flat=True))
    rows = found_by(place, among.query).rows if among else None
    return stories_for(place, Sought(about, chosen, rows), turns or {})


def stories_for(place: Workplace, sought: Sought, turns: Mapping[Part, int]) -> dict[Part, list[Proposed]]:
    """Return stories for each part; a pattern of which a question is asked no more does not count."""
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
    columns = {column.key for column in data.columns}
    asked = [one for one in sought.about if set(one.questions[:3]) <= columns]
    if not asked:
        return {}
    fit = together([fit_of(data, one.kind, one.questions).within(_within(data, one.key)) for one in asked])
    among = fit.known & known.released & (True if sought.among is None else sought.among)
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
        quotable=story.may_quote == Story.Quote.YES,
    )


def _shown(proposal: Proposal, story: Story, questions: Sequence[str]) -> Proposed:
    return Proposed(story, proposal.part, reason(proposal, story.words, answers_of(story, questions)))
