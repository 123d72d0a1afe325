"""The way through the pages of telling: which questions come together, and the token that ties the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django.core import signing

from lib.secrets import new_code
from vertelpunt.questions import Question

SALT = "vertelpunt.telling"
MAX_AGE = 24 * 60 * 60
SPACE = {"slider": 2, "ordered": 2, "choice": 2, "multi": 3, "triad": 4, "text": 3, "region": 1}
PAGE_SPACE = 6

Page = tuple[Question, ...]


@dataclass(frozen=True)
class Place:
    """Where a teller is: the story (told or about to be), its code, and the questions on the page."""

    story: str
    code: str
    teller: str
    version: int
    channel: str = ""
    keys: tuple[str, ...] = ()
    page: int = 0
    before: str = ""  # an earlier story of the same teller, whose answers about the teller are kept
    trial: bool = False  # a test: what is told never counts
    hand: str = ""  # by whose personal link this teller came
    trusted: bool = True  # false when the form looks sent by a machine: then a person reads it first


def first_place(version: int, channel: str = "", *, teller: str = "", before: str = "") -> Place:
    """Return the place of somebody who opens an empty page: a story id and a code are ready, nothing is stored."""
    return Place(str(uuid4()), new_code(), teller or str(uuid4()), version, channel, before=before)


def seal(place: Place) -> str:
    """Return `place` as a signed token for a form."""
    return signing.dumps(asdict(place), salt=SALT, compress=True)


def unseal(token: str, max_age: int | None = MAX_AGE) -> Place:
    """Return the place in `token`; raises SignatureExpired or BadSignature."""
    data: dict[str, Any] = signing.loads(token, salt=SALT, max_age=max_age)
    try:
        return Place(**data | {"keys": tuple(data["keys"])})
    except (TypeError, KeyError) as error:  # sealed by an older edition of this program
        raise signing.BadSignature from error


def asked(questions: Sequence[Question], audience: str, answers: Mapping[str, object]) -> Page:
    """Return the questions that a teller of `audience` meets, given the answers so far."""
    return tuple(question for question in questions if question.asked_of(audience, answers))


def pages(questions: Sequence[Question], audience: str, answers: Mapping[str, object]) -> list[Page]:
    """Return the questions in pages of a few; a question that depends on another stands on a later page."""
    made: list[list[Question]] = []
    for question in asked(questions, audience, answers):
        if not made or not _fits(made[-1], question):
            made.append([])
        made[-1].append(question)
    return [tuple(page) for page in made]


def _fits(page: Sequence[Question], question: Question) -> bool:
    if question.show_if and question.show_if.key in {other.key for other in page}:
        return False
    return sum(SPACE[other.kind] for other in page) + SPACE[question.kind] <= PAGE_SPACE


def max_asked(questions: Sequence[Question], audience: str) -> int:
    """Return the most questions that one teller of `audience` can meet."""
    own = [question for question in questions if not question.audiences or audience in question.audiences]
    loose = sum(question.show_if is None for question in own)
    routes = {question.show_if.key for question in own if question.show_if}
    return loose + sum(_most(own, key) for key in routes)


def _most(questions: Sequence[Question], key: str) -> int:
    codes = [code for question in questions if question.key == key for code in question.codes()]
    routed = [question.show_if.codes for question in questions if question.show_if and question.show_if.key == key]
    return max((sum(code in chosen for chosen in routed) for code in codes), default=0)
