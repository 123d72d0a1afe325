"""Signing in: guesses are limited, sessions end, a second step is asked, administration is for administrators only."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import encrypt
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from people.models import User
from people.roles import MAY, SEES_UNRELEASED, Permission, Role
from people.second_step import lacks_second_step
from tests import world
from tests.world import PASSWORD

LOGIN = "/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _real(settings: Settings) -> None:
    """As in production, and nobody guessed yet."""
    settings.DEMO = False
    cache.clear()


def sign_in(client: Client, user: User, password: str = PASSWORD) -> str:
    """Try to sign in; return where that leads, nothing when it did not."""
    return str(client.post(LOGIN, {"login": user.email, "password": password}).headers.get("Location", ""))


def test_after_five_wrong_passwords_the_right_one_waits_too(lena: User, client: Client) -> None:
    for _guess in range(5):
        assert sign_in(client, lena, "verkeerd wachtwoord") == ""
    assert sign_in(Client(), lena) == ""
    assert not Client().get("/home/").wsgi_request.user.is_authenticated


def test_no_address_is_kept_in_clear_while_guesses_are_counted(lena: User) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    sign_in(client, lena, "verkeerd wachtwoord")
    there = cache._cache  # type: ignore[attr-defined]
    kept = [*map(str, there.get_client().scan_iter("*"))] if hasattr(there, "get_client") else [*there]
    assert [key for key in kept if "login" in key]
    assert not [key for key in kept if "192.0.2" in key]


def test_who_does_not_exist_gets_the_same_answer(lena: User, client: Client) -> None:
    unknown = client.post(LOGIN, {"login": "nobody@example.org", "password": PASSWORD}).content.decode()
    known = client.post(LOGIN, {"login": lena.email, "password": "verkeerd wachtwoord"}).content.decode()
    words = "onjuist"
    assert (words in unknown) == (words in known)


def test_a_session_ends_after_eight_hours_and_with_signing_out(lena: User, client: Client, settings: Settings) -> None:
    sign_in(client, lena)
    ends = client.session.get_expiry_date()
    assert abs((ends - timezone.now()).total_seconds() - 8 * 60 * 60) < 60
    key = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert LOGIN in thief.get("/home/").headers["Location"]


def test_a_new_password_ends_sessions_elsewhere(lena: User, client: Client) -> None:
    sign_in(client, lena)
    lena.set_password("een heel ander wachtwoord")
    lena.save()
    assert LOGIN in client.get("/home/").headers["Location"]


def test_signing_in_changes_the_session(lena: User, client: Client) -> None:
    client.get("/meet/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, lena)
    assert client.session.session_key != before


def test_with_a_second_step_a_password_alone_opens_nothing(anna: User, client: Client) -> None:
    Authenticator.objects.create(user=anna, type="totp", data={"secret": encrypt(SECRET)})
    assert sign_in(client, anna).startswith("/accounts/2fa/authenticate/")
    assert LOGIN in client.get("/c/noord/").headers["Location"]
    code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.get("/c/noord/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_who_sees_unreleased_stories_or_lets_people_in_needs_a_second_step(role: Role, noord: object) -> None:
    somebody = world.person("Somebody", noord, role)  # type: ignore[arg-type]

    sees = bool(MAY[role] & {Permission.READ_UNRELEASED, Permission.RECEIVE, Permission.MODERATE, Permission.EXPORT})
    assert lacks_second_step(somebody) is (sees or Permission.MANAGE_PEOPLE in MAY[role])
    assert (role in SEES_UNRELEASED) is sees


def test_administration_is_behind_the_same_sign_in_and_for_administrators_only(anna: User, client: Client) -> None:
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert client.get("/admin/login/").headers["Location"].startswith(LOGIN)
    assert client.post("/admin/login/", {"username": anna.email, "password": PASSWORD}).status_code == 302
    Authenticator.objects.create(user=anna, type="totp", data={"secret": encrypt(SECRET)})
    client.force_login(anna)
    assert client.get("/admin/login/").status_code == 403
    assert client.get("/admin/people/user/").status_code == 302


def test_an_administrator_of_the_site_needs_a_second_step_and_finds_no_story(client: Client, db: None) -> None:
    boss = User.objects.create_superuser("boss@example.org", PASSWORD, name="Boss")
    client.force_login(boss)
    assert "2fa" in client.get("/admin/").headers["Location"]
    Authenticator.objects.create(user=boss, type="totp", data={"secret": encrypt(SECRET)})
    page = client.get("/admin/")
    assert page.status_code == 200
    assert not {"/admin/vertelpunt/", "/admin/duiding/"} & {
        found for found in page.content.decode().split('"') if found.startswith("/admin/")
    }


def test_after_signing_in_nobody_is_led_elsewhere(lena: User) -> None:
    for wish in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        found = Client().post(LOGIN, {"login": lena.email, "password": PASSWORD, "next": wish})
        assert found.headers["Location"] == "/home/", wish
        cache.clear()


def test_nobody_makes_an_account_without_an_invitation(client: Client, db: None) -> None:
    fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/accounts/signup/", fields)
    client.post("/accounts/3rdparty/signup/", fields)
    assert not User.objects.exists()


def test_while_guesses_cannot_be_counted_nobody_signs_in_and_a_page_says_that_it_passes(
    lena: User, client: Client, settings: Settings
) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    client.raise_request_exception = False
    page = client.post(LOGIN, {"login": lena.email, "password": PASSWORD})
    assert (page.status_code, "sessionid" in client.cookies) == (503, False)
    assert int(page.headers["Retry-After"]) > 0
