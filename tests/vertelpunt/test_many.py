"""However many stories there are, a page asks the database as often as before."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import Coalition, Membership, User
from people.roles import Role
from tests import world
from tests.vertelpunt.teller import Teller
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.screening import screen

AT = "/c/noord/v/jeugdhulp/"
PAGES = (
    AT,
    f"{AT}?audience=parent&sort=typical",
    f"{AT}?page=2",
    f"{AT}response/",
    f"{AT}export/",
    f"{AT}moderation/",
    f"{AT}moderation/list/",
    f"{AT}moderation/list/?only=first",
    "/c/noord/",
    "/c/noord/reading/",
    "/v/jeugdhulp/",
)


@pytest.fixture
def asking(anna: User, noord: Coalition, client: Client) -> Client:
    """Somebody who may open all of these pages."""
    for role in (Role.ANALYST, Role.MODERATOR):
        Membership.objects.get_or_create(coalition=noord, user=anna, role=role)
    client.force_login(anna)
    return client


def _more(point: Vertelpunt) -> None:
    """Tell twelve stories, of which some wait, with what was noticed in them."""
    for number in range(12):
        screen(world.story(point, released=number % 3 > 0, text=f"Zus {number} en {point.pk} zo, en dan thee. " * 9))


def _asked(client: Client, page: str) -> int:
    client.get(page)  # what is made once is made now
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_pages_ask_as_often_with_many_stories_as_with_some(point: Vertelpunt, asking: Client) -> None:
    for _each in range(5):
        _more(point)
    before = {page: _asked(asking, page) for page in PAGES}
    for _each in range(4):
        _more(point)
    assert {page: _asked(asking, page) for page in PAGES} == before
    assert max(before.values()) <= 60


def test_telling_asks_as_often_and_little(point: Vertelpunt) -> None:
    def tell() -> int:
        teller = Teller().open()
        with CaptureQueriesContext(connection) as asked:
            teller.send(text="Er was eens een middag waarop iemand tijd had.")
        return len(asked)

    tell()
    first = tell()
    _more(point)
    assert (tell(), Story.objects.count()) == (first, 15)
    assert first <= 24
