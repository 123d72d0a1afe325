"""Roles are given and ended by who leads a coalition: never above their own, never to themselves, always seen."""

import pytest
from django.test import Client

from people.models import Coalition, Event, Membership, Message, User
from people.roles import MAY, MAY_GIVE, Permission, Role
from tests import world


def change(who: User, whom: User, *roles: str) -> int:
    """Let `who` give `whom` exactly `roles` in Noord; return how the product answers."""
    browser = Client()
    browser.force_login(who)
    return browser.post(f"/c/noord/people/{whom.pk}/", {"roles": roles}).status_code


def held(whom: User) -> set[str]:
    return set(Membership.objects.filter(user=whom, coalition__slug="noord").values_list("role", flat=True))


def test_roles_change_at_once_are_logged_mailed_and_shown(anna: User, lena: User, client: Client) -> None:
    assert change(anna, lena, "moderator", "facilitator") == 302
    assert held(lena) == {"moderator", "facilitator"}
    logged = set(Event.objects.filter(actor=anna, thing_id=str(lena.pk)).values_list("verb", flat=True))
    assert logged == {"role-given-moderator", "role-given-facilitator", "role-ended-reader"}
    assert "moderator" in Message.objects.get(to=lena.email).body
    client.force_login(anna)
    page = client.get("/c/noord/people/").content.decode()
    assert "kreeg de rol moderator" in page
    client.force_login(lena)
    assert client.get("/c/noord/").status_code == 200
    assert change(anna, lena) == 302
    assert client.get("/c/noord/").status_code == 404


def test_a_process_leader_neither_makes_nor_unmakes_an_administrator(anna: User, lena: User, noord: Coalition) -> None:
    chief = world.person("Chief", noord, Role.ADMINISTRATOR)
    change(anna, lena, "administrator")
    change(anna, chief, "reader")
    assert (held(lena), held(chief)) == ({"reader"}, {"administrator", "reader"})
    assert change(chief, lena, "administrator") == 302
    assert held(lena) == {"administrator"}


def test_nobody_gives_themselves_a_role(anna: User, noord: Coalition) -> None:
    chief = world.person("Chief", noord, Role.ADMINISTRATOR)
    assert change(chief, chief, "administrator", "process_leader") == 400
    assert held(chief) == {"administrator"}
    assert change(anna, anna, "process_leader", "decider") == 400


def test_the_last_who_leads_stays_until_there_is_another(anna: User, lena: User) -> None:
    assert change(anna, anna) == 400
    assert held(anna) == {"process_leader"}
    inactive = world.person("Weg", Coalition.objects.get(slug="noord"), Role.PROCESS_LEADER)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    assert change(anna, anna) == 400
    change(anna, lena, "process_leader")
    assert change(anna, anna) == 302
    assert (held(anna), held(lena)) == (set(), {"process_leader"})


def test_an_administrator_above_works_below_and_other_roles_do_not(national: Coalition, lena: User) -> None:
    above = world.person("Boven", national, Role.ADMINISTRATOR)
    assert change(above, lena, "moderator") == 302
    leader_above = world.person("Leider", national, Role.PROCESS_LEADER)
    assert change(leader_above, lena, "reader") == 404
    assert held(lena) == {"moderator"}


def test_members_of_elsewhere_do_not_exist_here(anna: User, zoe: User) -> None:
    assert change(anna, zoe, "reader") == 404
    assert change(zoe, anna, "reader") == 404


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY_GIVE])
def test_who_may_not_manage_people_gives_nothing(role: Role) -> None:
    assert Permission.MANAGE_PEOPLE not in MAY[role]
