"""Answers as small integers: a matrix of values and one of states, a column for each story."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patterns.layout import Field, Layout
from patterns.stats.columns import ANSWERED, MISSING, NOT_APPLICABLE, NOT_ASKED, SKIPPED, SLIDER_TOP
from vertelpunt import triads
from vertelpunt.answers import MISSING as NONE
from vertelpunt.answers import State

Values = NDArray[np.signedinteger]
States = NDArray[np.uint8]
STATE = {State.SKIPPED.value: SKIPPED, State.NOT_APPLICABLE.value: NOT_APPLICABLE}


@dataclass(frozen=True)
class Matrix:
    """`values` has a row for each row of the layout, `states` one for each field; both a column per story."""

    values: Values
    states: States

    def take(self, places: NDArray[np.intp]) -> "Matrix":
        """Return the stories at `places`."""
        return Matrix(self.values[:, places], self.states[:, places])


def read_answer(field: Field, answer: Any) -> tuple[list[int], int]:
    """Return the values of `answer` and its state; an answer that no version knew counts as not asked."""
    missing = [MISSING] * field.width
    if isinstance(answer, dict):
        return missing, STATE.get(answer.get(NONE, ""), NOT_ASKED)
    if field.kind == "slider":
        known = isinstance(answer, int) and 0 <= answer <= SLIDER_TOP
        return ([answer], ANSWERED) if known else (missing, NOT_ASKED)
    if field.kind == "triad":
        return (list(answer), ANSWERED) if triads.fits(answer) else (missing, NOT_ASKED)
    if field.kind == "multi":
        chosen = {field.index.get(code) for code in answer} if isinstance(answer, list) else {None}
        known = None not in chosen and bool(chosen)
        return ([int(place in chosen) for place in range(field.width)], ANSWERED) if known else (missing, NOT_ASKED)
    place = field.index.get(answer) if isinstance(answer, str) else None
    return (missing, NOT_ASKED) if place is None else ([place], ANSWERED)


def read_answers(layout: Layout, raw: Sequence[str]) -> Matrix:
    """Return the matrix of stories whose answers are the JSON texts `raw`."""
    width, fields = layout.width, {field.question.key: (place, field) for place, field in enumerate(layout.fields)}
    code = "b" if layout.compact else "h"
    values = array(code, [MISSING]) * (width * len(raw))
    states = array("B", [NOT_ASKED]) * (len(fields) * len(raw))
    for row, text in enumerate(raw):
        for key, answer in json.loads(text).items():
            if key in fields:
                place, field = fields[key]
                numbers, state = read_answer(field, answer)
                start = row * width + field.start
                values[start : start + field.width] = array(code, numbers)
                states[row * len(fields) + place] = state
    by_story, their_states = np.array(values), np.array(states)
    return Matrix(
        np.ascontiguousarray(by_story.reshape(len(raw), width).T),
        np.ascontiguousarray(their_states.reshape(len(raw), len(fields)).T),
    )
