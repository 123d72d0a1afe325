"""Stories on cards (ervaringskaarten): the released text, who told it, and every answer about the story drawn.

An answer about people stays off the card: with the group and the month it may point at somebody.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.pdf import breakable
from lib.texts import localized
from patterns.card import teller
from patterns.discreet import public_name
from patterns.printing import story_number
from patterns.story import Given, answers_of
from vertelpunt.models import Story
from vertelpunt.questions import of_the_story, read_questions


def printed(story: Story) -> dict[str, Any]:
    """Return a story as the template takes it; what a teller skipped is said, never drawn as an answer."""
    given = answers_of(story, of_the_story(read_questions(story.version.definition)))
    return {
        "number": story_number(story.number),
        "who": teller(story.audience),
        "title": breakable(story.release.title) or _("Story %(number)s") % {"number": story_number(story.number)},
        "lang": story.language,
        "text": [breakable(line, 25) for line in story.release.text.split("\n") if line.strip()],
        "answers": sorted((_answer(one) for one in given if not one.missing), key=lambda one: one["kind"] != "slider"),
        "missing": "; ".join(_missing(given)),
        "source": _source(story),
    }


def _answer(given: Given) -> dict[str, Any]:
    if given.value is not None:
        return {"label": given.label, "kind": "slider", "value": given.value, "poles": given.poles}
    if given.steps:
        chosen = " ".join(name for name, is_chosen in given.steps if is_chosen)
        steps = [is_chosen for _name, is_chosen in given.steps]
        return {"label": given.label, "kind": "steps", "steps": steps, "words": breakable(chosen, 20)}
    return {"label": given.label, "kind": "words", "words": breakable(given.words, 20)}


def _missing(given: Iterable[Given]) -> Iterable[str]:
    why: dict[str, list[str]] = {}
    for one in given:
        if one.missing:
            why.setdefault(one.missing, []).append(one.label)
    return (f"{reason}: {', '.join(labels)}" for reason, labels in why.items())


def _source(story: Story) -> str:
    point = story.vertelpunt
    fictional = _("everything is made up") if point.coalition.fictional else ""
    where = (public_name(point.coalition), localized(point.title), date_format(story.told_on, "F Y"), fictional)
    return " · ".join(filter(None, where))
