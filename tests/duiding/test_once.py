"""What is written on a board happens once."""

import uuid

import pytest
from django.http import Http404

from duiding.actions.arranging import move_note
from duiding.actions.board import NoteData, add_note, remove_note
from duiding.actions.choosing import look_back
from duiding.actions.people import take_off_list
from duiding.actions.sessions import set_state
from duiding.models import Note, Receipt, Session
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests.duiding import builders

NOTE = NoteData("surprise", "Dat er koffie was.")


def test_the_same_note_sent_twice_is_one_note_with_one_answer(meeting: Session) -> None:
    seat, once = builders.seat(builders.sit(meeting)), uuid.uuid4()
    first = add_note(seat=seat, client_id=once, data=NOTE)
    assert add_note(seat=seat, client_id=once, data=NOTE) == first
    assert Note.objects.count() == 1


def test_other_words_under_the_same_id_are_refused_and_change_nothing(meeting: Session) -> None:
    seat, once = builders.seat(builders.sit(meeting)), uuid.uuid4()
    add_note(seat=seat, client_id=once, data=NOTE)
    with pytest.raises(Refused) as refused:
        add_note(seat=seat, client_id=once, data=NoteData("worry", "Iets anders."))
    assert refused.value.status == 409
    assert Note.objects.get().text == NOTE.text


def test_two_people_may_use_the_same_id(meeting: Session) -> None:
    once = uuid.uuid4()
    for name in ("Sara", "Youssef"):
        add_note(seat=builders.seat(builders.sit(meeting, name)), client_id=once, data=NOTE)
    assert Note.objects.count() == 2


def test_a_note_that_was_taken_back_does_not_return_when_it_is_sent_again(meeting: Session) -> None:
    seat, once = builders.seat(builders.sit(meeting)), uuid.uuid4()
    first = add_note(seat=seat, client_id=once, data=NOTE)
    remove_note(seat=seat, note=first["note"])
    assert add_note(seat=seat, client_id=once, data=NOTE) == first
    assert not Note.objects.exists()


def test_a_note_that_arrived_is_answered_after_the_session_too(meeting: Session, dinas_desk: Desk) -> None:
    joined, once = builders.sit(meeting), uuid.uuid4()
    first = add_note(seat=builders.seat(joined), client_id=once, data=NOTE)
    set_state(desk=dinas_desk, session=meeting, state="finished")
    assert add_note(seat=builders.seat(joined), client_id=once, data=NOTE) == first


def test_a_new_note_after_the_session_is_refused(meeting: Session, dinas_desk: Desk) -> None:
    joined = builders.sit(meeting)
    set_state(desk=dinas_desk, session=meeting, state="finished")
    with pytest.raises(Refused, match="session_closed"):
        builders.note(builders.seat(joined))
    assert not Note.objects.exists()
    assert not Receipt.objects.exists()


def test_a_move_sent_twice_raises_the_revision_once(meeting: Session, dina: User) -> None:
    seat, once = builders.lead(dina, meeting), uuid.uuid4()
    note, cluster = builders.note(seat), builders.cluster(seat)
    first = move_note(seat=seat, client_id=once, note=note.pk, cluster=cluster.pk)
    assert move_note(seat=seat, client_id=once, note=note.pk, cluster=cluster.pk) == first
    assert builders.board(meeting).revision == first["revision"]


def test_nobody_takes_off_the_note_of_somebody_else(meeting: Session) -> None:
    note = builders.note(builders.seat(builders.sit(meeting, "Sara")))
    with pytest.raises(Http404):
        remove_note(seat=builders.seat(builders.sit(meeting, "Youssef")), note=note.pk)


def test_a_note_about_a_card_that_does_not_lie_here_is_refused(meeting: Session) -> None:
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    with pytest.raises(Refused, match="card_gone"):
        builders.note(builders.seat(builders.sit(meeting)), observation=card.pk)


@pytest.mark.django_db(transaction=True)
def test_who_was_taken_off_the_list_while_writing_reads_so_and_keeps_the_words(
    meeting: Session, dinas_desk: Desk
) -> None:
    seat = builders.seat(builders.sit(meeting))
    assert seat.participant is not None
    take_off_list(desk=dinas_desk, session=meeting, participant=seat.participant.pk, notes="stay")
    with pytest.raises(Refused, match="seat_ended"):
        add_note(seat=seat, client_id=uuid.uuid4(), data=NoteData("worry", "Nog niet weg."))
    with pytest.raises(Refused, match="seat_ended"):
        look_back(seat=seat, client_id=uuid.uuid4(), data={"grade": 4, "takes_along": "Thee.", "better": ""})
    assert not Note.objects.exists()
