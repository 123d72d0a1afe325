"""Seats by page, wishes, themes over tables, and stories from here at a local table."""

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.local import ask_second_reader, say_safe
from duiding.actions.seats import add_wish, divide_themes, propose_seats
from duiding.actions.tables import put_story
from duiding.models import Invitee, LocalCheck, SeatWish, Session
from duiding.queries.material import Search, search_stories
from duiding.queries.seats import quality_of
from lib.errors import Refused
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.duiding import builders, preparing
from vertelpunt.models import Story


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


@pytest.fixture
def six(dinas_desk: Desk, meeting: Session) -> list[Invitee]:
    """Six people who may come to a session with two tables."""
    kinds = ("parent", "parent", "youth", "youth", "professional", "professional")
    return [preparing.person(dinas_desk, meeting, f"P{place}", kind) for place, kind in enumerate(kinds)]


def tables_of(session: Session) -> list[int | None]:
    """Return where everybody sits, in the order of the list."""
    return list(session.invitees.order_by("pk").values_list("table", flat=True))


def test_seats_are_proposed_and_who_was_seated_by_hand_stays(
    dinas: Client, meeting: Session, six: list[Invitee]
) -> None:
    first, second = meeting.tables.all()
    dinas.post(reverse("duiding:seat_change", args=["noord", meeting.pk, six[0].pk]), {"table": second.pk})
    dinas.post(reverse("duiding:seats_propose", args=["noord", meeting.pk]))
    seated = tables_of(meeting)
    assert seated[0] == second.pk
    for pair in (seated[0:2], seated[2:4], seated[4:6]):
        assert set(pair) == {first.pk, second.pk}
    found = quality_of(meeting)
    assert found is not None
    assert found[0].measure <= found[1].measure
    assert dinas.get(reverse("duiding:seats", args=["noord", meeting.pk])).status_code == 200


def test_somebody_is_not_seated_at_a_table_of_another_session(
    dinas: Client, dinas_desk: Desk, meeting: Session, six: list[Invitee]
) -> None:
    other = builders.session(dinas_desk, meeting.vertelpunt).tables.get()
    address = reverse("duiding:seat_change", args=["noord", meeting.pk, six[0].pk])
    assert dinas.post(address, {"table": other.pk}).status_code == 404
    assert dinas.post(address, {"table": "x"}).status_code == 404


def test_wishes_are_kept_and_shown(dinas: Client, meeting: Session, six: list[Invitee]) -> None:
    address = reverse("duiding:wish_add", args=["noord", meeting.pk])
    dinas.post(address, {"first": six[0].pk, "kind": "together", "second": six[1].pk})
    dinas.post(address, {"first": six[2].pk, "kind": "at", "second": f"table-{meeting.tables.all()[1].pk}"})
    refused = dinas.post(address, {"first": six[2].pk, "kind": "at", "second": six[3].pk})
    assert (refused.status_code, SeatWish.objects.count()) == (400, 2)
    dinas.post(reverse("duiding:seats_propose", args=["noord", meeting.pk]))
    seated = tables_of(meeting)
    assert seated[0] == seated[1]
    assert seated[2] == meeting.tables.all()[1].pk
    assert "lukt" in dinas.get(reverse("duiding:seats", args=["noord", meeting.pk])).content.decode()


def test_a_wish_is_about_two_people(dinas_desk: Desk, meeting: Session, six: list[Invitee]) -> None:
    with pytest.raises(Refused, match="same_person"):
        add_wish(desk=dinas_desk, session=meeting, kind="apart", first=six[0].pk, second=six[0].pk, table=None)


def test_who_does_not_come_gets_no_seat(dinas_desk: Desk, meeting: Session, six: list[Invitee]) -> None:
    Invitee.objects.filter(pk=six[0].pk).update(answer="not")
    assert propose_seats(desk=dinas_desk, session=meeting) == 5
    assert Invitee.objects.get(pk=six[0].pk).table is None


def test_themes_are_shared_out_over_the_tables(dinas_desk: Desk, meeting: Session) -> None:
    divide_themes(desk=dinas_desk, session=meeting, themes=["Wachten", "", " Contact "])
    assert [table.theme for table in meeting.tables.all()] == ["Wachten", "Contact"]
    with pytest.raises(Refused, match="no_theme"):
        divide_themes(desk=dinas_desk, session=meeting, themes=[" "])
    assert meeting.tables.all()[0].theme == "Wachten"


@pytest.fixture
def story(meeting: Session) -> Story:
    """A story from here, while the first table is for a municipality."""
    table = meeting.tables.all()[0]
    table.municipality = "Oostmeer"
    table.save()
    return world.story(meeting.vertelpunt)


def test_a_local_table_gets_stories_from_elsewhere(
    dinas_desk: Desk, meeting: Session, story: Story, national: Coalition
) -> None:
    local, wide = meeting.tables.all()
    elsewhere = world.story(world.vertelpunt(national, "landelijk", lends_below=True))
    assert list(search_stories(dinas_desk, local, Search())) == [elsewhere]
    assert set(search_stories(dinas_desk, wide, Search())) == {story, elsewhere}
    with pytest.raises(Refused, match="not_checked"):
        put_story(desk=dinas_desk, table=local, story=story.pk)
    put_story(desk=dinas_desk, table=local, story=elsewhere.pk)


def test_a_table_that_becomes_local_keeps_no_story_from_here_that_nobody_looked_at(
    dinas: Client, dinas_desk: Desk, meeting: Session, story: Story, national: Coalition, cem: User
) -> None:
    local, wide = meeting.tables.all()
    checked, elsewhere = (
        world.story(point) for point in (meeting.vertelpunt, world.vertelpunt(national, "landelijk", lends_below=True))
    )
    ask_second_reader(desk=dinas_desk, table=local, story=checked.pk)
    say_safe(desk=builders.desk(cem, meeting.coalition), check=LocalCheck.objects.get().pk, safe=True)
    for one in (story, checked, elsewhere):
        put_story(desk=dinas_desk, table=wide, story=one.pk)
    address = reverse("duiding:table_edit", args=["noord", meeting.pk, wide.pk])
    opened = dinas.get(address).context["form"]["opened"].value()
    data = {"name": wide.name, "colour": wide.colour, "municipality": "Westerdam", "opened": opened}
    page = dinas.post(address, data, follow=True).content.decode()
    assert "1 ervaring van hier is van deze tafel gehaald" in page
    assert {one.story_id for one in wide.stories.all()} == {checked.pk, elsewhere.pk}


def test_a_second_reader_says_yes_and_another_text_is_read_anew(
    dinas_desk: Desk, meeting: Session, story: Story, cem: User
) -> None:
    local = meeting.tables.all()[0]
    ask_second_reader(desk=dinas_desk, table=local, story=story.pk)
    check = LocalCheck.objects.get()
    say_safe(desk=builders.desk(cem, meeting.coalition), check=check.pk, safe=True)
    check.refresh_from_db()
    assert (check.checked_by, check.safe) == (cem, True)
    put_story(desk=dinas_desk, table=local, story=story.pk)
    LocalCheck.objects.update(release_number=99)  # what was read is not what stands there now
    assert not search_stories(dinas_desk, meeting.tables.all()[0], Search()).exists()
    assert list(search_stories(dinas_desk, local, Search(here=True))) == []  # it lies there already


def test_a_no_takes_a_story_off_local_tables(dinas_desk: Desk, meeting: Session, story: Story, cem: User) -> None:
    local, wide = meeting.tables.all()
    ask_second_reader(desk=dinas_desk, table=local, story=story.pk)
    for table in (local, wide):
        table.stories.create(story=story)
    say_safe(desk=builders.desk(cem, meeting.coalition), check=LocalCheck.objects.get().pk, safe=False)
    assert (local.stories.count(), wide.stories.count()) == (0, 1)


def test_who_asks_is_not_the_second_reader(meeting: Session, story: Story, anna: User, client: Client) -> None:
    desk = builders.desk(anna, meeting.coalition)
    ask_second_reader(desk=desk, table=meeting.tables.all()[0], story=story.pk)
    with pytest.raises(Refused, match="second_reader"):
        say_safe(desk=desk, check=LocalCheck.objects.get().pk, safe=True)
    assert LocalCheck.objects.get().safe is None


def test_the_page_of_a_second_reader_is_for_moderators(
    dinas: Client, dinas_desk: Desk, meeting: Session, story: Story, cem: User, zoe: User
) -> None:
    table = meeting.tables.all()[0]
    dinas.post(reverse("duiding:local_ask", args=["noord", meeting.pk, table.pk]), {"story": story.pk})
    address = reverse("duiding:local_checks", args=["noord"])
    assert dinas.get(address).status_code == 404
    dinas.force_login(zoe)
    check = LocalCheck.objects.get().pk
    assert dinas.post(reverse("duiding:local_check", args=["zuid", check]), {"safe": "yes"}).status_code == 404
    dinas.force_login(cem)
    assert story.release.text in dinas.get(address).content.decode()
    dinas.post(reverse("duiding:local_check", args=["noord", check]), {"safe": "yes"})
    assert LocalCheck.objects.get().safe is True
