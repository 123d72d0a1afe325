"""Questions as they are asked: pure values, read from and written to a version's definition."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lib.texts import Texts, localized

Kind = Literal["slider", "ordered", "choice", "multi", "triad", "text", "region"]
KINDS: tuple[Kind, ...] = ("slider", "ordered", "choice", "multi", "triad", "text", "region")
About = Literal["story", "teller", "child"]
ABOUT: tuple[About, ...] = ("story", "teller", "child")
PERMISSION_KEY = "may_quote"


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen; the code stays, the label is for people, `wording` for one audience."""

    code: str
    label: Texts
    wording: Mapping[str, Texts] = field(default_factory=dict)

    def words_for(self, audience: str) -> Texts:
        """Return the label for `audience` in all its languages."""
        return self.wording.get(audience) or self.label

    def label_for(self, audience: str, language: str | None = None) -> str:
        """Return the label as `audience` reads it."""
        return localized(self.words_for(audience), language)


@dataclass(frozen=True)
class Condition:
    """Ask only when the question `key` was answered with one of `codes`."""

    key: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One signification question. `wording` holds another text per audience; no `audiences` means all.

    The options of a triad are its three poles; a slider has two `poles`, which are worded alike for everybody.

    `about`: the story; the teller, who is then asked it once; or the child or family in the story, which may differ
    from story to story. What is about people, others may know of them.
    """

    key: str
    kind: Kind
    short: Texts
    text: Texts
    help: Texts = field(default_factory=dict)
    wording: Mapping[str, Texts] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    poles: tuple[Texts, Texts] | None = None
    max_choices: int | None = None
    audiences: tuple[str, ...] = ()
    show_if: Condition | None = None
    not_applicable: bool = True
    about: About = "story"

    @property
    def is_background(self) -> bool:
        """Tell whether others may know the answer: of a few people alike it never leaves the coalition."""
        return self.about != "story"

    def words_for(self, audience: str) -> Texts:
        """Return the question for `audience` in all its languages."""
        return self.wording.get(audience) or self.text

    def text_for(self, audience: str, language: str | None = None) -> str:
        """Return the question as `audience` reads it."""
        return localized(self.words_for(audience), language)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the options, in order."""
        return tuple(option.code for option in self.options)

    def asked_of(self, audience: str, answers: Mapping[str, object]) -> bool:
        """Tell whether a teller of `audience` who gave `answers` so far meets this question."""
        if self.audiences and audience not in self.audiences:
            return False
        if self.show_if is None:
            return True
        given = answers.get(self.show_if.key)
        chosen = given if isinstance(given, list) else [given]
        return any(code in self.show_if.codes for code in chosen)


def _option(data: Mapping[str, Any]) -> Option:
    return Option(code=data["code"], label=data["label"], wording=data.get("wording", {}))


def _option_to(option: Option) -> dict[str, Any]:
    own = {"wording": dict(option.wording)} if option.wording else {}
    return {"code": option.code, "label": option.label, **own}


def _condition(data: Mapping[str, Any] | None) -> Condition | None:
    return Condition(key=data["key"], codes=tuple(data["codes"])) if data else None


def question_from(data: Mapping[str, Any]) -> Question:
    """Return the question that `data` (a JSON object) describes."""
    texts: dict[str, Any] = {"short": {}, "text": {}}  # left out when empty
    plain = {name: value for name, value in data.items() if name not in ("options", "poles", "audiences", "show_if")}
    return Question(
        options=tuple(_option(option) for option in data.get("options", ())),
        poles=(data["poles"][0], data["poles"][1]) if data.get("poles") else None,
        audiences=tuple(data.get("audiences", ())),
        show_if=_condition(data.get("show_if")),
        **(texts | plain),
    )


def question_to(question: Question) -> dict[str, Any]:
    """Return `question` as a JSON object, without what is empty."""
    data: dict[str, Any] = {
        "key": question.key,
        "kind": question.kind,
        "short": question.short,
        "text": question.text,
        "help": question.help,
        "wording": dict(question.wording),
        "options": [_option_to(option) for option in question.options],
        "poles": list(question.poles) if question.poles else None,
        "max_choices": question.max_choices,
        "audiences": list(question.audiences),
        "show_if": {"key": question.show_if.key, "codes": list(question.show_if.codes)} if question.show_if else None,
        "not_applicable": question.not_applicable,
        "about": question.about,
    }
    return {name: value for name, value in data.items() if value not in (None, [], {}, "")}


def read_questions(definition: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a version, in the order in which they are asked."""
    return tuple(question_from(data) for data in definition.get("questions", ()))


def write_questions(questions: Iterable[Question]) -> dict[str, Any]:
    """Return the definition that holds `questions`."""
    return {"questions": [question_to(question) for question in questions]}


def of_the_story(questions: Iterable[Question]) -> frozenset[str]:
    """Return the keys of the questions that tell nothing of people: not about them, nor asked after what is."""
    found: set[str] = set()
    for one in questions:
        if not one.is_background and (one.show_if is None or one.show_if.key in found):
            found.add(one.key)
    return frozenset(found)


def merged_options(newest_first: Iterable[Question]) -> tuple[Option, ...]:
    """Return the newest version's options, with retired ones after the option that they used to follow."""
    merged: list[Option] = []
    for question in newest_first:
        place = 0
        for option in question.options:
            codes = [known.code for known in merged]
            if option.code not in codes:
                merged.insert(place, option)
                codes.insert(place, option.code)
            place = codes.index(option.code) + 1
    return tuple(merged)
