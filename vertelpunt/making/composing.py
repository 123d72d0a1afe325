"""Composing a question set: pure steps on a row of questions, and what is wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from vertelpunt.questions import Question
from vertelpunt.telling import max_asked
from vertelpunt.triads import POLES

Questions = tuple[Question, ...]
CHOICES = ("ordered", "choice", "multi")  # a route can depend on these: they have answers to choose from
PERMISSIONS = ("may_quote", "may_publish")


@dataclass(frozen=True)
class Issue:
    """Something about a question set; `stops` publishing, or is only worth a look."""

    code: str
    key: str = ""
    stops: bool = True
    about: str = ""
    count: int = 0


def place_of(questions: Sequence[Question], key: str) -> int:
    """Return the place of question `key`, or -1."""
    return next((place for place, question in enumerate(questions) if question.key == key), -1)


def put(questions: Questions, question: Question) -> Questions:
    """Return the set with `question` in the place of the one with its key, or else at the end."""
    place = place_of(questions, question.key)
    return (*questions, question) if place < 0 else (*questions[:place], question, *questions[place + 1 :])


def without(questions: Questions, key: str) -> Questions:
    """Return the set without question `key`; questions that depended on it are asked of everybody."""
    return tuple(
        replace(one, show_if=None) if one.show_if and one.show_if.key == key else one
        for one in questions
        if one.key != key
    )


def moved(questions: Questions, key: str, by: int) -> Questions:
    """Return the set with question `key` moved by so many places, as far as there are any."""
    place = place_of(questions, key)
    if place < 0:
        return questions
    to = min(max(place + by, 0), len(questions) - 1)
    rest = [*questions[:place], *questions[place + 1 :]]
    return (*rest[:to], questions[place], *rest[to:])


def in_order(questions: Questions, keys: Sequence[str]) -> Questions:
    """Return the set in the order of `keys`; what is not named stays behind, in its own order."""
    named = [questions[place] for key in dict.fromkeys(keys) if (place := place_of(questions, key)) >= 0]
    return (*named, *(one for one in questions if one not in named))


def issues(
    questions: Sequence[Question], audiences: dict[str, bool], core: Iterable[str], most: int, most_youth: int
) -> list[Issue]:
    """Return what is wrong with a set, the worst first; `audiences` says of each key whether it is of young people."""
    found = [Issue("no_questions")] if not questions else []
    for place, question in enumerate(questions):
        found += _of_question(question, set(audiences)) + _of_route(question, questions[:place])
    keys = [question.key for question in questions]
    found += [Issue("twice", key) for key in dict.fromkeys(keys) if keys.count(key) > 1]
    found += [Issue("core_gone", key, stops=False) for key in core if key not in keys]
    for audience, youth in audiences.items():
        limit, asked = most_youth if youth else most, max_asked(questions, audience)
        if asked > limit:
            found.append(Issue("long", about=audience, count=asked, stops=False))
        if questions and not asked:
            found.append(Issue("nothing_asked", about=audience, stops=False))
    return sorted(found, key=lambda issue: not issue.stops)


def _of_question(question: Question, audiences: set[str]) -> list[Issue]:
    wrong = {
        "no_text": not any(question.text.values()) and not any(any(own.values()) for own in question.wording.values()),
        "few_options": question.kind in CHOICES and len(question.options) < 2,
        "same_option": len(set(question.codes())) < len(question.options),
        "no_poles": question.kind == "slider"
        and not (question.poles and all(map(any, map(dict.values, question.poles)))),
        "no_three_poles": question.kind == "triad"
        and not (len(question.options) == POLES and all(any(one.label.values()) for one in question.options)),
        "most": question.max_choices is not None and not 1 <= question.max_choices <= max(len(question.options), 1),
        "permission": question.key in PERMISSIONS and not {"yes", "no"} <= set(question.codes()),
        "strange_audience": bool(set(question.audiences) - audiences),
    }
    return [Issue(code, question.key) for code, is_so in wrong.items() if is_so]


def _of_route(question: Question, before: Sequence[Question]) -> list[Issue]:
    """Return why a route cannot be walked: it depends on a question before it, on its options, for who meets it."""
    if question.show_if is None:
        return []
    first = next((one for one in before if one.key == question.show_if.key), None)
    if first is None:
        return [Issue("route_order", question.key, about=question.show_if.key)]
    if first.kind not in CHOICES:
        return [Issue("route_kind", question.key, about=first.key)]
    if not question.show_if.codes or set(question.show_if.codes) - set(first.codes()):
        return [Issue("route_option", question.key, about=first.key)]
    if first.audiences and not set(question.audiences or ("",)) <= set(first.audiences):
        return [Issue("route_audience", question.key, about=first.key)]
    return []
