"""How much of what is labelled in sentences is found, and how much of what is found is labelled."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vertelpunt.redacting import Span

SENTENCES = Path(__file__).parent / "sentences.json"


@dataclass(frozen=True)
class Measured:
    """Labels and how many of them were found whole, per category; and proposals, right ones and others."""

    labelled: Counter[str]
    found: Counter[str]
    right: int
    wrong: int

    def recall(self, category: str = "") -> float:
        """Return the share of labels found whole, of one category or of all."""
        if category:
            return self.found[category] / self.labelled[category]
        return self.found.total() / self.labelled.total()

    @property
    def precision(self) -> float:
        """Return the share of proposals that touch a label."""
        return self.right / (self.right + self.wrong)


def sentences(held_out: bool) -> list[dict[str, Any]]:
    """Return the labelled sentences on which rules were tuned, or those that were kept apart."""
    rows = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return [row for row in rows if row["held_out"] is held_out]


def _whole(text: str, start: int, end: int, found: Iterable[Span]) -> bool:
    covered = {at for span in found for at in range(span.start, span.end)}
    return all(at in covered for at in range(start, end) if text[at].isalnum())


def measure(rows: Iterable[dict[str, Any]], find: Callable[[str], Sequence[Span]]) -> Measured:
    """Compare what `find` proposes with the labels of `rows`."""
    labelled, hits, right, wrong = Counter[str](), Counter[str](), 0, 0
    for row in rows:
        found = find(row["text"])
        for start, end, category in row["spans"]:
            labelled[category] += 1
            hits[category] += _whole(row["text"], start, end, found)
        touching = [any(one.start < end and start < one.end for start, end, _c in row["spans"]) for one in found]
        right, wrong = right + sum(touching), wrong + len(touching) - sum(touching)
    return Measured(labelled, hits, right, wrong)
