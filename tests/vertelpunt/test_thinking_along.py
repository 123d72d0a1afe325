"""Who wants to think along stands on a list of its own, which says nothing about what was told."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from people.models import Coalition, Event, User
from people.roles import Role
from tests import world
from tests.duiding.builders import desk
from tests.vertelpunt.teller import CODE, Teller
from vertelpunt.actions.volunteers import forget_old_volunteers
from vertelpunt.limits import GUESSES, VOLUNTEERS
from vertelpunt.models import Vertelpunt, Volunteer
from vertelpunt.volunteers import volunteers_for

pytestmark = pytest.mark.django_db
HERE = "/v/jeugdhulp/think-along/"
GIVEN = {"perspective": "parent", "reach": "Ans@Example.org", "name": "Ans", "consent": "on"}


def join(**fields: Any) -> tuple[int, str]:
    """Put somebody on the list; return status and page."""
    response = Client().post(HERE, GIVEN | fields)
    return response.status_code, response.content.decode()


def test_the_thanks_lead_there_without_token_story_or_channel(point: Vertelpunt) -> None:
    world.channel(point, "flyer")
    thanks = Teller().open("?k=flyer").send(text="Een verhaal dat lang genoeg is.").finish().page
    assert f'href="{HERE}"' in thanks
    page = Client().get(HERE)
    assert 'name="token"' not in page.content.decode()
    assert not page.cookies


def test_who_joins_is_kept_with_the_month_and_what_was_agreed_to(point: Vertelpunt) -> None:
    status, page = join()
    one = Volunteer.objects.get()
    assert (status, one.reach, one.name, one.perspective) == (200, "ans@example.org", "Ans", "parent")
    assert one.month.day == 1
    assert one.kept_until == one.month + timedelta(days=365)
    assert "Noord mag dit een jaar bewaren" in one.consent
    assert CODE.search(page)


def test_nothing_of_it_points_to_a_story_or_a_moment(point: Vertelpunt) -> None:
    before = Event.objects.count()
    join()
    fields = {field.name for field in Volunteer._meta.get_fields()}
    kept = {"id", "vertelpunt", "region", "perspective", "reach", "name", "consent", "month", "kept_until"}
    assert fields == kept | {"code_digest"}
    assert Event.objects.count() == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="rows of SQLite have a number of their own")
def test_the_order_of_rows_is_drawn_anew_with_everybody_who_comes(point: Vertelpunt) -> None:
    orders = set()
    for number in range(12):
        join(reach=f"0612345{number:03d}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT reach FROM vertelpunt_volunteer ORDER BY rowid")
            rows = [row[0] for row in cursor.fetchall()]
        orders.add(rows.index(f"0612345{number:03d}") == number)
    assert rows != sorted(rows)
    assert orders == {True, False}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reach": "ans@"}, "geen heel mailadres"),
        ({"reach": "bel me"}, "minstens 8 cijfers"),
        ({"reach": "12345"}, "minstens 8 cijfers"),
        ({"consent": ""}, "Zonder dit mogen we het niet bewaren"),
        ({"perspective": "mayor"}, 'role="alert"'),
        ({"website": "https://spam.example"}, "te veel tegelijk"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(point: Vertelpunt, fields: dict[str, str], said: str) -> None:
    status, page = join(**fields)
    assert status == 422
    assert said in page
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize("reach", ["06-12345678", "+31 6 1234 5678", "(050) 123 4567"])
def test_phone_numbers_may_be_written_in_any_way(point: Vertelpunt, reach: str) -> None:
    assert join(reach=reach)[0] == 200


def test_the_same_person_is_on_the_list_once(point: Vertelpunt) -> None:
    join()
    join(name="Ans V.")
    assert Volunteer.objects.get().name == "Ans V."


def test_the_code_takes_one_off_the_list(point: Vertelpunt) -> None:
    found = CODE.search(join()[1])
    join(reach="0612345678")
    assert found is not None
    wrong = Client().post("/think-along/", {"code": "AAAA-BBBB-CCCC"})
    assert wrong.status_code == 422
    page = Client().post("/think-along/", {"code": found.group().lower()}).content.decode()
    assert "Je bent van de lijst af" in page
    assert Volunteer.objects.get().reach == "0612345678"


def test_guessing_codes_is_limited(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    found = CODE.search(join()[1])
    assert found is not None
    monkeypatch.setattr(GUESSES, "most", 2)
    for _ in range(2):
        Client().post("/think-along/", {"code": "AAAA-BBBB-CCCC"})
    Client().post("/think-along/", {"code": found.group()})
    assert Volunteer.objects.exists()


def test_a_class_of_thirty_passes_and_a_machine_does_not(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    assert VOLUNTEERS.most >= 30
    monkeypatch.setattr(VOLUNTEERS, "most", 2)
    statuses = [join(reach=f"061234567{number}")[0] for number in range(3)]
    assert statuses == [200, 200, 422]


def test_after_a_year_everybody_is_forgotten(point: Vertelpunt, noord: Coalition, anna: User) -> None:
    join()
    Volunteer.objects.update(kept_until=date(2020, 1, 1))
    assert not volunteers_for(desk(anna, noord)).exists()
    assert forget_old_volunteers(date(2020, 1, 2)) == 1


def test_members_see_their_own_list_and_take_somebody_off(
    point: Vertelpunt, anna: User, zoe: User, client: Client
) -> None:
    join()
    one = Volunteer.objects.get()
    client.force_login(zoe)
    assert "ans@example.org" not in client.get("/c/zuid/think-along/").content.decode()
    assert client.post("/c/zuid/think-along/", {"volunteer": one.pk}).status_code == 404
    client.force_login(anna)
    assert "ans@example.org" in client.get("/c/noord/think-along/").content.decode()
    assert "ans@example.org" not in client.get("/c/noord/think-along/?perspective=youth").content.decode()
    assert client.post("/c/noord/think-along/", {"volunteer": "x"}).status_code == 404
    client.post("/c/noord/think-along/", {"volunteer": one.pk})
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.COMMUNICATION, Role.MODERATOR, Role.ADMINISTRATOR])
def test_who_prepares_no_sessions_sees_no_list(
    point: Vertelpunt, noord: Coalition, client: Client, role: Role
) -> None:
    client.force_login(world.person("Iemand", noord, role))
    assert client.get("/c/noord/think-along/").status_code == 404


def test_the_database_keeps_no_day_either(point: Vertelpunt) -> None:
    join()
    with pytest.raises(IntegrityError), transaction.atomic():
        Volunteer.objects.update(month=date(2026, 5, 12))


def test_for_a_vertelpunt_that_is_not_open_yet_there_is_no_list(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(state="draft")
    assert Client().get(HERE).status_code == 404
