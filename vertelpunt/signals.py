"""The only signals of the product: a story was changed, or stories go away."""

from enum import StrEnum

from django.dispatch import Signal


class Change(StrEnum):
    """What happened to a story."""

    ARRIVED = "arrived"
    ANSWERED = "answered"
    EDITED = "edited"
    REPLACING = "replacing"
    RELEASED = "released"
    PERMISSION = "permission"


story_changed = Signal()
"""Sent as send(sender=Story, story=Story, change=Change), inside the transaction.

ARRIVED also says that answers came in; ANSWERED that an answer given before is another now, or no more.
Where a text was replaced (edited, or released anew), `before` has the title and the text that are no more.
On REPLACING the old release still stands; a receiver may return a function, which is called with the new one.
"""

stories_withdrawn = Signal()
"""Sent as send(sender=Story, stories=[Story, ...], says=test), inside the transaction, before rows are deleted.

The stories are one or more of one Vertelpunt; `says` tells whether a text repeats words of any of them. What follows
is what would follow for each alone, but nothing is counted, raised or mailed more than once.
"""
