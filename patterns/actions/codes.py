"""Write the code book, each change its next version, and answer its questions about a story as a reader."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.errors import Refused
from patterns.codes.values import CANNOT_TELL, NoSuchAnswer, read
from patterns.models import Annotation, CodeBook, CodeQuestion
from people.actions import log
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt
from vertelpunt.text import clean_line

K = CodeQuestion.Kind
CHOSEN = (K.CHOICE, K.MULTI, K.ORDERED)
LEAST_OPTIONS, MOST_OPTIONS, MOST_QUESTIONS = 2, 12, 20
Given = Mapping[str, Sequence[str]]


@transaction.atomic
def add_question(*, place: Workplace, kind: str, text: str, labels: Sequence[str], **words: str) -> CodeQuestion:
    """Add a question to the code book; `words` are help, low and high."""
    place.desk.require(Permission.ANALYSE)
    book = _next_version(place)
    known = set(book.questions.values_list("key", flat=True))
    if book.questions.filter(retired=False).count() >= MOST_QUESTIONS:
        raise Refused("too_many_questions", _("Twenty questions is the most that a reader can keep in mind."))
    question = CodeQuestion(
        book=book,
        key=_free(slugify(clean_line(text))[:30].strip("-") or "question", known),
        kind=K(kind),
        text=clean_line(text),
        options=_added([], labels) if kind in CHOSEN else [],
        position=(book.questions.aggregate(last=Max("position"))["last"] or 0) + 1,
    )
    _keep(place, question, words, "code-question-added")
    return question


@transaction.atomic
def write_question(
    *,
    place: Workplace,
    question: CodeQuestion,
    text: str,
    labels: Mapping[str, str],
    more: Sequence[str],
    **words: str,
) -> None:
    """Change the words of a question: its answers by their code, `more` answers after them; one left empty goes."""
    _own(place, question)
    question.text = clean_line(text)
    if question.kind in CHOSEN:
        kept = [_relabelled(question, option, labels) for option in question.options]
        question.options = _added([option for option in kept if option["label"]], more)
    _keep(place, question, words, "code-question-written")


@transaction.atomic
def retire_question(*, place: Workplace, question: CodeQuestion, retired: bool) -> None:
    """Ask a question no more, or again; what readers said stays."""
    _own(place, question)
    question.retired = retired
    _keep(place, question, {}, "code-question-retired" if retired else "code-question-back")


def _own(place: Workplace, question: CodeQuestion) -> None:
    place.desk.require(Permission.ANALYSE)
    book = question.book
    if book.coalition_id != place.desk.coalition.pk or book.vertelpunt_id != place.vertelpunt.pk:
        raise Http404


def _next_version(place: Workplace) -> CodeBook:
    """Return the code book, locked, with the next version."""
    Vertelpunt.objects.select_for_update().get(pk=place.vertelpunt.pk)
    book = CodeBook.objects.get_or_create(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)[0]
    book.version += 1
    book.save()
    return book


def _keep(place: Workplace, question: CodeQuestion, words: Mapping[str, str], verb: str) -> None:
    for name in ("help", "low", "high"):
        if name in words:
            setattr(question, name, clean_line(words[name]))
    _check(question)
    book = question.book if question._state.adding else _next_version(place)
    question.book, question.version = book, book.version
    question._history_user = place.desk.user  # type: ignore[attr-defined]
    question.save()
    log(verb, actor=place.desk.user, coalition=place.desk.coalition, thing=question)


def _check(question: CodeQuestion) -> None:
    if not question.text:
        raise Refused("no_text", _("Write the question."))
    if question.kind in CHOSEN and len(question.options) < LEAST_OPTIONS:
        raise Refused("few_options", _("Give at least two answers to choose from."))
    if len(question.options) > MOST_OPTIONS:
        raise Refused("many_options", _("Twelve answers is the most: with more, readers choose at random."))
    names = [option["label"].casefold() for option in question.options]
    if len(set(names)) < len(names):
        raise Refused("same_option", _("Two answers are the same."))
    if question.kind == K.SLIDER and not (question.low and question.high):
        raise Refused("no_ends", _("Name both ends of the slider."))


def _free(base: str, taken: set[str]) -> str:
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, 1000))
    return next(key for key in numbered if key not in taken)


def _added(options: list[dict[str, str]], labels: Sequence[str]) -> list[dict[str, str]]:
    """Return `options` with those of `labels` after them, each with a code that stays."""
    made = list(options)
    for label in filter(None, map(clean_line, labels)):
        taken = {option["code"] for option in made} | {CANNOT_TELL}
        made.append({"code": _free(slugify(label)[:30].strip("-") or "answer", taken), "label": label[:80]})
    return made


def _relabelled(question: CodeQuestion, option: dict[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    label = clean_line(labels.get(option["code"], option["label"]))[:80]
    if not label and (used := _used(question, option["code"])):
        words = ngettext(
            "“%(label)s” was chosen %(n)s time, so it stays. You can give it another name.",
            "“%(label)s” was chosen %(n)s times, so it stays. You can give it another name.",
            used,
        )
        raise Refused("option_used", words % {"label": option["label"], "n": used})
    return {"code": option["code"], "label": label}


def _used(question: CodeQuestion, code: str) -> int:
    values = question.annotations.values_list("value", flat=True)
    return sum(code in value if isinstance(value, list) else value == code for value in values)


@transaction.atomic
def annotate(*, place: Workplace, number: int, given: Given) -> int:
    """Keep what this reader says about a story, instead of what the same reader said before; return how many answers.

    A question that is left open has no annotation; «cannot tell» is one.
    """
    place.desk.require(Permission.WRITE_CARDS)
    story = get_object_or_404(place.readable(), number=number)
    book = get_object_or_404(CodeBook, coalition=place.desk.coalition, vertelpunt=place.vertelpunt)
    answers = {question: _answer(question, given) for question in book.questions.filter(retired=False)}
    own = Annotation.objects.filter(story=story, reader=place.desk.user, question__in=answers)
    own.filter(question__in=[question for question, said in answers.items() if said is None]).delete()
    for question, said in answers.items():
        if said is not None:
            Annotation.objects.update_or_create(
                question=question, story=story, reader=place.desk.user, defaults=said | {"version": book.version}
            )
    log("story-annotated", actor=place.desk.user, coalition=place.desk.coalition, thing=book)
    return sum(said is not None for said in answers.values())


def _answer(question: CodeQuestion, given: Given) -> dict[str, Any] | None:
    sent = given.get(question.key, ())
    if CANNOT_TELL in sent:
        return {"value": None, "cannot_tell": True}
    try:
        value = read(question.kind, [option["code"] for option in question.options], sent)  # type: ignore[arg-type]
    except NoSuchAnswer:
        raise Refused("no_such_answer", _(
            "The code book changed while you were reading. Nothing was kept: open this story again."
        )) from None  # fmt: skip
    return None if value is None else {"value": value, "cannot_tell": False}
