"""Questions as a page shows them: the wording for this audience, what was answered, and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized, other_language
from vertelpunt import triads
from vertelpunt.answers import Fault, State, state_of, value_of
from vertelpunt.models import Vertelpunt
from vertelpunt.queries import regions
from vertelpunt.questions import Question
from vertelpunt.reading import field_name
from vertelpunt.triad_words import position_text

STEPS = range(0, 101, 10)


@dataclass(frozen=True)
class ShownOption:
    """One answer that can be chosen."""

    code: str
    label: str
    chosen: bool
    lang: str = ""  # of the label, when it is not the reader's


@dataclass(frozen=True)
class Shown:
    """One question on the page; `value` is the slider's number, a triad's shares or the written text."""

    key: str
    kind: str
    name: str
    text: str
    help: str
    options: tuple[ShownOption, ...]
    left: str
    right: str
    ends: tuple[str, ...]  # of a triad
    value: Any
    answered: bool
    not_applicable: bool
    chose_not_applicable: bool
    max_choices: int | None
    error: str
    lang: str  # of the question, when it is not the reader's
    only_in: str  # a language in which something of it is, and that the page has to name


def _labels(question: Question, point: Vertelpunt, audience: str) -> Iterable[tuple[str, str]]:
    if question.kind == "region":
        return [(region.code, region.name) for region in regions(point)]
    if question.kind == "slider":
        return [(str(step), str(step // 10)) for step in STEPS]
    if question.kind == "triad":
        ends = _ends(question, audience)
        return [(triads.written(one.shares), position_text(one, ends)) for one in triads.POSITIONS]
    return [(option.code, option.label_for(audience)) for option in question.options]


def _langs(question: Question, audience: str) -> dict[str, str]:
    """Return by code which labels are not in the reader's language, and in which they are."""
    if question.kind in ("region", "slider", "triad"):
        return {}
    return {option.code: other_language(option.words_for(audience)) for option in question.options}


def _only_in(question: Question, audience: str) -> str:
    """Return the language of the first part of a question that is not there in the reader's, else ""."""
    parts = [question.words_for(audience), *(question.poles or ())]
    parts += [option.words_for(audience) for option in question.options]
    return next(filter(None, map(other_language, parts)), "")


def _said(question: Question, value: Any) -> Any:
    if question.kind == "triad":
        return triads.written(value) if triads.fits(value) else None
    return value


def _ends(question: Question, audience: str) -> tuple[str, ...]:
    return tuple(option.label_for(audience) for option in question.options) if question.kind == "triad" else ()


def _chosen(question: Question, value: object) -> set[str]:
    if question.kind == "slider":
        return {str(round(value / 10) * 10)} if isinstance(value, int) else set()
    if question.kind == "triad":
        return {triads.written(triads.nearest(value).shares)} if triads.fits(value) else set()
    return set(map(str, value)) if isinstance(value, list) else {str(value)}


def most_in_words(most: int) -> str:
    """Say how many answers may be chosen."""
    return ngettext("Choose %(most)d.", "Choose at most %(most)d.", most) % {"most": most}


def _help(question: Question) -> str:
    most = [most_in_words(question.max_choices)] if question.max_choices else []
    return " ".join(filter(None, [localized(question.help), *most]))


def fault_text(question: Question, fault: Fault) -> str:
    """Say in words what is wrong with an answer."""
    if fault.code == "bad_slider":
        return _("This slider goes from 0 to 100. The answer that came in was something else. Please choose again.")
    if fault.code == "bad_triad":
        return _("A point between three ends has three parts that add up to 100. What came in has not. Choose again.")
    if fault.code == "bad_multi" and question.max_choices:
        return most_in_words(question.max_choices) + " " + _("Take one or more away.")
    if fault.code == "bad_region":
        return _("This region is not in the list. Please choose again.")
    return _("That answer does not belong to this question. Please choose again.")


def shown(
    question: Question, point: Vertelpunt, audience: str, answers: Mapping[str, Any], faults: Sequence[Fault]
) -> Shown:
    """Return `question` as the page shows it to `audience`, who gave `answers`."""
    state, value = state_of(answers, question.key), value_of(answers, question.key)
    chosen = _chosen(question, value) if state is State.ANSWERED else set()
    wrong = [fault_text(question, fault) for fault in faults if fault.key == question.key]
    poles = question.poles or ({}, {})
    labels, langs = _labels(question, point, audience), _langs(question, audience)
    return Shown(
        key=question.key,
        kind=question.kind,
        name=field_name(question.key),
        text=question.text_for(audience),
        help=_help(question),
        options=tuple(ShownOption(code, label, code in chosen, langs.get(code, "")) for code, label in labels),
        left=localized(poles[0]),
        right=localized(poles[1]),
        ends=_ends(question, audience),
        value=_said(question, value),
        answered=state is State.ANSWERED,
        not_applicable=question.not_applicable,
        chose_not_applicable=state is State.NOT_APPLICABLE,
        max_choices=question.max_choices,
        error=wrong[0] if wrong else "",
        lang=other_language(question.words_for(audience)),
        only_in=_only_in(question, audience),
    )
