"""What a reader answered: from a form, for the database, and in words. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from patterns.codes.agreement import Kind, Value

MOST_NOTE = 300
CANNOT_TELL = "cannot_tell"  # in a form, beside the answers


class NoSuchAnswer(ValueError):
    """An answer that the question does not have."""


def value_of(stored: Any) -> Value:
    """Return what is stored of an annotation as a value that can be compared."""
    return tuple(sorted(stored)) if isinstance(stored, list) else stored


def read(kind: Kind, codes: Sequence[str], given: Sequence[str]) -> Any:
    """Return what a form sent for one question, as it is stored; None when nothing was answered.

    Raises
    ------
    NoSuchAnswer
        For a code that the question does not have, or a number outside 0 to 100.
    """
    sent = [one.strip() for one in given if one.strip()]
    if not sent:
        return None
    if kind == "note":
        return " ".join(sent[0].split())[:MOST_NOTE]
    if kind == "slider":
        return _number(sent[0])
    if any(one not in codes for one in sent):
        raise NoSuchAnswer
    return [code for code in codes if code in sent] if kind == "multi" else sent[0]


def _number(sent: str) -> int:
    if not (sent.isascii() and sent.isdecimal() and int(sent[:4]) <= 100):
        raise NoSuchAnswer
    return int(sent)


def in_words(kind: Kind, labels: Mapping[str, str], value: Any) -> str:
    """Return an answer as people read it."""
    if value is None:
        return ""
    if kind == "multi":
        return ", ".join(labels.get(code, code) for code in value)
    return labels.get(value, value) if kind in ("choice", "ordered") else str(value)
