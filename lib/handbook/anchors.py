"""The name of a heading in an address, the same as where the Markdown is read on a forge."""

import re
from collections import Counter

DROPPED = re.compile(r"[^\w\- ]")


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading: «1. De bijeenkomst» is «1-de-bijeenkomst»."""
    return DROPPED.sub("", heading.strip().lower()).replace(" ", "-")


class Anchors:
    """The anchors of one document: a second heading with the same words gets a number."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def __call__(self, heading: str) -> str:
        anchor = anchor_of(heading)
        self.seen[anchor] += 1
        return anchor if self.seen[anchor] == 1 else f"{anchor}-{self.seen[anchor] - 1}"
