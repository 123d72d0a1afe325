"""What facilitators do on a board is remembered, so that it can be undone: where things were, not what they say."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from duiding.access import Seat
from duiding.models import Act, Board, Note
from lib.secrets import keyed_digest

Do = Act.Do
Where = dict[str, Any]
UNDO_DAYS = 30


def digest_of(*words: str) -> str:
    """Return the keyed digest of words, to see later whether they are still the same."""
    return keyed_digest("act", "\n".join(words))


def places_of(notes: Iterable[Note]) -> dict[str, list[int | None]]:
    """Return of notes in which group they are, and their place in it."""
    return {str(note.pk): [note.cluster_id, note.position] for note in notes}


def remember(
    seat: Seat,
    do: Act.Do,
    *,
    note: Note | None = None,
    part: Note | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    words: str = "",
    so_that: str = "",
) -> Act:
    """Remember what a facilitator did: how it was before, and how it was left."""
    return Act.objects.create(
        board=seat.board,
        member=seat.member,
        do=do,
        note=note,
        part=part,
        before=dict(before or {}),
        after=dict(after or {}),
        words=words,
        so_that=so_that,
    )


def forget_acts(today: date) -> int:
    """Forget what could be undone, and destroy notes that were taken off, a while after a session ended."""
    before = today - timedelta(days=UNDO_DAYS)
    kept = Act.objects.filter(made_at__date__gte=before).values("board")
    over = Board.objects.filter(table__session__ends_at__date__lt=before).exclude(pk__in=kept)
    notes, _by_model = Note.everything.filter(board__in=over, removed_at__isnull=False).delete()
    acts, _by_model = Act.objects.filter(board__in=over).delete()
    return notes + acts


def now_undone(act: Act) -> None:
    """Mark that an act was undone; the words that it kept are back where they were."""
    act.undone_at, act.words, act.so_that = timezone.now(), "", ""
    act.save(update_fields=["undone_at", "words", "so_that", "part"])
