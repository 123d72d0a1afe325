"""Coming in by mail: once, in time, for the roles of the link, and never above who sent it."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from people.models import Coalition, Event, Invitation, Membership, Message, User
from people.roles import Role
from people.views.invited import GUESSES
from tests import world
from tests.world import PASSWORD

PEOPLE, COME_IN = "/c/noord/people/", "/invitation/"
NEW = {"name": "Nora", "password": PASSWORD, "again": PASSWORD}


def send(client: Client, email: str = "nora@example.org", *roles: str) -> None:
    """Invite somebody."""
    client.post(PEOPLE, {"email": email, "roles": roles or ["moderator"]})


def link() -> str:
    """Return the link in the newest mail."""
    found = re.search(r"https?://[^/]+(/\S+)", Message.objects.latest("pk").body)
    assert found
    return found[1]


def arrive(address: str) -> Client:
    """Return a browser that has followed the link."""
    browser = Client()
    assert browser.get(address).headers["Location"] == COME_IN
    return browser


def roles_of(email: str) -> set[str]:
    return set(Membership.objects.filter(user__email=email).values_list("role", flat=True))


@pytest.fixture
def anna_here(anna: User, client: Client) -> Client:
    """Anna, process leader, signed in."""
    client.force_login(anna)
    return client


def test_somebody_comes_in_with_the_roles_of_the_link_and_sets_up_a_second_step(
    anna_here: Client, settings: Settings
) -> None:
    send(anna_here, "Nora@Example.org", "moderator", "reader")
    browser = arrive(link())
    settings.DEMO = False
    assert "Landelijk" not in browser.get(COME_IN).content.decode()
    assert browser.post(COME_IN, NEW).headers["Location"] == "/home/"
    assert roles_of("nora@example.org") == {"moderator", "reader"}
    assert browser.get("/home/").headers["Location"].endswith("/accounts/2fa/totp/activate/")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"invitation-sent", "invitation-accepted", "role-given-moderator", "role-given-reader"}
    fresh = Client()
    assert fresh.post("/accounts/login/", {"login": "nora@example.org", "password": PASSWORD}).status_code == 302


def test_a_link_works_once_and_its_mail_goes_with_it(anna_here: Client) -> None:
    send(anna_here)
    address = link()
    first, second = arrive(address), arrive(address)
    first.post(COME_IN, NEW)
    assert second.post(COME_IN, NEW | {"name": "Iemand"}).status_code == 410
    assert Client().get(address, follow=True).status_code == 410
    assert not Message.objects.filter(about__startswith="invitation").exists()
    assert User.objects.filter(name="Iemand").count() == 0


def test_a_link_expires_can_be_taken_back_and_a_new_one_replaces_it(anna_here: Client) -> None:
    send(anna_here)
    old = link()
    send(anna_here)
    assert Client().get(old, follow=True).status_code == 410
    newer = link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(newer, follow=True).status_code == 410
    call_command("daily")
    assert not Invitation.objects.exists()
    send(anna_here)
    anna_here.post(f"/c/noord/invitations/{Invitation.objects.get().pk}/stop/")
    assert not Message.objects.filter(about__startswith="invitation").exists()


def test_the_secret_is_kept_as_a_digest_and_shown_to_nobody_else(
    anna_here: Client, anna: User, settings: Settings
) -> None:
    send(anna_here)
    secret = link().split("key=")[1]
    assert len(secret) == 32
    assert secret not in Invitation.objects.get().digest
    assert secret in anna_here.get("/c/noord/mails/").content.decode()  # in the demo no mail leaves
    settings.DEMO = False
    Authenticator.objects.create(user=anna, type="totp", data={})
    page = anna_here.get("/c/noord/mails/").content.decode()
    assert secret not in page
    assert "persoonlijke link" in page


def test_nobody_invites_above_their_own_role_or_themselves(
    anna_here: Client, noord: Coalition, national: Coalition
) -> None:
    send(anna_here, "nora@example.org", "administrator")
    send(anna_here, "anna@example.org", "moderator")
    assert not Invitation.objects.exists()
    chief = world.person("Chief", national, Role.ADMINISTRATOR)
    anna_here.force_login(chief)
    send(anna_here, "nora@example.org", "administrator")
    assert Invitation.objects.get().roles == ["administrator"]


def test_an_invitation_dies_with_the_right_of_who_sent_it(anna_here: Client, anna: User) -> None:
    send(anna_here)
    address = link()
    Membership.objects.filter(user=anna).delete()
    assert Client().get(address, follow=True).status_code == 410


def test_who_has_an_account_says_yes_with_that_account_and_no_other(anna_here: Client, zoe: User, lena: User) -> None:
    send(anna_here, "zoe@example.org", "reader")
    address = link()
    stranger = arrive(address)
    assert "/accounts/login/?next=/invitation/" in stranger.get(COME_IN).content.decode()
    stranger.post(COME_IN, NEW)
    assert not Membership.objects.filter(user=zoe, coalition__slug="noord").exists()
    for user, given in ((lena, False), (zoe, True)):
        browser = arrive(address)
        browser.force_login(user)
        browser.post(COME_IN)
        assert Membership.objects.filter(user=zoe, coalition__slug="noord").exists() is given
    assert roles_of("lena@example.org") == {"reader"}


def test_a_weak_or_mistyped_password_makes_no_account(anna_here: Client) -> None:
    send(anna_here)
    browser = arrive(link())
    for wrong in ({"password": "kort", "again": "kort"}, {"again": "iets heel anders"}, {"name": ""}):
        assert browser.post(COME_IN, NEW | wrong).status_code == 400
    assert not User.objects.filter(email="nora@example.org").exists()
    assert Invitation.objects.exists()


def test_guessing_links_is_limited(anna_here: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    GUESSES.clear()
    monkeypatch.setattr(GUESSES, "most", 2)
    send(anna_here)
    for _guess in range(2):
        Client().get("/invitation/?key=guess")
    assert Client().get(link(), follow=True).status_code == 410
    GUESSES.clear()


def test_more_fields_than_the_form_has_change_nothing(anna_here: Client) -> None:
    send(anna_here)
    arrive(link()).post(
        COME_IN,
        NEW | {"is_staff": "on", "is_superuser": "1", "roles": "process_leader", "email": "x@example.org"},
    )
    nora = User.objects.get(email="nora@example.org")
    assert (nora.is_staff, nora.is_superuser, roles_of("nora@example.org")) == (False, False, {"moderator"})
