"""Every address by every kind of person, against the register; an address without a row fails."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Coalition, User
from people.roles import MAY, Permission, Role
from tests import world
from tests.access.addresses import Address, own_addresses, rules
from tests.access.scene import Scene, build

ADDRESSES = own_addresses()
IDS = [address.name for address in ADDRESSES]
GONE, SIGN_IN, DOOR, HERE = "404", "sign in", "to the door of the session", "here"


@pytest.fixture
def scene(noord: Coalition) -> Scene:
    """One of everything in Noord."""
    return build(noord)


def outcome(client: Client, url: str) -> str:
    """Return how the product answers a GET: as if it were not there, with the sign-in page, or it is here."""
    response = client.get(url)
    assert response.status_code < 500
    if response.status_code == 404:
        return GONE
    location = response.headers.get("Location", "") if response.status_code == 302 else ""
    doors = {"/accounts/login/": SIGN_IN, "/meet/": DOOR}
    return next((door for start, door in doors.items() if location.split("?")[0] == start), HERE)


def expected(rule: str, role: Role | None) -> str:
    """Return how an address with `rule` should answer somebody with `role` in Noord (None: a stranger)."""
    if rule in {"public", "signed_in", "participant", "teller"}:
        return HERE
    return HERE if role and Permission(rule) in MAY[role] else GONE


def test_every_address_has_a_row() -> None:
    assert not [name for name in IDS if name not in rules()]


def test_no_row_is_left_over() -> None:
    assert not [name for name in rules() if name not in IDS]


@pytest.mark.parametrize("address", ADDRESSES, ids=IDS)
def test_nobody_sees_only_what_is_public(scene: Scene, nobody: Client, address: Address) -> None:
    rule = rules()[address.name]
    found = outcome(nobody, scene.url(address))
    assert found in {"public": {HERE}, "teller": {HERE}, "participant": {GONE, DOOR}}.get(rule, {GONE, SIGN_IN})


@pytest.mark.parametrize("address", ADDRESSES, ids=IDS)
def test_every_role_here(scene: Scene, noord: Coalition, client: Client, address: Address) -> None:
    rule = rules()[address.name]
    url = scene.url(address)
    for role in Role if rule in Permission.values else ():
        client.force_login(world.person(f"Somebody {role.value}".replace(" ", "-"), noord, role))
        assert (role, outcome(client, url)) == (role, expected(rule, role))


@pytest.mark.parametrize("address", ADDRESSES, ids=IDS)
def test_what_is_elsewhere_does_not_exist(scene: Scene, zoe: User, client: Client, address: Address) -> None:
    rule = rules()[address.name]
    client.force_login(zoe)
    if rule in Permission.values:
        assert outcome(client, scene.url(address)) == GONE


def test_the_scene_knows_every_parameter(scene: Scene) -> None:
    for address in ADDRESSES:
        assert reverse(address.name, kwargs=scene.parameters(address))
