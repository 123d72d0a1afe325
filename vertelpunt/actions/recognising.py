"""Which rows of a file came in before: known by a keyed digest, also when the file grew or a text was redacted."""

import json
from collections import Counter
from collections.abc import Iterable
from uuid import UUID, uuid4

from lib.secrets import keyed_digest
from vertelpunt.models import Vertelpunt
from vertelpunt.narrafirma import ImportedStory

PURPOSE = "imported-row"


def row_digest(point: Vertelpunt, one: ImportedStory) -> str:
    """Return what a row is known by: its words, who told it, and when."""
    parts = [point.slug, one.title, one.text, one.participant, str(one.collected_on)]
    return keyed_digest(PURPOSE, json.dumps(parts))


class Recogniser:
    """Tells rows that came in before from new ones; rows that are equal in one file count each."""

    def __init__(self, point: Vertelpunt) -> None:
        self.point = point
        known = list(point.stories.exclude(import_digest=None).values_list("import_digest", "teller"))
        self.left, self.teller_of = Counter(digest or "" for digest, _teller in known), dict(known)
        self.tellers: dict[str, UUID] = {}
        self.skipped = self.fresh = 0

    def learn(self, stories: Iterable[ImportedStory]) -> None:
        """Walk through a whole file once, to count what is new and to know tellers again who told before."""
        left = self.left.copy()
        for one in stories:
            self._new(one, left)

    def digest(self, one: ImportedStory) -> str:
        """Return the digest of a row that is new; nothing for one that came in before."""
        return self._new(one, self.left)

    def _new(self, one: ImportedStory, left: Counter[str]) -> str:
        digest = row_digest(self.point, one)
        if not left[digest]:
            self.fresh += 1
            return digest
        left[digest] -= 1
        self.skipped += 1
        teller = self.teller_of[digest]
        if one.participant and teller:
            self.tellers[one.participant] = teller
        return ""

    def teller(self, participant: str | None) -> UUID | None:
        """Return the id of a teller, the same each time."""
        return self.tellers.setdefault(participant, uuid4()) if participant else None
