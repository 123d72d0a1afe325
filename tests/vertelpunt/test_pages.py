"""The first pages: of the product, of a Vertelpunt, of a coalition's members."""

from datetime import date

import pytest
from django.test import Client

from lib import slots
from people.models import Coalition, User
from tests import world
from vertelpunt.models import HelpLine, Vertelpunt

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """Return the text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_first_page_lists_open_vertelpunten_only(point: Vertelpunt, noord: Coalition, nobody: Client) -> None:
    world.vertelpunt(noord, "dicht", state="closed")
    shown = page(nobody, "/")
    assert "/v/jeugdhulp/" in shown
    assert "/v/dicht/" not in shown


def test_a_landing_page_has_a_button_per_audience_and_says_who_asks(point: Vertelpunt, nobody: Client) -> None:
    shown = page(nobody, "/v/jeugdhulp/")
    assert shown.count('class="audience"') == 3
    assert "who_asks nl" in shown
    assert "why nl" in shown


def test_a_landing_page_speaks_english_when_asked(point: Vertelpunt, nobody: Client) -> None:
    shown = page(nobody, "/v/jeugdhulp/?lang=en")
    assert "title en" in shown
    assert "Leave quickly" in shown


def test_the_language_link_keeps_the_channel(point: Vertelpunt, nobody: Client) -> None:
    world.channel(point, "flyer")
    assert "?lang=en&amp;k=flyer" in page(nobody, "/v/jeugdhulp/?k=flyer")


def test_what_happened_last_time_is_on_the_landing_page(
    point: Vertelpunt, nobody: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = slots.Outcome("Een vaste hulpverlener", "In Noord", date(2026, 5, 1), "/v/jeugdhulp/outcomes/")
    monkeypatch.setattr(slots.outcomes, "_fillers", [lambda vertelpunt: [outcome]])
    shown = page(nobody, "/v/jeugdhulp/")
    assert "Een vaste hulpverlener" in shown
    assert "/v/jeugdhulp/outcomes/" in shown


@pytest.mark.parametrize("address", ["/", "/v/jeugdhulp/", "/v/jeugdhulp/tell/parent/", "/code/"])
def test_help_lines_and_a_way_out_are_on_every_page(point: Vertelpunt, nobody: Client, address: str) -> None:
    shown = page(nobody, address)
    assert 'href="tel:0800-0432"' in shown
    assert 'rel="noreferrer" data-leave' in shown


def test_a_vertelpunt_may_have_help_lines_of_its_own(point: Vertelpunt, nobody: Client) -> None:
    HelpLine.objects.create(vertelpunt=point, name={"nl": "Ons"}, phone="0800-1234", checked_on=world.DAY)
    assert "0800-1234" in page(nobody, "/v/jeugdhulp/")


def test_no_page_for_tellers_asks_another_party_for_anything(point: Vertelpunt, nobody: Client) -> None:
    for address in ("/", "/v/jeugdhulp/", "/v/jeugdhulp/tell/youth/"):
        assert 'src="http' not in page(nobody, address)
        assert 'rel="stylesheet" href="http' not in page(nobody, address)


def test_an_unknown_vertelpunt_is_404(nobody: Client, db: None) -> None:
    assert nobody.get("/v/nergens/").status_code == 404


def test_members_see_the_response_by_audience(point: Vertelpunt, lena: User, client: Client) -> None:
    world.story(point, "youth", complete=True)
    world.story(point, "parent", released=False)
    client.force_login(lena)
    shown = page(client, "/c/noord/")
    assert '<span class="figure-number">2</span> 1 volledig' in shown
    assert "/v/jeugdhulp/" in shown


def test_only_who_moderates_sees_how_much_waits(point: Vertelpunt, lena: User, cem: User, client: Client) -> None:
    world.story(point, released=False)
    client.force_login(lena)
    assert "te lezen" not in page(client, "/c/noord/")
    client.force_login(cem)
    assert "1 verhaal te lezen" in page(client, "/c/noord/")


def test_a_lent_vertelpunt_counts_released_stories_only(
    national: Coalition, noord: Coalition, lena: User, client: Client
) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    world.story(lent)
    world.story(lent, released=False)
    client.force_login(lena)
    shown = page(client, "/c/noord/")
    assert "geleend van Landelijk" in shown
    assert '<span class="figure-number">1</span>' in shown


def test_what_is_not_lent_is_not_there(national: Coalition, noord: Coalition, lena: User, client: Client) -> None:
    world.vertelpunt(national, "landelijk")
    client.force_login(lena)
    assert "landelijk" not in page(client, "/c/noord/").lower().replace("jeugdregio", "")


def test_another_coalition_is_404(point: Vertelpunt, zoe: User, client: Client) -> None:
    client.force_login(zoe)
    assert client.get("/c/noord/").status_code == 404
