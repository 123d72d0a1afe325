"""A program hands in a story: the checks of the page, all or nothing, and the same once when it is sent twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.secrets import derived_code, keyed_digest
from people.access import Desk
from people.roles import Permission
from vertelpunt.actions.telling import add_answers, cleaned_story, tell
from vertelpunt.answers import Fault
from vertelpunt.models import Audience, Channel, QuestionSetVersion, Story, Vertelpunt
from vertelpunt.queries import can_tell, current_version
from vertelpunt.questions import read_questions
from vertelpunt.telling import asked
from vertelpunt.text import clean

ID, CODE = "vertelpunt.handed_in", "vertelpunt.handed_in.code"


@dataclass(frozen=True)
class Told:
    """A story as a program sends it; without a version the questions that are asked now."""

    audience: str
    text: str
    title: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    language: str = "nl"
    channel: str = ""
    version: int | None = None


@dataclass(frozen=True)
class HandedIn:
    """A story that was kept, the code for its teller, and whether it is new."""

    story: Story
    code: str
    new: bool


class BadAnswers(Refused):
    """Answers that cannot be taken: `faults` says what is wrong with which question."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("bad_answers", _("Some answers do not fit their question. Nothing was kept."))
        self.faults = dict(faults)


@transaction.atomic
def hand_in(*, desk: Desk, vertelpunt: Vertelpunt, key: str, told: Told) -> HandedIn:
    """Keep a story under the `key` of a program; with the same key again it is the same story, and the same code."""
    desk.require(Permission.EDIT_VERTELPUNT)
    named = f"{vertelpunt.pk}:{key}"
    story, code = UUID(keyed_digest(ID, named)[:32], version=4), derived_code(CODE, named)
    answers = {name: _cleaned(value) for name, value in told.answers.items()}
    known = Story.everything.filter(pk=story).select_related("audience").first()
    if known is not None:
        return HandedIn(_same(known, told, answers), code, new=False)
    version = _version(vertelpunt, told)
    _refuse_strange(version, told.audience, answers)
    made = tell(
        version=version,
        audience=_audience(vertelpunt, told.audience),
        text=told.text,
        title=told.title,
        story=story,
        code=code,
        language=_language(vertelpunt, told.language),
        channel=_channel(vertelpunt, told.channel),
        teller=uuid4(),
    )
    _refuse(add_answers(story=made, answers=answers, finished=True, trusted=False))
    return HandedIn(made, code, new=True)


def _cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [_cleaned(part) for part in value]
    return clean(value) if isinstance(value, str) else value


def _same(known: Story, told: Told, answers: Mapping[str, Any]) -> Story:
    """Return a story that was handed in before; refuse another one under its key."""
    text, title = cleaned_story(told.text, told.title)
    sent = (text, title, told.audience, answers)
    kept = (known.text, known.title, known.audience.key, known.answers)
    if known.state == Story.State.TOLD and sent != kept:
        message = _("Another story was handed in with this key. Nothing was changed. Use a new key for each story.")
        raise Refused("key_used", message, status=409)
    return known


def _version(vertelpunt: Vertelpunt, told: Told) -> QuestionSetVersion:
    version = current_version(vertelpunt)
    if version is None or not can_tell(vertelpunt):
        raise Refused("closed", _("Nobody can tell here now. Nothing was kept."), status=409)
    if told.version is not None and told.version != version.number:
        message = _("The questions were changed. Nothing was kept. Read the questions again.")
        raise Refused("other_questions", message, status=409)
    return version


def _refuse_strange(version: QuestionSetVersion, audience: str, answers: Mapping[str, Any]) -> None:
    """Refuse answers to questions that this teller does not meet: the page would not have asked them."""
    every = read_questions(version.definition)
    met = {question.key for question in asked(every, audience, answers)}
    known = {question.key for question in every}
    _refuse([Fault(key, "not_asked" if key in known else "unknown_question") for key in answers if key not in met])


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise BadAnswers({fault.key: fault.code for fault in faults})


def _audience(vertelpunt: Vertelpunt, key: str) -> Audience:
    found = vertelpunt.audiences.filter(key=key, offered=True).first()
    if found is None:
        raise Refused("unknown_audience", _("There is no such group of tellers here. Nothing was kept."))
    return found


def _language(vertelpunt: Vertelpunt, language: str) -> str:
    if language not in vertelpunt.languages:
        raise Refused("unknown_language", _("This Vertelpunt does not offer that language. Nothing was kept."))
    return language


def _channel(vertelpunt: Vertelpunt, code: str) -> Channel | None:
    found = vertelpunt.channels.filter(code=code).first() if code else None
    if code and found is None:
        raise Refused("unknown_channel", _("There is no such link here. Nothing was kept."))
    return found
