"""Questions as they stand on paper."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lib.texts import localized
from vertelpunt import triads
from vertelpunt.models import Vertelpunt
from vertelpunt.queries import regions
from vertelpunt.questions import Question
from vertelpunt.views.shown import most_in_words

LONGEST_LIST = 16  # regions beyond this are written down


def printed_question(
    question: Question, point: Vertelpunt, audience: str, asked: Sequence[Question]
) -> dict[str, Any]:
    """Return what the form prints of `question` for `audience`."""
    most = [most_in_words(question.max_choices)] if question.max_choices else []
    help_texts = [localized(question.help), *most, _only_if(question, audience, asked), _how(question)]
    poles = question.poles or ({}, {})
    return {
        "kind": question.kind,
        "text": question.text_for(audience),
        "help": " ".join(filter(None, help_texts)),
        "options": _options(question, point, audience),
        "left": capfirst(localized(poles[0])),
        "right": capfirst(localized(poles[1])),
        "places": _places() if question.kind == "triad" else [],
        "not_applicable": question.not_applicable,
    }  # fmt: skip


def _options(question: Question, point: Vertelpunt, audience: str) -> list[str]:
    if question.kind == "region":
        names = [region.name for region in regions(point)[: LONGEST_LIST + 1]]
        return names if len(names) <= LONGEST_LIST else []
    return [capfirst(option.label_for(audience)) for option in question.options]


def _how(question: Question) -> str:
    """Say how to answer what on a screen explains itself."""
    if question.kind == "slider":
        return _("Put a cross on the line.")
    if question.kind == "triad":
        return _("Put a cross in one circle. The nearer to a corner, the more it was that.")
    return ""


def _only_if(question: Question, audience: str, asked: Sequence[Question]) -> str:
    """Say to whom a question is, when it depends on another."""
    if question.show_if is None:
        return ""
    other = next((one for one in asked if one.key == question.show_if.key), None)
    if other is None:
        return ""
    answers = [option.label_for(audience) for option in other.options if option.code in question.show_if.codes]
    said = {"answer": f" {_('or')} ".join(answers), "question": other.text_for(audience)}
    return _("Only if you chose “%(answer)s” at “%(question)s”.") % said


def _places() -> list[dict[str, float]]:
    """Return where the circles of a triad stand, in parts of its width and height, in the order of the list."""
    spots = [place.shares for place in triads.POSITIONS]
    return [{"x": (second + third / 2) / 100, "y": 1 - third / 100} for _first, second, third in spots]
