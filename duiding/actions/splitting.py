"""Making two notes of one that says two things."""

import uuid
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from duiding.access import Seat
from duiding.actions.acts import Do, digest_of, remember
from duiding.actions.arranging import after_it, lay, note_on
from duiding.actions.once import Answer, body_digest, once
from duiding.live import one_by_one, touch
from duiding.models import Note
from lib.errors import Refused

BESIDE = 0.06  # how far the second part lies from the first on the wall


@dataclass(frozen=True)
class Halves:
    """The words of both parts; `was` is the digest of the words that the reader saw."""

    was: str
    first: str
    second: str
    first_so_that: str = ""
    second_so_that: str = ""


def words_of(note: Note) -> str:
    """Return what tells the words of a note from other ones."""
    return digest_of(note.text, note.so_that)


def _second(note: Note, halves: Halves) -> Note:
    aside = {} if note.x is None or note.y is None else {"x": note.x, "y": min(1, note.y + BESIDE)}
    made = Note.objects.create(
        board=note.board,
        participant=note.participant,
        member=note.member,
        client_id=uuid.uuid4(),
        body_digest=body_digest({"do": "part", "of": note.pk}),
        kind=note.kind,
        text=halves.second,
        so_that=halves.second_so_that,
        said_by=note.said_by,
        observation=note.observation,
        story=note.story,
        story_withdrawn=note.story_withdrawn,
        **aside,
    )
    if note.cluster is not None:
        lay(made, note.cluster, after_it(note))
    return made


def split_note(*, seat: Seat, client_id: UUID, note: int, halves: Halves) -> Answer:
    """Make two of a note: both keep kind, writer, card or story, and group; the first stays the note that it was."""
    seat.require_lead()

    def act() -> Answer:
        one_by_one(seat.board)
        found = note_on(seat, note)
        if found.hidden or words_of(found) != halves.was:
            message = _("Somebody changed this note in the meantime. Look at it again; what you typed is still here.")
            raise Refused("note_changed", message, status=409)
        text, so_that = found.text, found.so_that
        found.text, found.so_that = halves.first, halves.first_so_that
        found.save(update_fields=["text", "so_that"])
        made = _second(found, halves)
        after = {"first": words_of(found), "second": words_of(made)}
        remember(seat, Do.SPLIT, note=found, part=made, after=after, words=text, so_that=so_that)
        return {"note": found.pk, "part": made.pk, "revision": touch(seat.board)}

    return once(seat, client_id, {"do": "split", "note": note, **asdict(halves)}, act)
