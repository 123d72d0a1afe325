"""Keys for programs: shown once, within their scopes and coalition, and gone when they should be."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from api import throttling
from people.models import ApiToken, Coalition, Event, Membership, User
from people.scopes import Scope
from tests import world
from tests.api.conftest import Give
from vertelpunt.models import Vertelpunt

CARDS, POINTS = "/api/v1/coalitions/noord/cards/", "/api/v1/coalitions/noord/vertelpunten/"


def made_on_the_page(client: Client, user: User, scopes: list[str]) -> str:
    """Return the secret of a key that somebody made on the page."""
    client.force_login(user)
    page = client.post("/c/noord/keys/", {"name": "Dashboard", "scopes": scopes, "days": "30"})
    return str(page.context["secret"]) if "secret" in page.context else ""


def test_a_key_is_shown_once_kept_as_a_digest_and_ended_on_the_page(client: Client, anna: User) -> None:
    secret = made_on_the_page(client, anna, ["read:cards"])
    token = ApiToken.objects.get()
    bearer = {"Authorization": f"Bearer {secret}"}
    assert Client().get(CARDS, headers=bearer).json() == {"next": None, "results": []}
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    assert secret not in str(vars(token))
    assert secret not in client.get("/c/noord/keys/").content.decode()
    client.post(f"/c/noord/keys/{token.pk}/end/")
    assert Client().get(CARDS, headers=bearer).status_code == 401
    assert set(Event.objects.values_list("verb", flat=True)) == {"key-made", "key-ended"}


def test_nobody_lets_a_key_do_what_they_may_not_do_themselves(noord: Coalition, client: Client) -> None:
    keeper = world.person("Kees", noord, "administrator")  # type: ignore[arg-type]
    assert made_on_the_page(client, keeper, ["read:stories"]) == ""
    assert not ApiToken.objects.exists()


def test_a_key_opens_its_scopes_and_its_coalition_only(
    point: Vertelpunt, zuid: Coalition, program: Give, nobody: Client
) -> None:
    cards = program(Scope.READ_CARDS)
    assert cards.get(CARDS).status_code == 200
    refused = cards.get(POINTS)
    assert (refused.status_code, refused.json()["code"]) == (403, "permission_denied")
    assert "read:questions" in refused.json()["detail"]
    assert cards.get("/api/v1/coalitions/zuid/cards/").status_code == 404
    assert cards.get("/api/v1/coalitions/nergens/cards/").json()["code"] == "not_found"
    assert nobody.get(CARDS).headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_a_key_works_no_longer_than_its_day_and_than_its_maker_leads(anna: User, program: Give) -> None:
    asks = program(Scope.READ_CARDS)
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert asks.get(CARDS).json()["code"] == "authentication_failed"
    ApiToken.objects.update(expires_on=timezone.localdate())
    assert asks.get(CARDS).status_code == 200
    Membership.objects.filter(user=anna).update(role="reader")
    assert asks.get(CARDS).status_code == 401


def test_who_asks_too_often_waits_and_others_do_not(program: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling.KNOWN, "most", 2)
    asks, other = program(Scope.READ_CARDS), program(Scope.READ_CARDS)
    answers = [asks.get(CARDS) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Retry-After" in answers[-1].json()["detail"]
    assert other.get(CARDS).status_code == 200
