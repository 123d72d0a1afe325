"""Which answers a story could choose: what its question version did not offer is missing, and not unchosen."""

from collections.abc import Mapping, Sequence

import numpy as np

from patterns.layout import Field, Layout
from patterns.matrix import Matrix
from patterns.rows import Coded
from patterns.stats.columns import MISSING
from vertelpunt.questions import Question


def without_unoffered(
    matrix: Matrix, layout: Layout, versions: Coded, asked: Mapping[int, Sequence[Question]]
) -> None:
    """Make missing what was not chosen because it was not offered, in `matrix` itself.

    `versions` are the keys of the question versions that the stories were told with, `asked` the questions of each.
    """
    for code, version in enumerate(versions.values):
        known = {question.key: question for question in asked.get(version, ())}
        missing = [row for field in layout.fields for row in _unoffered(field, known.get(field.question.key))]
        if missing:
            cells = np.ix_(np.array(missing), np.flatnonzero(versions.codes == code))
            matrix.values[cells] = np.where(matrix.values[cells] == 0, MISSING, matrix.values[cells])


def _unoffered(field: Field, question: Question | None) -> list[int]:
    """Return the rows of the options of a multiple choice that a version's question did not have."""
    if field.kind != "multi" or question is None or question.kind != field.question.kind:
        return []
    offered = question.codes()
    return [field.start + place for place, option in enumerate(field.options) if option.code not in offered]
