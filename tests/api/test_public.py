"""What anybody may read through the API, and what only members may."""

import pytest
from django.db import OperationalError
from django.test import Client

from patterns.models import Pattern
from people.models import User
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt


def test_the_questions_of_an_open_vertelpunt_keep_their_keys(point: Vertelpunt, nobody: Client) -> None:
    found = nobody.get(f"/api/v1/vertelpunten/{point.slug}/questions/").json()
    assert [question["key"] for question in found["questions"]][:2] == ["consequences", "heard"]


def test_a_closed_vertelpunt_is_not_there(point: Vertelpunt, nobody: Client) -> None:
    Vertelpunt.objects.update(state="closed")
    assert nobody.get(f"/api/v1/vertelpunten/{point.slug}/questions/").status_code == 404


def test_figures_are_not_for_strangers(point: Vertelpunt, zoe: User, client: Client) -> None:
    client.force_login(zoe)
    assert client.get(f"/api/v1/coalitions/noord/vertelpunten/{point.slug}/evaluation/").status_code == 404


def test_the_schema_is_there(db: None, nobody: Client) -> None:
    assert nobody.get("/api/v1/schema/").json()["openapi"].startswith("3.")


def test_a_member_gets_the_patterns_that_the_pages_show(point: Vertelpunt, lena: User, client: Client) -> None:
    tell_many(point, 70)
    evaluate(point)
    client.force_login(lena)
    found = client.get(f"/api/v1/coalitions/noord/vertelpunten/{point.slug}/evaluation/").json()
    assert found["evaluation"]["stories"] == 70
    assert found["patterns"] == [pattern.result for pattern in Pattern.objects.order_by("rank", "key")]


def test_where_nothing_is_or_something_breaks_programs_read_json(
    point: Vertelpunt, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/api/v1/nowhere/").json()["code"] == "not_found"
    client.raise_request_exception = False

    def breaks() -> None:
        raise OperationalError("away")

    monkeypatch.setattr("api.views.public.open_vertelpunten", breaks)
    answer = client.get("/api/v1/vertelpunten/")
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "away", "30")
