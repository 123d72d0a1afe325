"""Questions as HTML: one that nobody answered yet looks the same for every teller of a group, so it is drawn once."""

from collections.abc import Callable, Mapping, Sequence
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vertelpunt.answers import Fault
from vertelpunt.models import Story
from vertelpunt.questions import Question
from vertelpunt.views.shown import shown

MOST = 3000  # drawings of some kB; when there are more, all are drawn again as they come
MOST_PAGES = 500
_kept: dict[tuple[int, str, str, str | None], SafeString] = {}
_pages: dict[tuple[object, ...], tuple[dict[str, str], str]] = {}


def drawn(question: Question, story: Story, answers: Mapping[str, Any], faults: Sequence[Fault]) -> SafeString:
    """Return `question` as the page of `story` shows it, with what was answered and what is wrong."""
    if not _same_for_all(question, story, answers, faults):
        return _draw(question, story, answers, faults)
    key = (story.version_id, story.audience.key, question.key, get_language())
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST:
            _kept.clear()
        found = _kept[key] = _draw(question, story, answers, faults)
    return found


def _draw(question: Question, story: Story, answers: Mapping[str, Any], faults: Sequence[Fault]) -> SafeString:
    context = {"question": shown(question, story.vertelpunt, story.audience.key, answers, faults)}
    return render_to_string("vertelpunt/_question.html", context)


def _same_for_all(question: Question, story: Story, answers: Mapping[str, Any], faults: Sequence[Fault]) -> bool:
    """Tell whether all tellers get this: published, unanswered, and without regions, whose list may change."""
    if settings.DEBUG or story.version.published_on is None or question.kind == "region":
        return False
    return question.key not in answers and all(fault.key != question.key for fault in faults)


def with_own_words(key: tuple[object, ...], words: Mapping[str, str], draw: Callable[[Mapping[str, str]], str]) -> str:
    """Return a page in which tellers differ by nothing but `words`: it is drawn once, with marks in their places."""
    found = _pages.get(key)
    if found is None:
        if len(_pages) >= MOST_PAGES:
            _pages.clear()
        marks = {name: f"{name}-{token_hex(12)}" for name in words}
        found = marks, draw(marks)
        if not settings.DEBUG:
            _pages[key] = found
    marks, page = found
    for name, mark in marks.items():
        page = page.replace(mark, escape(words[name]))
    return page


def forget() -> None:
    """Draw everything again the next time."""
    _kept.clear()
    _pages.clear()
