"""Published question sets, kept by every process: they never change, as the database refuses that.

Whether a Vertelpunt is open, and all else about it, is never kept: that is read with each request.
"""

from copy import copy

from vertelpunt.models import QuestionSetVersion, Vertelpunt
from vertelpunt.questions import Question, read_questions

MOST = 200  # question sets; when there are more, all are read again as they come

_versions: dict[int, tuple[QuestionSetVersion, tuple[Question, ...]]] = {}


def version_of(point: Vertelpunt, pk: int) -> QuestionSetVersion | None:
    """Return the question set `pk` of `point`, with this `point` as it was just read."""
    known = _versions.get(pk)
    found = copy(known[0]) if known else point.versions.filter(pk=pk).first()
    if found is None or found.vertelpunt_id != point.pk:
        return None
    found.vertelpunt = point
    return found


def questions_of(version: QuestionSetVersion) -> tuple[Question, ...]:
    """Return the questions of a version, in the order in which they are asked."""
    known = _versions.get(version.pk)
    if known is None:
        known = version, read_questions(version.definition)
        if version.published_on is not None:
            _keep(*known)
    return known[1]


def _keep(version: QuestionSetVersion, questions: tuple[Question, ...]) -> None:
    if len(_versions) >= MOST:
        _versions.clear()
    alone = QuestionSetVersion(**{field.attname: getattr(version, field.attname) for field in version._meta.fields})
    alone._state.adding, alone._state.db = False, version._state.db
    _versions[version.pk] = alone, questions


def forget() -> None:
    """Read everything again the next time."""
    _versions.clear()
