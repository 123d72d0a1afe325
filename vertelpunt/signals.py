"""The only signal of the product: a story was changed or goes away."""

from enum import StrEnum

from django.dispatch import Signal


class Change(StrEnum):
    """What happened to a story."""

    ARRIVED = "arrived"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EDITED = "edited"
    REPLACING = "replacing"
    RELEASED = "released"
    PERMISSION = "permission"


story_changed = Signal()
"""Sent as send(sender=Story, story=Story, change=Change), inside the transaction, before a row is deleted.

ARRIVED also says that answers came in; ANSWERED that an answer given before is another now, or no more.
Where a text was replaced (edited, or released anew), `before` has the title and the text that are no more.
On REPLACING the old release still stands; a receiver may return a function, which is called with the new one.
"""
