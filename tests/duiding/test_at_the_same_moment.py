"""What arrives at the same moment, on threads of its own, happens once and is not lost."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Sum

from duiding.access import Seat
from duiding.actions.arranging import move_note
from duiding.actions.board import NoteData, add_note, remove_note
from duiding.actions.choosing import choose_fit, put_dots
from duiding.actions.clusters import add_cluster, merge_clusters
from duiding.actions.coming_back import ask_to_return, let_in
from duiding.actions.leading import agree_on
from duiding.actions.people import put_together, take_off_list
from duiding.actions.proposals import create_proposal
from duiding.actions.undoing import undo
from duiding.models import Act, Cluster, Dot, FormerSeat, Note, Proposal, ReturnRequest, Session
from duiding.models.leading import DOTS
from lib.errors import Refused
from people.access import Desk
from people.models import User
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


def test_dots_put_at_once_are_never_more_than_three(meeting: Session, dinas_desk: Desk) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    seat = builders.seat_again(builders.seat(builders.sit(meeting)))
    groups = [Cluster.objects.create(board=seat.board, name=f"Groep {number}") for number in range(AT_ONCE)]

    def put(number: int) -> str:
        try:
            put_dots(seat=seat, client_id=uuid.uuid4(), cluster=groups[number].pk, number=1)
        except Refused as refusal:
            return refusal.code
        return "put"

    assert sorted(map(str, together(put))) == ["put"] * DOTS + ["too_many_dots"] * (AT_ONCE - DOTS)
    assert Dot.objects.aggregate(sum=Sum("number"))["sum"] == DOTS


def test_readings_chosen_at_once_leave_one_choice(meeting: Session) -> None:
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    meeting.tables.all()[0].cards.create(observation=card)
    seat, readings = builders.seat(builders.sit(meeting)), list(card.interpretations.all())
    together(lambda number: choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=readings[number % 2].pk))
    assert Dot.objects.count() == 1


def test_facilitators_move_merge_and_undo_at_once_and_no_note_or_dot_is_lost(
    meeting: Session, dinas_desk: Desk, dina: User, anna: User
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    sara, leads = builders.seat_again(builders.seat(builders.sit(meeting))), [dina, anna]
    notes = [builders.note(sara, f"Briefje {number}") for number in range(AT_ONCE)]
    seat = builders.lead(dina, meeting)
    one, two = (
        add_cluster(seat=seat, client_id=uuid.uuid4(), name=name, notes=[note.pk for note in part])["cluster"]
        for name, part in (("Een", notes[:4]), ("Twee", notes[4:]))
    )
    put_dots(seat=sara, client_id=uuid.uuid4(), cluster=two, number=2)

    def act(number: int) -> str:
        mine = builders.lead(leads[number % 2], meeting)
        try:
            if number == 0:
                merge_clusters(seat=mine, client_id=uuid.uuid4(), cluster=one, other=two)
            elif number == 1:
                remove_note(seat=sara, note=notes[7].pk)
            elif number in (2, 3):
                undo(seat=mine, client_id=uuid.uuid4(), act=Act.objects.all()[0].pk)
            elif number == 4:
                put_dots(seat=sara, client_id=uuid.uuid4(), cluster=one, number=1)
            else:
                move_note(seat=mine, client_id=uuid.uuid4(), note=notes[number].pk, cluster=two)
        except Refused as refusal:
            return refusal.code
        return "done"

    together(act)
    assert Note.objects.count() == AT_ONCE - 1
    assert 1 <= Dot.objects.aggregate(sum=Sum("number"))["sum"] <= DOTS
    assert set(Note.objects.values_list("cluster", flat=True)) <= {None, *Cluster.objects.values_list("pk", flat=True)}


def test_one_act_undone_by_many_at_once_is_undone_once(meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    note, cluster = builders.note(seat), builders.cluster(seat)
    move_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, cluster=cluster.pk)
    act = Act.objects.get().pk
    together(lambda _number: undo(seat=seat, client_id=uuid.uuid4(), act=act))
    assert (Note.objects.get().cluster, Act.objects.count()) == (None, 1)


def test_two_put_together_by_many_at_once_are_put_together_once(meeting: Session, dinas_desk: Desk) -> None:
    one, other = (builders.sit(meeting, name).participant for name in ("Fatiam", "Fatima"))
    seat = Seat(builders.board(meeting), participant=one)
    builders.note(seat)
    pair = {"one": one.pk, "other": other.pk, "named": other.pk}
    made = together(lambda _number: put_together(desk=dinas_desk, session=meeting, **pair))
    assert [each for each in made if each is not None] == [other]
    assert (Note.objects.get().participant, FormerSeat.objects.count()) == (other, 1)


def test_somebody_let_in_by_many_at_once_is_let_in_once(meeting: Session, dinas_desk: Desk) -> None:
    person = builders.sit(meeting).participant
    ask_to_return(session=meeting, name="Sara", perspective="parent", key=None, address="here")
    asked = {"request": ReturnRequest.objects.get().pk, "participant": person.pk}
    done = together(lambda _number: let_in(desk=dinas_desk, session=meeting, **asked))
    assert sorted(map(bool, done)) == [False] * (AT_ONCE - 1) + [True]
    assert FormerSeat.objects.count() == 1


def test_a_note_written_while_its_writer_is_taken_off_is_there_or_refused(meeting: Session, dinas_desk: Desk) -> None:
    people = [builders.sit(meeting, f"Nr {number}") for number in range(AT_ONCE // 2)]
    seats = [builders.seat(one) for one in people]

    def act(number: int) -> str:
        place = number // 2
        if number % 2:
            who = people[place].participant.pk
            take_off_list(desk=dinas_desk, session=meeting, participant=who, notes="stay")
            return "off"
        try:
            builders.note(seats[place], f"Briefje {place}")
        except Refused as refusal:
            return refusal.code
        return "put"

    done = list(map(str, together(act)))
    assert set(done) <= {"off", "put", "seat_ended"}
    assert Note.objects.filter(participant=None).count() == done.count("put")
