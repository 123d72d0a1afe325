"""What is wrong with a question set, how versions compare and how a text reads, in words for people."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized
from vertelpunt.making.comparing import Compared, Likeness
from vertelpunt.making.composing import Issue
from vertelpunt.making.readability import Reading
from vertelpunt.questions import Question

MOST_NAMED = 3


def issue_text(issue: Issue, labels: Mapping[str, str]) -> str:
    """Say in one sentence what is wrong; `labels` names questions and audiences by key."""
    said = {
        "question": labels.get(issue.key, issue.key),
        "other": labels.get(issue.about, issue.about),
        "count": issue.count,
    }
    return _sentence(issue.code) % said


def _sentence(code: str) -> str:
    said = {
        "no_questions": _("There are no questions yet."),
        "twice": _("“%(question)s” stands in the set twice. Take one out."),
        "no_text": _("“%(question)s” has no text yet."),
        "few_options": _("“%(question)s” needs at least two answers to choose from."),
        "same_option": _("“%(question)s” has the same answer twice."),
        "no_poles": _("“%(question)s” is a slider: say what stands at its left and at its right end."),
        "no_three_poles": _("“%(question)s” is a triad: say what stands at each of its three ends."),
        "most": _("“%(question)s” lets people choose more answers than there are, or none."),
        "permission": _("“%(question)s” asks for a permission: keep an answer for yes and one for no."),
        "strange_audience": _("“%(question)s” is asked of a group that is not here any more."),
        "route_order": _("“%(question)s” depends on “%(other)s”, which does not come before it. Move it down."),
        "route_kind": _("“%(question)s” depends on “%(other)s”, but that has no answers to choose from."),
        "route_option": _("“%(question)s” depends on an answer to “%(other)s” that does not exist."),
        "route_audience": _("“%(question)s” is asked of people who never meet “%(other)s”, on which it depends."),
        "core_gone": _("“%(question)s” is a core question and is not asked. Others then cannot compare on it."),
        "long": _("%(other)s can meet %(count)d questions. That is long: people stop half-way."),
        "nothing_asked": _("%(other)s are asked nothing after their story."),
    }
    return said[code]


def likeness_text(one: Compared) -> str:
    """Say whether a question stays comparable, and why not."""
    if one.likeness is Likeness.DIFFERENT:
        return _why(one.why)
    said = {
        Likeness.SAME: _("The same."),
        Likeness.WORDING: _("Only the words changed: comparable."),
        Likeness.OTHERS: _("Asked of other people now: comparable within each group."),
        Likeness.OPTIONS: _("Other answers to choose from: comparable for the answers that both have."),
        Likeness.NEW: _("New: nothing to compare with yet."),
        Likeness.GONE: _("No longer asked."),
    }
    return said[one.likeness]


def _why(why: str) -> str:
    said = {
        "kind": _("Another kind of question: not comparable."),
        "poles": _("Other ends of the slider: not comparable."),
        "three_poles": _("Other ends of the triad: not comparable."),
        "order": _("The answers stand in another order: not comparable."),
        "steps": _("A scale with more or fewer steps: not comparable."),
        "most": _("More or fewer answers may be chosen: not comparable."),
        "options": _("No answer is the same: not comparable."),
    }
    return said[why]


def reading_text(reading: Reading) -> str:
    """Say how a text reads, and what would make it easier."""
    if reading.score is None:
        return ""
    levels = {
        "easy": _("Reads easily (score %(score)d)."),
        "fair": _("Reads fairly well (score %(score)d)."),
        "hard": _("Reads with difficulty (score %(score)d)."),
        "short": _("Too short for a score that says much (%(score)d)."),
    }
    said = [levels[reading.level] % {"score": round(reading.score)}]
    if reading.long_sentences:
        count = len(reading.long_sentences)
        said.append(
            ngettext(
                "%(count)d sentence is long: cut it in two.", "%(count)d sentences are long: cut them in two.", count
            )
            % {"count": count}
        )
    if reading.long_words:
        named = ", ".join(reading.long_words[:MOST_NAMED])
        said.append(_("Long words: %(words)s.") % {"words": named})
    return " ".join(said)


def labels_of(questions: tuple[Question, ...], audiences: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the names of questions and audiences by key."""
    return {one.key: localized(one.short) or localized(one.text) or one.key for one in questions} | {
        key: localized(name).capitalize() for key, name in audiences.items()
    }
