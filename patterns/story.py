"""One story as a page shows it: its answers in words, and where they stand on their scale."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lib.texts import localized
from patterns.layout import has_column
from vertelpunt.answers import State, state_of, value_of
from vertelpunt.models import Story
from vertelpunt.questions import Question, read_questions
from vertelpunt.triad_words import shares_text

WIDE = 300


@dataclass(frozen=True)
class Given:
    """An answer: a place on a slider, steps of which one was chosen, words, or why there is none."""

    label: str
    text: str
    value: int | None = None
    at: str = ""
    poles: tuple[str, str] = ("", "")
    steps: tuple[tuple[str, bool], ...] = ()
    words: str = ""
    missing: str = ""


def answers_of(story: Story, only: Collection[str] | None = None) -> list[Given]:
    """Return the answers of `story` to the questions that it met (or `only` to these), in their order."""
    asked = filter(has_column, read_questions(story.version.definition))
    return [given for question in asked if only is None or question.key in only for given in _given(story, question)]


def _given(story: Story, question: Question) -> Iterator[Given]:
    state = state_of(story.answers, question.key)
    label, text = localized(question.short), question.text_for(story.audience.key)
    if state is State.SKIPPED:
        yield Given(label, text, missing=_("skipped"))
    elif state is State.NOT_APPLICABLE:
        yield Given(label, text, missing=_("does not apply to this story"))
    elif state is State.ANSWERED:
        yield _drawn(question, label, text, value_of(story.answers, question.key), story.audience.key)


def _drawn(question: Question, label: str, text: str, value: object, audience: str) -> Given:
    if question.kind == "slider" and isinstance(value, int):
        poles = (localized(question.poles[0]), localized(question.poles[1])) if question.poles else ("", "")
        return Given(label, text, value=value, at=f"{10 + (WIDE - 20) * value / 100:.1f}", poles=poles)
    if question.kind == "triad" and isinstance(value, list):
        return Given(label, text, words=shares_text(value, [one.label_for(audience) for one in question.options]))
    chosen = value if isinstance(value, list) else [value]
    names = [(option.label_for(audience), option.code in chosen) for option in question.options]
    if question.kind == "ordered":
        return Given(label, text, steps=tuple(names))
    return Given(label, text, words=", ".join(name for name, is_chosen in names if is_chosen))
