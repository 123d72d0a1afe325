"""Which rows of a file came in before: known by a keyed digest, also when the file grew or a text was redacted."""

import json
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from lib.secrets import keyed_digest
from vertelpunt.models import Vertelpunt
from vertelpunt.narrafirma import ImportedStory

PURPOSE = "imported-row"


@dataclass(frozen=True)
class Rows:
    """The rows of a file that are new here with their digests, how many are not, and tellers that are known."""

    fresh: tuple[tuple[ImportedStory, str], ...]
    skipped: int
    tellers: dict[str, UUID]


def row_digest(point: Vertelpunt, one: ImportedStory) -> str:
    """Return what a row is known by: its words, who told it, and when."""
    parts = [point.slug, one.title, one.text, one.participant, str(one.collected_on)]
    return keyed_digest(PURPOSE, json.dumps(parts))


def recognise(point: Vertelpunt, stories: tuple[ImportedStory, ...]) -> Rows:
    """Tell rows that came in before from new ones; rows that are equal in one file count each."""
    known = list(point.stories.exclude(import_digest=None).values_list("import_digest", "teller"))
    left, teller_of = Counter(digest for digest, _teller in known), dict(known)
    tellers: dict[str, UUID] = {}
    fresh = []
    for one in stories:
        digest = row_digest(point, one)
        if left[digest]:
            left[digest] -= 1
            teller = teller_of[digest]
            if one.participant and teller:
                tellers[one.participant] = teller
        else:
            fresh.append((one, digest))
    return Rows(tuple(fresh), len(stories) - len(fresh), tellers)
