"""A question set as the composer shows it: rows, the pool beside it, and what each group meets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from lib.texts import Texts, localized
from people.models import Coalition
from vertelpunt import pool
from vertelpunt.actions.composing import issues_of
from vertelpunt.making.minutes import duration
from vertelpunt.making.question_form import KIND_NAMES
from vertelpunt.making.readability import Reading, reading
from vertelpunt.making.words import issue_text, labels_of, reading_text
from vertelpunt.models import Audience, QuestionModule, Vertelpunt
from vertelpunt.questions import Question, question_from
from vertelpunt.telling import max_asked

CLOSING = ("region", "may_quote", "may_publish")
BEFORE = ("lead", "prompt", "prompt_help")


@dataclass(frozen=True)
class Row:
    """A question of the set, in words."""

    key: str
    text: str
    kind: str
    who: str
    route: str
    reading: str
    is_core: bool


@dataclass(frozen=True)
class Offered:
    """A question of the pool that is not in the set."""

    key: str
    text: str
    kind: str


@dataclass(frozen=True)
class OfferedModule:
    """A module of the pool, with what it has that is not in the set."""

    name: str
    is_core: bool
    questions: tuple[Offered, ...]

    @property
    def keys(self) -> list[str]:
        """Return the keys of its questions."""
        return [one.key for one in self.questions]


@dataclass(frozen=True)
class Group:
    """What one group of tellers meets."""

    key: str
    name: str
    asked: int
    most: int
    minutes: int
    reading: str

    @property
    def too_long(self) -> bool:
        """Tell whether this is more than was agreed."""
        return self.asked > self.most


def core() -> tuple[str, ...]:
    """Return the keys of the core questions."""
    return pool.core_keys()


def rows(point: Vertelpunt, questions: Sequence[Question]) -> list[Row]:
    """Return the questions of a set in words."""
    names = {one.key: localized(one.name) for one in point.audiences.all()}
    by_key = {one.key: one for one in questions}
    return [
        Row(
            key=one.key,
            text=localized(one.text),
            kind=str(KIND_NAMES.get(one.kind, one.kind)),
            who=", ".join(names.get(key, key) for key in one.audiences) or _("everybody"),
            route=_route(one, by_key),
            reading=reading_text(reading(_said(one))),
            is_core=one.key in core(),
        )
        for one in questions
    ]


def _route(question: Question, by_key: dict[str, Question]) -> str:
    if question.show_if is None:
        return ""
    first = by_key.get(question.show_if.key)
    labels = {option.code: localized(option.label) for option in first.options} if first else {}
    chosen = ", ".join(labels.get(code, code) for code in question.show_if.codes)
    name = localized(first.short) if first else question.show_if.key
    return _("only after “%(question)s”: %(answers)s") % {"question": name, "answers": chosen}


def _said(question: Question) -> str:
    return "\n".join(filter(None, (question.text.get("nl"), question.help.get("nl"))))


def _modules(coalition: Coalition) -> Iterable[tuple[Texts, bool, tuple[Question, ...]]]:
    for module in pool.modules():
        yield module.name, module.is_core, module.questions
    for own in QuestionModule.objects.filter(coalition=coalition).prefetch_related("questions"):
        yield own.name, False, tuple(question_from(row.definition) for row in own.questions.all())


def pool_for(coalition: Coalition, questions: Sequence[Question]) -> list[OfferedModule]:
    """Return what the pool has that is not in the set: the shipped modules, and the coalition's own questions."""
    used = {one.key for one in questions}
    found = [
        OfferedModule(
            localized(name),
            is_core,
            tuple(
                Offered(one.key, localized(one.text), str(KIND_NAMES.get(one.kind, one.kind)))
                for one in asked
                if one.key not in used
            ),
        )
        for name, is_core, asked in _modules(coalition)
    ]
    return [module for module in found if module.questions]


def from_pool(coalition: Coalition, point: Vertelpunt, keys: Sequence[str]) -> list[Question]:
    """Return the questions `keys` of the pool, of groups that are not here asked of everybody."""
    here = set(point.audiences.values_list("key", flat=True))
    known = {one.key: one for _name, _core, asked in _modules(coalition) for one in asked}
    return [
        replace(known[key], audiences=tuple(one for one in known[key].audiences if one in here))
        for key in keys
        if key in known
    ]


def groups(point: Vertelpunt, questions: Sequence[Question]) -> list[Group]:
    """Return how many questions each group meets at most, how long telling takes, and how it reads."""
    return [_group(point, audience, questions) for audience in point.audiences.all() if audience.offered]


def _group(point: Vertelpunt, audience: Audience, questions: Sequence[Question]) -> Group:
    own = [one for one in questions if not one.audiences or audience.key in one.audiences]
    before = " ".join(localized(getattr(point, name), "nl") for name in BEFORE)
    return Group(
        key=audience.key,
        name=localized(audience.name),
        asked=max_asked(questions, audience.key),
        most=point.max_questions_youth if audience.is_youth else point.max_questions,
        minutes=duration(own, audience.key, youth=audience.is_youth, before=before).minutes,
        reading=reading_text(_read(own, audience.key)),
    )


def _read(questions: Sequence[Question], audience: str) -> Reading:
    return reading("\n".join(one.text_for(audience, "nl") for one in questions))


def issues_in_words(point: Vertelpunt, questions: tuple[Question, ...]) -> list[dict[str, object]]:
    """Return what is wrong with a set in sentences; what stops publishing comes first."""
    names = {one.key: one.name for one in point.audiences.all()}
    labels = labels_of((*questions, *(pool.question(key) for key in core())), names)
    return [
        {"text": issue_text(one, labels), "stops": one.stops, "key": one.key} for one in issues_of(point, questions)
    ]
