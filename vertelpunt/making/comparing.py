"""Which questions of two versions remain comparable: by key, kind, options and poles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vertelpunt.questions import Question


class Likeness(StrEnum):
    """How a question of one version stands to the question with its key in another."""

    SAME = "same"
    WORDING = "wording"  # says it otherwise
    OTHERS = "others"  # is asked of other people
    OPTIONS = "options"  # comparable for the options that both have
    DIFFERENT = "different"
    NEW = "new"
    GONE = "gone"


COMPARABLE = (Likeness.SAME, Likeness.WORDING, Likeness.OTHERS, Likeness.OPTIONS)


@dataclass(frozen=True)
class Compared:
    """A question in two versions; `why` says what makes it different: kind, poles, order, most or options."""

    question: Question
    likeness: Likeness
    why: str = ""
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    @property
    def comparable(self) -> bool:
        """Tell whether answers to both can be put side by side."""
        return self.likeness in COMPARABLE


def compare(before: Sequence[Question], after: Sequence[Question]) -> list[Compared]:
    """Return every question of both versions with its likeness, in the order of the later; what went is last."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    found = [
        one_question(old[key], question) if key in old else Compared(question, Likeness.NEW)
        for key, question in new.items()
    ]
    return found + [Compared(question, Likeness.GONE) for key, question in old.items() if key not in new]


def one_question(old: Question, new: Question) -> Compared:
    """Return how `new` stands to `old`, which has the same key."""
    why = _why_different(old, new)
    if why:
        return Compared(new, Likeness.DIFFERENT, why)
    came = tuple(code for code in new.codes() if code not in old.codes())
    went = tuple(code for code in old.codes() if code not in new.codes())
    if came or went:
        return Compared(new, Likeness.OPTIONS, came=came, went=went)
    if (old.audiences, old.show_if) != (new.audiences, new.show_if):
        return Compared(new, Likeness.OTHERS)
    return Compared(new, Likeness.WORDING if _words(old) != _words(new) else Likeness.SAME)


def _why_different(old: Question, new: Question) -> str:
    shared = [code for code in old.codes() if code in new.codes()]
    wrong = {
        "kind": old.kind != new.kind,
        "poles": _said_otherwise(old.poles or (), new.poles or ()),
        "three_poles": old.kind == "triad" and _other_ends(old, new),
        "order": old.kind == "ordered" and shared != [code for code in new.codes() if code in old.codes()],
        "steps": old.kind == "ordered" and len(old.codes()) != len(new.codes()),
        "most": old.max_choices != new.max_choices,
        "options": bool(old.codes()) and not shared,
    }
    return next((code for code, is_so in wrong.items() if is_so), "")


def _other_ends(old: Question, new: Question) -> bool:
    """Tell whether the poles of a triad changed: others, in another order, or named otherwise."""
    return old.codes() != new.codes() or _said_otherwise(
        [one.label for one in old.options], [one.label for one in new.options]
    )


def _said_otherwise(old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> bool:
    """Tell whether poles differ in a language that both have; another translation changes nothing."""
    if len(old) != len(new):
        return True
    return any(
        one[key] != other[key] for one, other in zip(old, new, strict=True) for key in one.keys() & other.keys()
    )


def _words(question: Question) -> object:
    options = [(option.label, option.wording) for option in question.options]
    return question.text, question.help, question.short, question.wording, options, question.not_applicable
