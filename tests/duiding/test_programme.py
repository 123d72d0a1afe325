"""The programme of a session: beginnings, times, changes, whether it fits, and what it means for the board."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import translation

from duiding.actions.programme import add_day, add_step, begin_programme, change_step, move_step, remove_day
from duiding.beginnings import beginnings, scripts, steps_of
from duiding.models import ProgrammeStep, Session
from duiding.queries.leading import course
from duiding.queries.programme import days_of, fullness_of
from duiding.steps import SHORT
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Vertelpunt


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


def words(session: Session) -> list[str]:
    """Return the kinds of steps in order."""
    return list(session.programme.values_list("kind", flat=True))


@pytest.mark.parametrize("key", ["whole_day", "online", "tracks", "youth", "client_experience"])
def test_every_beginning_can_be_read_aloud_in_two_languages(key: str) -> None:
    for language in ("nl", "en"):
        with translation.override(language):
            steps = steps_of(beginnings()[key])
        assert all(len(step["script"]) > 30 for step in steps)
        assert {step["kind"] for step in steps} <= set(ProgrammeStep.Kind.values)
    assert set(scripts()) == set(ProgrammeStep.Kind.values)


def test_two_hours_online_fit_in_two_hours(dinas_desk: Desk, meeting: Session) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="online")
    (day,) = days_of(meeting)
    assert (day.over, day.left) == (0, 0)
    assert day.rows[0].starts_at == meeting.starts_at
    assert day.rows[1].starts_at == meeting.starts_at + timedelta(minutes=day.rows[0].step.minutes)
    assert day.rows[-1].ends_at == meeting.ends_at


def test_a_whole_day_in_two_hours_is_too_full_and_says_so(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="whole_day")
    assert fullness_of(meeting, []).over == 240
    page = dinas.get(reverse("duiding:programme", args=["noord", meeting.pk])).content.decode()
    assert "Dit programma is te vol." in page


def test_a_short_session_needs_one_theme_or_a_theme_for_each_table(dinas_desk: Desk, meeting: Session) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="online")
    assert fullness_of(meeting, []).scattered
    meeting.tables.update(theme="Wachten")
    assert not fullness_of(meeting, []).too_full
    meeting.tables.update(theme="")
    meeting.theme = "Wachten"
    assert not fullness_of(meeting, []).scattered


def test_more_to_read_than_there_is_time_for_is_said(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    add_step(desk=dinas_desk, session=meeting, data={"kind": "read", "minutes": 2})
    table = meeting.tables.all()[0]
    for _each in range(3):
        table.stories.create(story=world.story(meeting.vertelpunt, text="woord " * 300))
    page = dinas.get(reverse("duiding:programme", args=["noord", meeting.pk]), headers={"accept-language": "en"})
    assert "takes about 5 minutes; the programme gives 2" in page.content.decode()


def test_a_programme_that_is_there_is_replaced_only_when_asked(dinas_desk: Desk, meeting: Session) -> None:
    begin_programme(desk=dinas_desk, session=meeting, key="tracks")
    before = words(meeting)
    with pytest.raises(Refused, match="programme_there"):
        begin_programme(desk=dinas_desk, session=meeting, key="online")
    assert words(meeting) == before
    begin_programme(desk=dinas_desk, session=meeting, key="online", sure=True)
    assert words(meeting) != before


def test_steps_are_added_changed_moved_and_taken_out_by_page(dinas: Client, meeting: Session) -> None:
    here = ["noord", meeting.pk]
    for kind, minutes in (("read", "20"), ("ideas", "15")):
        dinas.post(reverse("duiding:step_new", args=here), {"kind": kind, "minutes": minutes, "script": "Lees."})
    read, ideas = meeting.programme.all()
    dinas.post(reverse("duiding:step_change", args=[*here, ideas.pk]), {"do": "up"})
    assert words(meeting) == ["ideas", "read"]
    changed = {"kind": "read", "minutes": "35", "title": "Stil lezen", "script": "Lees stil."}
    dinas.post(reverse("duiding:step_edit", args=[*here, read.pk]), changed)
    read.refresh_from_db()
    assert (str(read), read.minutes, read.script) == ("Stil lezen", 35, "Lees stil.")
    dinas.post(reverse("duiding:step_change", args=[*here, ideas.pk]), {"do": "remove"})
    assert words(meeting) == ["read"]
    wrong = dinas.post(reverse("duiding:step_new", args=here), {"kind": "read", "minutes": "0"})
    assert (wrong.status_code, meeting.programme.count()) == (400, 1)


def test_a_further_day_has_steps_of_its_own_and_gives_them_back(dinas_desk: Desk, meeting: Session) -> None:
    later = meeting.ends_at + timedelta(days=7)
    day = add_day(desk=dinas_desk, session=meeting, starts_at=later, ends_at=later + timedelta(hours=1))
    first = add_step(desk=dinas_desk, session=meeting, data={"kind": "read", "minutes": 20})
    second = add_step(desk=dinas_desk, session=meeting, data={"kind": "propose", "minutes": 90, "day": day})
    assert [[row.step for row in one.rows] for one in days_of(meeting)] == [[first], [second]]
    assert days_of(meeting)[1].over == 30
    remove_day(desk=dinas_desk, session=meeting, day=day.pk)
    assert [[row.step for row in one.rows] for one in days_of(meeting)] == [[first, second]]
    with pytest.raises(Refused, match="day_before"):
        add_day(desk=dinas_desk, session=meeting, starts_at=meeting.starts_at, ends_at=meeting.ends_at)


def test_the_live_steps_are_those_of_the_programme(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    assert [stage.kind for stage in course(meeting).stages] == [kind for kind, _minutes in SHORT["in_person"]]
    begin_programme(desk=dinas_desk, session=meeting, key="client_experience")
    assert [stage.step for stage in course(meeting).stages] == list(meeting.programme.all())
    dinas.post(reverse("duiding:session_step", args=["noord", meeting.pk]), {"step": "ideas"})
    page = dinas.get(reverse("duiding:lead", args=["noord", meeting.pk])).content.decode()
    after = meeting.programme.get(kind="propose")
    assert f'id="step-after" name="step" value="{after.pk}"' in page


def test_at_a_step_the_facilitator_reads_the_words_of_the_programme(dinas_desk: Desk, meeting: Session) -> None:
    shipped = course(meeting).now.script
    assert "Welkom" in shipped
    step = add_step(desk=dinas_desk, session=meeting, data={"kind": "welcome", "minutes": 5, "script": "Luister."})
    assert course(meeting).now.script == "Luister."
    change_step(desk=dinas_desk, step=step, data={"script": ""})
    assert course(meeting).now.script == shipped


def test_a_script_that_repeats_a_withdrawn_story_is_hidden_and_can_be_mended(
    dinas: Client, dinas_desk: Desk, meeting: Session
) -> None:
    told = "Mijn moeder kreeg elke dinsdag een brief van de gemeente die zij niet begreep en die niemand uitlegde."
    story = world.story(meeting.vertelpunt, text=told)
    step = add_step(desk=dinas_desk, session=meeting, data={"kind": "open", "minutes": 5, "script": f"Lees: {told}"})
    withdraw(story=story)
    step.refresh_from_db()
    assert (step.hidden, step.shown_script) == (True, "")
    page = dinas.get(reverse("duiding:mend", args=["noord"])).content.decode()
    assert f"programmestep-{step.pk}-script" in page


def test_a_session_begins_with_a_programme(dinas: Client, point: Vertelpunt) -> None:
    data = {
        "title": "Samen",
        "vertelpunt": point.pk,
        "kind": "online",
        "starts_at": "2027-03-01T19:00",
        "ends_at": "2027-03-01T21:00",
        "beginning": "online",
        "expenses": "Een bon van 25 euro.",
        "answer_before": "2027-02-20",
    }
    dinas.post(reverse("duiding:session_new", args=["noord"]), data)
    session = Session.objects.get()
    assert (session.template, session.programme.count()) == ("online", 9)
    assert session.expenses == "Een bon van 25 euro."


def test_a_programme_elsewhere_does_not_exist(zoe: User, dinas_desk: Desk, meeting: Session, client: Client) -> None:
    step = add_step(desk=dinas_desk, session=meeting, data={"kind": "read", "minutes": 5})
    client.force_login(zoe)
    assert client.get(reverse("duiding:step_edit", args=["zuid", meeting.pk, step.pk])).status_code == 404
    with pytest.raises(Http404):
        move_step(desk=builders.desk(world.person("Jan"), meeting.coalition), step=step, earlier=True)
