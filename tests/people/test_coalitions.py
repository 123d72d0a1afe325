"""Who administers a coalition makes others below it, and can work there at once."""

import pytest
from django.test import Client

from people.access import roles_in
from people.models import Coalition, Event, User
from people.roles import Role
from tests import world


@pytest.fixture
def chief(noord: Coalition, client: Client) -> User:
    """An administrator of Noord, signed in."""
    user = world.person("Chief", noord, Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def make(client: Client, name: str) -> int:
    return client.post("/c/noord/coalitions/", {"name": name, "kind": "neighbourhood", "region": ""}).status_code


def test_a_coalition_is_made_below_and_can_be_worked_in(chief: User, noord: Coalition, client: Client) -> None:
    assert make(client, "Wijk Zuid") == 302
    made = Coalition.objects.get(name="Wijk Zuid")
    assert (made.parent, made.slug, made.kind, made.small_group) == (noord, "wijk-zuid", "neighbourhood", 5)
    assert roles_in(chief, made) == {Role.ADMINISTRATOR}
    assert client.get("/c/wijk-zuid/people/").status_code == 200
    assert "Wijk Zuid" in client.get("/c/noord/coalitions/").content.decode()
    assert Event.objects.get(verb="coalition-made").thing_id == str(made.pk)


def test_the_same_name_is_told_and_the_same_address_gets_a_number(chief: User, client: Client) -> None:
    assert (make(client, "Wijk Zuid"), make(client, "wijk zuid"), make(client, "Wijk-Zuid!")) == (302, 400, 302)
    assert set(Coalition.objects.filter(parent__slug="noord").values_list("slug", flat=True)) == {
        "wijk-zuid", "wijk-zuid-2",
    }  # fmt: skip


def test_nobody_else_makes_one(anna: User, client: Client) -> None:
    client.force_login(anna)
    assert make(client, "Wijk Zuid") == 404
    assert not Coalition.objects.filter(name="Wijk Zuid").exists()
