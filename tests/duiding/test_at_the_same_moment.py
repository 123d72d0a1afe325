"""What arrives at the same moment, on threads of its own, happens once and is not lost."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from duiding.actions.board import NoteData, add_note
from duiding.actions.proposals import create_proposal
from duiding.models import Note, Proposal, Session
from people.access import Desk
from tests.duiding import builders

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def together(act: Callable[[int], object]) -> list[object]:
    """Return what `act` gives on several threads at the same moment."""

    def alone(number: int) -> object:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))


def test_one_note_sent_by_many_threads_is_one_note_with_one_answer(meeting: Session) -> None:
    seat, once = builders.seat(builders.sit(meeting)), uuid.uuid4()
    answers = together(lambda _number: add_note(seat=seat, client_id=once, data=NoteData("worry", "Wachten.")))
    assert all(answer == answers[0] for answer in answers)
    assert Note.objects.count() == 1


def test_notes_of_many_people_are_all_there_and_each_raises_the_revision(meeting: Session) -> None:
    seats = [builders.seat(builders.sit(meeting, f"Nr {number}")) for number in range(AT_ONCE)]
    before = builders.board(meeting).revision
    together(lambda number: builders.note(seats[number], f"Briefje {number}"))
    assert Note.objects.count() == AT_ONCE
    assert builders.board(meeting).revision == before + AT_ONCE


def test_proposals_written_at_once_get_numbers_of_their_own(meeting: Session, dinas_desk: Desk) -> None:
    data = {"vertelpunt": meeting.vertelpunt, "title": "Thee", "we_want": "Thee"}
    together(lambda _number: create_proposal(desk=dinas_desk, data=data))  # type: ignore[arg-type]
    numbers = Proposal.objects.values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, AT_ONCE + 1))
