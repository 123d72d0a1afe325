"""Steps led live: where a session is, its timer, what is locked or covered, and who may lead."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.actions.choosing import choose_ground, look_back
from duiding.actions.leading import agree_on, control, set_step
from duiding.actions.programme import begin_programme, remove_step
from duiding.models import Leading, LookBack, Note, Session
from duiding.models.leading import leading_of
from duiding.queries.board import board_view
from duiding.queries.leading import course
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw

ENGLISH = {"accept-language": "en"}
LOOK: Any = {"grade": 4, "takes_along": "Dat luisteren helpt.", "better": ""}


def seen(session: Session) -> Session:
    """Return the session as it is in the database."""
    return Session.objects.select_related("leading__now").get(pk=session.pk)


def phone(session: Session, name: str = "") -> Client:
    """Return the browser of somebody at the first table."""
    client = Client(headers=ENGLISH)
    client.cookies[f"meet-{session.pk}"] = builders.sit(session, name).token
    return client


def page(client: Client, session: Session) -> str:
    """Return what somebody at the first table sees."""
    where = [session.pk, session.tables.all()[0].pk]
    return client.get(reverse("duiding:board", args=where)).content.decode()


def lead_page(session: Session) -> str:
    return reverse("duiding:lead", args=["noord", session.pk])


def test_next_goes_through_every_step_of_the_programme_also_twice_the_same_kind(
    dinas: Client, dinas_desk: Desk, meeting: Session
) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="whole_day")
    set_step(desk=dinas_desk, session=meeting, step=course(meeting).stages[0].key)
    walked = [course(seen(meeting)).now.key]
    while (after := course(seen(meeting)).after) is not None:
        dinas.post(reverse("duiding:session_step", args=["noord", meeting.pk]), {"step": after.key})
        walked.append(course(seen(meeting)).now.key)
    assert walked == [str(pk) for pk in meeting.programme.values_list("pk", flat=True)]


def test_two_facilitators_who_press_next_go_one_step(dinas_desk: Desk, meeting: Session) -> None:
    after = course(seen(meeting)).after
    assert after is not None
    set_step(desk=dinas_desk, session=meeting, step=after.key)
    ends = Leading.objects.get().ends_at
    set_step(desk=dinas_desk, session=seen(meeting), step=after.key)
    assert (course(seen(meeting)).now.key, Leading.objects.get().ends_at) == (after.key, ends)


def test_a_step_that_was_taken_out_of_the_programme_leaves_people_where_they_are(
    dinas_desk: Desk, meeting: Session
) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="online")
    ideas = meeting.programme.get(kind="ideas")
    set_step(desk=dinas_desk, session=meeting, step=str(ideas.pk))
    remove_step(desk=dinas_desk, step=ideas)
    found = course(seen(meeting))
    assert (found.now.kind, found.after and found.after.kind) == ("ideas", "break")
    with pytest.raises(Refused, match="unknown_step"):
        set_step(desk=dinas_desk, session=meeting, step=str(ideas.pk))


def test_a_step_that_is_not_in_the_programme_comes_after_all_that_go_before_it_also_past_a_break(
    dinas_desk: Desk, meeting: Session
) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="tracks")
    Session.objects.update(step="propose")
    before = course(seen(meeting)).before
    assert before is not None
    assert before.kind == "cluster"


def test_the_timer_says_the_seconds_that_are_left_by_our_clock(dinas_desk: Desk, meeting: Session) -> None:
    set_step(desk=dinas_desk, session=meeting, step="read")
    where = [meeting.pk, meeting.tables.all()[0].pk]
    answer = phone(meeting).get(reverse("duiding:board_revision", args=where)).json()
    assert 1190 <= answer["seconds"] <= 1200
    control(desk=dinas_desk, session=meeting, do="pause")
    assert Leading.objects.get().seconds(timezone.now() + timedelta(hours=3)) <= 1200
    control(desk=dinas_desk, session=meeting, do="more")
    control(desk=dinas_desk, session=meeting, do="resume")
    leading = Leading.objects.get()
    assert 1480 <= leading.seconds(timezone.now()) <= 1500
    assert leading.seconds(timezone.now() + timedelta(hours=1)) < 0


def test_five_minutes_that_are_given_twice_at_once_are_five_minutes(
    dinas: Client, dinas_desk: Desk, meeting: Session
) -> None:
    set_step(desk=dinas_desk, session=meeting, step="read")
    mark = Leading.objects.get().mark
    assert f'name="timer" value="{mark}"' in dinas.get(lead_page(meeting)).content.decode()
    for _time in range(2):
        dinas.post(reverse("duiding:session_control", args=["noord", meeting.pk]), {"do": "more", "timer": mark})
    assert 1480 <= Leading.objects.get().seconds(timezone.now()) <= 1500


def test_an_old_page_changes_only_what_was_changed_on_it(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    old = dinas.get(lead_page(meeting)).context["form"]
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    shown = {old[name].html_initial_name: old[name].initial or "" for name in old.fields}
    dinas.post(reverse("duiding:session_choices", args=["noord", meeting.pk]), shown | {"trusted": "Sara"})
    leading = Leading.objects.get()
    assert (leading.hide_ideas, leading.trusted) == (True, "Sara")
    assert 'name="initial-hide_ideas"' in dinas.get(lead_page(meeting)).content.decode()


def test_who_joins_late_lands_in_the_step(dinas_desk: Desk, meeting: Session) -> None:
    set_step(desk=dinas_desk, session=meeting, step="evaluate")
    late = page(phone(meeting), meeting)
    assert 'data-step="evaluate"' in late
    assert "How was it?" in late


@pytest.mark.parametrize(
    ("step", "kinds"),
    [("welcome", []), ("notice", ["surprise", "worry", "chance", "good"]), ("ideas", ["idea"]), ("sharpen", ["need"])],
)
def test_a_step_shows_only_the_notes_that_it_asks_for(
    dinas_desk: Desk, meeting: Session, step: str, kinds: list[str]
) -> None:
    set_step(desk=dinas_desk, session=meeting, step=step)
    shown = page(phone(meeting), meeting)
    assert [kind for kind in Note.Kind.values if f'name="kind" id="kind-{kind}"' in shown] == kinds
    assert ('data-open="1"' in shown) == bool(kinds)


def test_a_locked_board_refuses_a_note_in_clear_words_and_keeps_them(dinas_desk: Desk, meeting: Session) -> None:
    set_step(desk=dinas_desk, session=meeting, step="notice")
    sara = phone(meeting)
    control(desk=dinas_desk, session=meeting, do="lock")
    body = {"client_id": str(uuid.uuid4()), "kind": "worry", "text": "Net te laat."}
    where = reverse("duiding:note_add", args=[meeting.pk, meeting.tables.all()[0].pk])
    answer = sara.post(where, body)
    assert "closed the boards" in answer.content.decode()
    assert "Net te laat." in answer.content.decode()
    control(desk=dinas_desk, session=meeting, do="unlock")
    assert sara.post(where, body).status_code == 302
    assert Note.objects.count() == 1


def test_ideas_stay_covered_for_others_until_they_are_shown(dinas_desk: Desk, meeting: Session, dina: User) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    set_step(desk=dinas_desk, session=meeting, step="ideas")
    sara, youssef = (builders.seat(builders.sit(meeting, name)) for name in ("Sara", "Youssef"))
    builders.note(sara, "Samen bellen.", kind="idea")
    builders.note(sara, "Wachten.", kind="worry")
    assert (board_view(sara).total, board_view(youssef).total, board_view(youssef).covered) == (2, 1, 1)
    assert board_view(builders.lead(dina, meeting)).total == 2
    control(desk=dinas_desk, session=meeting, do="show_ideas")
    assert board_view(builders.seat_again(youssef)).total == 2


def test_covered_ideas_are_not_on_the_big_screen_and_names_only_when_agreed(
    dinas: Client, dinas_desk: Desk, meeting: Session
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    set_step(desk=dinas_desk, session=meeting, step="ideas")
    builders.note(builders.seat(builders.sit(meeting, "Sara")), "Samen bellen.", kind="idea")
    screen = reverse("duiding:plenary", args=["noord", meeting.pk])
    covered = dinas.get(screen).content.decode()
    assert all(words not in covered for words in ("Samen bellen.", "Sara"))
    agree_on(desk=dinas_desk, session=meeting, choices={"names_shown": True})
    set_step(desk=dinas_desk, session=meeting, step="cluster")
    shown = dinas.get(screen).content.decode()
    assert all(words in shown for words in ("Samen bellen.", "Sara", "join.svg"))


def test_an_idea_that_lies_in_a_group_is_covered_on_the_big_screen_too(
    dinas: Client, dinas_desk: Desk, dina: User, meeting: Session
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    set_step(desk=dinas_desk, session=meeting, step="ideas")
    sara = builders.seat(builders.sit(meeting, "Sara"))
    notes = builders.note(sara, "Samen bellen.", kind="idea"), builders.note(sara, "Wachten.", kind="worry")
    builders.cluster(builders.lead(dina, meeting), "Aandacht", notes)
    screen, lead = (reverse(f"duiding:{name}", args=["noord", meeting.pk]) for name in ("plenary", "lead"))
    covered = dinas.get(screen).content.decode()
    assert "Samen bellen." not in covered
    assert "1 idee, nog afgedekt" in covered
    assert "Ideeën tonen" in dinas.get(lead).content.decode()
    set_step(desk=dinas_desk, session=meeting, step="cluster")
    assert "Samen bellen." in dinas.get(screen).content.decode()
    assert "Ideeën tonen" not in dinas.get(lead).content.decode()


def test_a_withdrawn_story_leaves_the_steps_and_says_so(dinas_desk: Desk, meeting: Session, dina: User) -> None:
    told = "De wijkteammedewerker kwam elke week langs en zette eerst thee voor ons allemaal."
    story = world.story(meeting.vertelpunt, text=told)
    meeting.tables.all()[0].stories.create(story=story)
    agree_on(desk=dinas_desk, session=meeting, choices={"aloud": story})
    seat = builders.seat(builders.sit(meeting))
    choose_ground(seat=seat, client_id=uuid.uuid4(), story=story.pk)
    look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK | {"takes_along": told})
    set_step(desk=dinas_desk, session=meeting, step="open")
    sara = phone(meeting, "Meryem")
    assert told in page(sara, meeting)
    before = builders.board(meeting).revision
    withdraw(story=story)
    assert told not in page(sara, meeting)
    assert builders.board(meeting).revision > before
    assert (leading_of(seen(meeting)).aloud, LookBack.objects.get().hidden) == (None, True)
    set_step(desk=dinas_desk, session=meeting, step="ground")
    assert "was taken back" in page(sara, meeting)


def test_a_story_that_lies_on_no_table_is_not_read_aloud_or_chosen(dinas_desk: Desk, meeting: Session) -> None:
    story = world.story(meeting.vertelpunt)
    with pytest.raises(Refused, match="story_gone"):
        agree_on(desk=dinas_desk, session=meeting, choices={"aloud": story})
    with pytest.raises(Refused, match="story_gone"):
        choose_ground(seat=builders.seat(builders.sit(meeting)), client_id=uuid.uuid4(), story=story.pk)


@pytest.mark.parametrize("name", ["session_step", "session_control", "session_choices", "lead"])
def test_a_participant_does_not_lead(meeting: Session, name: str) -> None:
    address = reverse(f"duiding:{name}", args=["noord", meeting.pk])
    answer = phone(meeting).post(address, {"step": "present", "do": "lock"})
    assert "/accounts/login/" in answer["Location"]
    assert seen(meeting).step == "welcome"


def test_figures_stay_covered_when_people_guess_first(dinas_desk: Desk, meeting: Session) -> None:
    board = builders.board(meeting)
    seat = builders.seat(builders.sit(meeting))
    before = board_view(seat).edition
    agree_on(desk=dinas_desk, session=meeting, choices={"guess_first": True})
    again = builders.seat_again(seat)
    assert board_view(again).edition != before
    assert again.board.pk == board.pk
