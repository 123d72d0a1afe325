"""What must be said about an evaluation as a whole: a small project, a small selection, who could not be placed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from patterns.stats.results import Reason


def notice(reason: Reason) -> str:
    """What must be said about the whole of an evaluation."""
    values = dict(reason.values)
    if reason.code == "small_project":
        return _small_project(values)
    if reason.code == "too_few_stories":
        return f"{_told(values)} {_too_few(values)}"
    return NOTICES[reason.code]() % values


def _told(values: dict[str, Any]) -> str:
    return ngettext("%(tellers)s person told.", "%(tellers)s people told.", values["tellers"]) % values


def _too_few(values: dict[str, Any]) -> str:
    """What can be done with the stories of fewer people than can be compared."""
    sentence = _("From %(minimum)s people on answers can be compared. Until then the stories speak for themselves.")
    return sentence % values


def _small_project(values: dict[str, Any]) -> str:
    """What a project of 21 to 60 people can and cannot show."""
    return _told(values) + " " + _(
        "With so few, only very large differences can be seen, and nothing is "
        "called strong (that is from %(enough)s people). "
        "Small differences cannot be told from chance, and what is not seen may well be there. "
        "Read the stories themselves and use the figures as a start for the talk."
    ) % values  # fmt: skip


NOTICES: dict[str, Callable[[], str]] = {
    "no_stories": lambda: _("There are no stories yet, so there is nothing to see."),
    "no_questions": lambda: _("There are no questions about the stories, so there are no patterns to look for."),
    "too_many_questions": lambda: _(
        "With %(questions)s questions only the pairs were looked at, not the "
        "middle of the sliders nor what was not answered."
    ),
    "small_selection": lambda: _(
        "The selection “%(selection)s” is too small to compare: %(inside)s inside and %(outside)s outside, "
        "at least %(minimum)s people are needed on either side."
    ),
    "selection_gone": lambda: _(
        "The selection “%(selection)s” was not compared: it asks for something that is no longer there."
    ),
    "unplaced": lambda: _(
        "Stories neither in the selection “%(selection)s” nor in the rest, because they lack an answer "
        "that it asks for: %(stories)s."
    ),
}
