"""Every address by every kind of person, against the register; an address without a row fails."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from people.models import Coalition, User
from people.roles import MAY, Permission, Role
from tests import world
from tests.access.addresses import own_addresses, rules
from tests.access.scene import Scene, build

ADDRESSES = own_addresses()
RULES = rules()
GONE, SIGN_IN, DOOR, HERE = "404", "sign in", "to the door of the session", "here"
DOORS = {"/accounts/login/": SIGN_IN, "/meet/": DOOR}
FOR_NOBODY = {"public": {HERE, DOOR}, "teller": {HERE}, "participant": {GONE, DOOR}, "signed_in": {SIGN_IN}}


@pytest.fixture
def scene(noord: Coalition) -> Scene:
    """One of everything in Noord."""
    return build(noord)


def outcome(client: Client, url: str) -> str:
    """Return how the product answers: as if it were not there, with the sign-in page, or it is here."""
    with transaction.atomic():
        response: Any = client.get(url)
        response = client.post(url) if response.status_code == 405 else response
        transaction.set_rollback(True)  # whatever an empty POST did
    assert response.status_code < 500, url
    if response.status_code == 404:
        return GONE
    if response.status_code == 401 and url.startswith("/api/"):  # as programs are told to sign in
        return SIGN_IN
    location = response.headers.get("Location", "") if response.status_code == 302 else ""
    return DOORS.get(location.split("?")[0], HERE)


def found(scene: Scene, client: Client) -> dict[str, str]:
    """Return how every address answers."""
    return {address.name: outcome(client, scene.url(address)) for address in ADDRESSES}


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {address.name for address in ADDRESSES} == set(RULES)


def test_nobody_sees_only_what_is_public(scene: Scene, nobody: Client) -> None:
    answers = found(scene, nobody)
    may_be = {name: FOR_NOBODY.get(RULES[name], {SIGN_IN, GONE}) for name in answers}
    wrong = {name: answer for name, answer in answers.items() if answer not in may_be[name]}
    assert not wrong


@pytest.mark.parametrize("role", Role)
def test_a_role_here_sees_what_the_register_says(scene: Scene, noord: Coalition, client: Client, role: Role) -> None:
    client.force_login(world.person("Somebody", noord, role))
    answers = {name: answer for name, answer in found(scene, client).items() if RULES[name] in Permission.values}
    assert answers == {name: HERE if Permission(RULES[name]) in MAY[role] else GONE for name in answers}


def test_what_is_elsewhere_does_not_exist(scene: Scene, zoe: User, client: Client) -> None:
    client.force_login(zoe)
    answers = {name: answer for name, answer in found(scene, client).items() if RULES[name] in Permission.values}
    assert set(answers.values()) == {GONE}
