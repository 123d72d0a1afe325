"""The people at the tables: moved, renamed, put together, taken off and written down, by who leads."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duiding.access import Seat, participant_with
from duiding.actions.choosing import choose_fit, look_back, put_dots
from duiding.actions.coming_back import come_back
from duiding.actions.leading import agree_on, set_step
from duiding.actions.people import move, newest, put_together, rename, take_off_list, write_down
from duiding.actions.proposals import create_proposal
from duiding.actions.taking import take_up
from duiding.models import Dot, FormerSeat, LookBack, Note, Participant, Proposal, Session
from duiding.models.leading import DOTS
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders
from vertelpunt.models import Vertelpunt

ENGLISH = {"accept-language": "en"}
LOOK: Any = {"grade": 4, "takes_along": "Thee.", "better": ""}


def at(name: str, session: Session, *rest: int) -> str:
    return reverse(f"duiding:{name}", args=["noord", session.pk, *rest])


def phone(session: Session, token: str) -> Client:
    """Return the browser of somebody at a table."""
    client = Client(headers=ENGLISH)
    client.cookies[f"meet-{session.pk}"] = token
    return client


def board_at(session: Session, position: int = 0) -> str:
    return reverse("duiding:board", args=[session.pk, session.tables.all()[position].pk])


@pytest.fixture
def twice(meeting: Session) -> tuple[Participant, Participant]:
    """Fatima, who joined again at the other table when her browser was closed."""
    first, second = meeting.tables.all()
    joined = builders.sit(meeting, "Fatiam", "parent", first), builders.sit(meeting, "Fatima", "youth", second)
    return joined[0].participant, joined[1].participant


def together(desk: Desk, pair: tuple[Participant, Participant]) -> Participant:
    """Put two together under the name of the second."""
    made = put_together(desk=desk, session=pair[0].session, one=pair[0].pk, other=pair[1].pk, named=pair[1].pk)
    assert made is not None
    made.refresh_from_db()
    return made


def test_the_page_shows_everybody_by_table_and_who_may_be_one_person(meeting: Session, dinas: Client) -> None:
    one, two = (builders.sit(meeting, "Sara", table=table).participant for table in meeting.tables.all())
    page = dinas.get(at("participants", meeting), headers=ENGLISH).content.decode()
    assert page.count("<strong>Sara</strong>") == 2
    assert f"{at('participants_together', meeting, one.pk)}?with={two.pk}" in page
    for name in ("session", "lead"):
        assert at("participants", meeting) in dinas.get(at(name, meeting)).content.decode()


def test_who_is_moved_finds_themselves_at_the_new_table_and_reads_so(meeting: Session, dinas: Client) -> None:
    joined = builders.sit(meeting)
    builders.note(builders.seat(joined), "Van de eerste tafel.")
    sara, there = phone(meeting, joined.token), meeting.tables.all()[1]
    was, revisions = joined.participant.table_id, [builders.board(meeting, place).revision for place in (0, 1)]
    body = {"was": was, "table": there.pk}
    for _press in range(2):
        assert dinas.post(at("participant_move", meeting, joined.participant.pk), body).status_code == 302
    assert [builders.board(meeting, place).revision for place in (0, 1)] == [each + 1 for each in revisions]
    moved = sara.get(board_at(meeting), follow=True)
    assert moved.redirect_chain == [(board_at(meeting, 1), 302)]
    assert "You sit at Tafel green now" in moved.content.decode()
    assert Note.objects.get().board == builders.board(meeting)


def test_somebody_who_was_moved_meanwhile_is_not_moved_unseen(meeting: Session, dinas_desk: Desk) -> None:
    person, (blue, green) = builders.sit(meeting).participant, meeting.tables.all()
    third = meeting.tables.create(name="Tafel rood", colour="red", position=5)
    move(desk=dinas_desk, session=meeting, participant=person.pk, table=green.pk, was=blue.pk)
    with pytest.raises(Refused, match="moved_meanwhile"):
        move(desk=dinas_desk, session=meeting, participant=person.pk, table=third.pk, was=blue.pk)
    person.refresh_from_db()
    assert person.table == green


def test_nobody_is_moved_beside_somebody_of_the_same_name(meeting: Session, dinas: Client) -> None:
    one, two = (builders.sit(meeting, "Sara", table=table).participant for table in meeting.tables.all())
    body = {"was": one.table_id, "table": two.table_id}
    page = dinas.post(at("participant_move", meeting, one.pk), body, headers=ENGLISH)
    assert page.status_code == 409
    assert "There is a Sara at this table already" in page.content.decode()


def test_a_mistyped_name_is_put_right_on_notes_and_on_what_they_took_up(
    meeting: Session, dinas: Client, dinas_desk: Desk, point: Vertelpunt
) -> None:
    joined = builders.sit(meeting, "Fatiam")
    seat = builders.seat(joined)
    group = builders.cluster(seat, "Thee", (builders.note(seat, "Thee."),))
    made = create_proposal(desk=dinas_desk, data={"title": "Thee", "vertelpunt": point, "we_want": "Thee."})
    Proposal.objects.filter(pk=made.pk).update(session=meeting, cluster=group)
    set_step(desk=dinas_desk, session=meeting, step="present")
    take_up(seat=seat, client_id=uuid.uuid4(), proposal=made.number, name="Fatiam", email="f@example.org")
    form = dinas.get(at("participant", meeting, joined.participant.pk)).context["form"]
    opened = {"opened": form["opened"].value(), "perspective": "parent"}
    dinas.post(at("participant", meeting, joined.participant.pk), opened | {"name": "Fatima"})
    assert Participant.objects.get().name == "Fatima"
    assert Proposal.objects.get(pk=made.pk).owner == "Fatima"
    assert "Fatima" in dinas.get(reverse("duiding:table", args=["noord", meeting.pk, seat.table.pk])).content.decode()
    page = dinas.post(at("participant", meeting, joined.participant.pk), opened | {"name": "Faat"}, headers=ENGLISH)
    assert page.status_code == 409  # an old page, and another name: both are shown
    assert "Fatima" in page.content.decode()
    assert Participant.objects.get().name == "Fatima"


def test_two_who_are_one_are_put_together_with_all_that_they_made(
    meeting: Session, twice: tuple[Participant, Participant], dinas_desk: Desk, dinas: Client
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    for table in meeting.tables.all():
        table.cards.create(observation=card)
    for place, person in enumerate(twice):
        seat = builders.seat_again(Seat(builders.board(meeting, place), participant=person))
        group = builders.cluster(seat, "Thee", (builders.note(seat, f"Briefje {place}"),))
        put_dots(seat=seat, client_id=uuid.uuid4(), cluster=group.pk, number=2)
        choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=card.interpretations.all()[place].pk)
    look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK)
    body = {"other": twice[1].pk, "named": twice[0].pk}
    for _press in range(2):
        assert dinas.post(at("participants_together", meeting, twice[0].pk), body).status_code == 302
    person = Participant.objects.get()
    assert (person.pk, person.name, person.perspective) == (twice[1].pk, "Fatiam", "parent")
    assert person.table == meeting.tables.all()[1]
    assert set(Note.objects.values_list("participant", flat=True)) == {person.pk}
    assert sorted(Dot.objects.values_list("participant", "number")) == [(person.pk, 1)] * 2 + [(person.pk, 2)] * 2
    assert LookBack.objects.get().participant == person


def test_one_person_keeps_three_dots_at_a_table_and_one_choice_for_a_card(meeting: Session, dinas_desk: Desk) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    meeting.tables.all()[0].cards.create(observation=card)
    seats = [builders.seat_again(builders.seat(builders.sit(meeting, name))) for name in ("Fatiam", "Fatima")]
    groups = [builders.cluster(seats[0], name) for name in ("Thee", "Tijd")]
    for seat, numbers, place in zip(seats, ((1, 2), (2, 0)), (0, 1), strict=True):
        for group, number in zip(groups, numbers, strict=True):
            put_dots(seat=seat, client_id=uuid.uuid4(), cluster=group.pk, number=number)
        choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=card.interpretations.all()[place].pk)
        look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK | {"takes_along": f"Thee {place}."})
    pair = seats[0].participant, seats[1].participant
    assert pair[0] is not None
    assert pair[1] is not None
    person = together(dinas_desk, (pair[0], pair[1]))
    put = dict(Dot.objects.filter(cluster__isnull=False).values_list("cluster", "number"))
    assert put == {groups[0].pk: DOTS}
    fits = Dot.objects.get(interpretation__isnull=False)
    assert (fits.participant, fits.interpretation) == (person, card.interpretations.all()[1])
    assert LookBack.objects.get().takes_along == "Thee 1.\nThee 0."


def test_the_device_that_sat_down_last_goes_on_and_the_other_says_why(meeting: Session, dinas_desk: Desk) -> None:
    first, second = (builders.sit(meeting, name) for name in ("Fatiam", "Fatima"))
    together(dinas_desk, (first.participant, second.participant))
    assert participant_with(second.token, meeting.pk) is not None
    page = phone(meeting, first.token).get(board_at(meeting))
    assert page.status_code == 404
    assert "you joined twice, and put that together as Fatima" in page.content.decode()


def test_somebody_without_a_phone_gives_way_to_who_has_one(meeting: Session, dinas_desk: Desk) -> None:
    joined, table = builders.sit(meeting, "Ans"), meeting.tables.all()[0].pk
    who: Any = {"table": table, "name": "Ans B", "perspective": "parent", "key": uuid.uuid4()}
    written = write_down(desk=dinas_desk, session=meeting, **who)
    assert newest(written, joined.participant) == joined.participant
    together(dinas_desk, (joined.participant, written))
    assert participant_with(joined.token, meeting.pk) is not None
    assert not FormerSeat.objects.exists()


def test_writing_down_is_once_for_each_form_and_names_differ(meeting: Session, dinas: Client) -> None:
    body = {"key": str(uuid.uuid4()), "name": "Ans", "perspective": "parent", "table": meeting.tables.all()[0].pk}
    for _press in range(2):
        assert dinas.post(at("participants", meeting), body).status_code == 302
    assert Participant.objects.get().by_hand
    page = dinas.post(at("participants", meeting), body | {"key": str(uuid.uuid4())}, headers=ENGLISH)
    assert page.status_code == 409
    assert 'value="Ans"' in page.content.decode()
    assert "without a phone" in dinas.get(at("participants", meeting), headers=ENGLISH).content.decode()
    with pytest.raises(Refused, match="wrong_come_back"):
        come_back(session=meeting, name="Ans", code="", address="here")


@pytest.mark.parametrize(("notes", "left"), [("stay", 1), ("go", 0)])
def test_who_is_taken_off_reads_so_and_their_notes_stay_without_a_name_or_go(
    meeting: Session, dinas: Client, notes: str, left: int
) -> None:
    joined = builders.sit(meeting, "Zeynep")
    seat = builders.seat(joined)
    builders.note(seat, "Dat er thee was.")
    look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK)
    where = at("participant_take_off", meeting, joined.participant.pk)
    assert dinas.post(where).status_code == 400
    for _press in range(2):
        assert dinas.post(where, {"notes": notes}, follow=True).redirect_chain
    assert (Note.objects.filter(participant=None).count(), LookBack.objects.count()) == (left, left)
    assert not Participant.objects.exists()
    page = phone(meeting, joined.token).get(board_at(meeting))
    assert page.status_code == 404
    assert "took you off the list" in page.content.decode()
    board = dinas.get(reverse("duiding:table", args=["noord", meeting.pk, seat.table.pk])).content.decode()
    assert ("Dat er thee was." in board, "Zeynep" in board) == (bool(left), False)


def test_what_was_done_meanwhile_is_said_and_not_done_again(
    meeting: Session, twice: tuple[Participant, Participant], dinas_desk: Desk
) -> None:
    take_off_list(desk=dinas_desk, session=meeting, participant=twice[0].pk, notes="stay")
    assert take_off_list(desk=dinas_desk, session=meeting, participant=twice[0].pk, notes="stay") is None
    for act in (
        lambda: move(
            desk=dinas_desk, session=meeting, participant=twice[0].pk, table=twice[1].table_id or 0, was=None
        ),
        lambda: rename(desk=dinas_desk, session=meeting, participant=twice[0].pk, values={"name": "Faat"}),
        lambda: together(dinas_desk, twice),
    ):
        with pytest.raises(Refused, match="person_gone"):
            act()
    with pytest.raises(Refused, match="same_person"):
        together(dinas_desk, (twice[1], twice[1]))


@pytest.mark.parametrize("name", ["participant", "participant_move", "participants_together", "participant_take_off"])
def test_only_who_leads_in_this_coalition_changes_people(
    meeting: Session, nobody: Client, zoe: User, emre: User, client: Client, name: str
) -> None:
    joined = builders.sit(meeting)
    where, body = at(name, meeting, joined.participant.pk), {"notes": "go", "name": "X", "table": 1}
    assert "/accounts/login/" in phone(meeting, joined.token).post(where, body)["Location"]
    client.force_login(zoe)
    assert client.post(where, body).status_code == 404
    client.force_login(world.person("Reader", meeting.coalition, None))
    assert client.post(where, body).status_code == 404
    assert Participant.objects.get().name == "Sara"


def test_people_of_another_session_are_not_reached(meeting: Session, dinas_desk: Desk, point: Vertelpunt) -> None:
    person = builders.sit(meeting).participant
    other = builders.session(dinas_desk, point)
    take: Any = {"table": other.tables.get().pk, "was": person.table_id}
    with pytest.raises(Refused, match="person_gone"):
        move(desk=dinas_desk, session=other, participant=person.pk, **take)
    assert take_off_list(desk=dinas_desk, session=other, participant=person.pk, notes="go") is None
    assert Participant.objects.filter(pk=person.pk).exists()
