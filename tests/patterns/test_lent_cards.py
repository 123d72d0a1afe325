"""A coalition finds the cards that were lent to it among its own."""

import pytest
from django.test import Client
from django.urls import reverse

from patterns.models import Observation
from people.models import Coalition, User
from tests import world
from vertelpunt.models import Vertelpunt

pytestmark = pytest.mark.django_db


@pytest.fixture
def lent(national: Coalition, noord: Coalition) -> Observation:
    """A finished card of the national programme about what it lends to Noord."""
    point = world.vertelpunt(national, "landelijk", lends_below=True)
    return Observation.objects.create(
        coalition=national,
        vertelpunt=point,
        number=7,
        title="Wachten duurt lang",
        description="Dat zien we.",
        state="final",
    )


@pytest.fixture
def page(client: Client, lena: User) -> Client:
    """The browser of Lena."""
    client.force_login(lena)
    return client


def shown(page: Client) -> str:
    """Return the list of cards of Noord."""
    return page.get(reverse("patterns:observations", args=["noord"])).content.decode()


def test_a_coalition_with_lent_cards_only_finds_them(page: Client, lent: Observation) -> None:
    text = shown(page)
    assert f'href="{reverse("duiding:card", args=["noord", lent.pk])}"' in text
    assert "Aan ons uitgeleend" in text
    assert "Er zijn nog geen kaarten" not in text


@pytest.mark.parametrize("change", [{"state": "draft"}, {"hidden": True}])
def test_what_is_not_finished_or_hidden_is_not_lent(
    page: Client, lent: Observation, change: dict[str, object]
) -> None:
    Observation.objects.update(**change)
    assert lent.title not in shown(page)


def test_lending_that_ended_takes_the_cards_away(page: Client, lent: Observation) -> None:
    Vertelpunt.objects.update(lends_below=False)
    assert lent.title not in shown(page)


def test_a_card_of_another_region_is_not_here(page: Client, lent: Observation, zuid: Coalition) -> None:
    Observation.objects.update(coalition=zuid)
    assert lent.title not in shown(page)
