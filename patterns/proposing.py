"""Stories proposed for an observation, with the reason why in a few words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patterns import dataset
from patterns.card import current_pattern
from patterns.fit import Fit, fit_of
from patterns.models import Observation
from patterns.stats.columns import Dataset
from patterns.story import Given, answers_of
from patterns.typical import Candidate, Part, Proposal, propose
from vertelpunt.access import Workplace
from vertelpunt.answers import value_of
from vertelpunt.models import Story

LOOKED_AT = 150  # stories per part whose words are compared
LEAST_WORDS = 25
THEMES = "themes"
PARTS: tuple[Part, ...] = ("typical", "counter", "middle")
GROUNDS: dict[str, Promise] = {
    "typical": _("in the core of the pattern"),
    "counter": _("goes against the pattern"),
    "middle": _("between both ends"),
    "concrete": _("told concretely"),
    "central": _("words that many of them use"),
    "length": _("told fully for this kind of teller"),
    "other": _("another kind of teller"),
}


@dataclass(frozen=True)
class Proposed:
    """A story proposed for a part of an observation."""

    story: Story
    part: Part
    grounds: tuple[str, ...]
    answers: tuple[Given, ...]


def proposals(place: Workplace, observation: Observation) -> dict[Part, list[Proposed]]:
    """Return stories for each part, without those chosen already; nothing where the pattern cannot be read."""
    pattern = current_pattern(observation)
    if pattern is None:
        return {}
    questions = tuple(pattern.result["questions"])
    loaded = dataset.read(place.readable(), place.vertelpunt)
    data = loaded.dataset()
    if not set(questions[:2]) <= {column.key for column in data.columns}:
        return {}
    fit = fit_of(data, pattern.kind, questions)
    taken = {story.hex for story in observation.typical_stories.values_list("story_id", flat=True)}
    chosen = {part: _candidates(part, fit, loaded.ids, data, taken) for part in PARTS}
    return {part: _proposed(part, fits, questions) for part, fits in chosen.items()}


def _candidates(
    part: Part, fit: Fit, ids: Sequence[str], data: Dataset, taken: set[str]
) -> dict[str, tuple[float, int]]:
    """Return fit and side of the stories that fit `part` best, by id."""
    strength = {"typical": fit.core, "counter": -fit.core, "middle": fit.middle}[part]
    strength = np.where(fit.known, strength, -1.0)
    order = np.argsort(-strength, kind="stable")[: LOOKED_AT + len(taken)]
    free = [int(row) for row in order if strength[row] > 0 and ids[row] not in taken]
    return {ids[row]: (float(strength[row]), int(fit.side[row])) for row in free[:LOOKED_AT]}


def _proposed(part: Part, fits: dict[str, tuple[float, int]], questions: Sequence[str]) -> list[Proposed]:
    stories = Story.objects.filter(pk__in=list(fits)).select_related("release")
    stories = stories.prefetch_related("audience", "version", "region")  # few of each, and large: read once
    found = {story.pk.hex: story for story in stories if story.words >= LEAST_WORDS}
    candidates = [_candidate(story, *fits[key]) for key, story in sorted(found.items())]
    return [_shown(proposal, found[proposal.id], questions) for proposal in propose(part, candidates)]


def _candidate(story: Story, fit: float, side: int) -> Candidate:
    return Candidate(
        id=story.pk.hex,
        text=story.release.text,
        words=story.words,
        audience=story.audience.key,
        fit=fit,
        side=side,
        region=str(story.region_id or ""),
        themes=frozenset(value_of(story.answers, THEMES) or ()),
        teller=story.teller.hex if story.teller else "",
    )


def _shown(proposal: Proposal, story: Story, questions: Sequence[str]) -> Proposed:
    return Proposed(story, proposal.part, tuple(said(proposal.grounds)), tuple(answers_of(story, questions)))


def said(grounds: Iterable[str]) -> Iterable[str]:
    """Return grounds in words."""
    return (str(GROUNDS[ground]) for ground in grounds)
