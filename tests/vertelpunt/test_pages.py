"""The first pages: of the product, of a Vertelpunt, of a coalition's members."""

import re
from datetime import date

import pytest
from django.test import Client

from lib import slots
from lib.words import first_sentence
from people.models import Coalition, User
from people.roles import Role
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


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Eén zin zonder punt", "Eén zin zonder punt"),
        ("Kan dat? Ja.", "Kan dat?"),
        ("Om 9.30 uur. Klaar.", "Om 9.30 uur."),
    ],
)
def test_a_first_sentence_is_whole(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_young_people_get_a_question_in_their_own_words(point: Vertelpunt, nobody: Client) -> None:
    point.audiences.filter(key="youth").update(prompt={"nl": "Vertel het maar"}, prompt_help={"nl": "Zoals je praat"})
    shown = page(nobody, "/v/jeugdhulp/tell/youth/")
    assert "Vertel het maar" in shown
    assert "Zoals je praat" in shown
    assert "prompt nl" not in shown


def test_without_own_words_an_audience_gets_those_of_the_vertelpunt(point: Vertelpunt, nobody: Client) -> None:
    point.audiences.filter(key="youth").update(prompt={"nl": ""})
    assert '<label for="text">prompt nl</label>' in page(nobody, "/v/jeugdhulp/tell/youth/")


def test_help_with_the_open_question_is_said_once(point: Vertelpunt, nobody: Client) -> None:
    assert "liever geen namen" in page(nobody, "/v/jeugdhulp/tell/parent/")
    Vertelpunt.objects.update(prompt_help={"nl": "Schrijf zoals je praat."})
    shown = page(nobody, "/v/jeugdhulp/tell/parent/")
    assert "Schrijf zoals je praat." in shown
    assert "liever geen namen" not in shown


TITLES = {
    "/": "Wat mensen meemaken",
    "/v/jeugdhulp/": "title nl",
    "/v/jeugdhulp/tell/parent/": "prompt nl · title nl",
    "/code/": "Je code",
    "/accounts/login/": "Inloggen",
    "/accounts/signup/": "Een account",
    "/accounts/password/reset/": "Kies een nieuw wachtwoord",
}


@pytest.mark.parametrize("address", TITLES)
def test_the_title_of_a_page_begins_with_its_own_name(point: Vertelpunt, nobody: Client, address: str) -> None:
    title = page(nobody, address).partition("<title>")[2].partition("</title>")[0]
    assert " ".join(title.split()).startswith(TITLES[address])


def test_signing_in_offers_a_new_password_once(nobody: Client, db: None) -> None:
    assert page(nobody, "/accounts/login/").count("/accounts/password/reset/") == 1


def test_who_may_not_read_stories_is_not_promised_any(point: Vertelpunt, noord: Coalition, client: Client) -> None:
    client.force_login(world.person("Wouter", noord, Role.COMMUNICATION))
    shown = page(client, "/c/noord/")
    assert "Verhalen en antwoorden" not in shown
    assert ">Antwoorden</a>" in shown


def test_the_menu_goes_round_the_cycle(point: Vertelpunt, anna: User, client: Client) -> None:
    client.force_login(anna)
    menu = page(client, "/c/noord/").partition('<nav class="menu"')[2].partition("</nav>")[0]
    steps = re.findall(r'data-step="(\w+)"', menu)
    assert steps == sorted(steps, key=["tell", "find", "mean", "people"].index)
    assert {"tell", "people"} <= set(steps)


def test_a_made_up_coalition_says_so_once(noord: Coalition) -> None:
    noord.fictional = True
    assert noord.known_as == "Noord (fictief)"
    noord.name = "Jeugdregio Noord (fictief)"
    assert noord.known_as == "Jeugdregio Noord (fictief)"


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
    text = "Sinds mei belt dezelfde mens terug. Het gaat nog niet overal goed."
    outcome = slots.Outcome("Een vaste hulpverlener", text, date(2026, 5, 1), "/v/jeugdhulp/outcomes/")
    monkeypatch.setattr(slots.outcomes, "_fillers", [lambda vertelpunt: [outcome]])
    shown = page(nobody, "/v/jeugdhulp/")
    assert "Een vaste hulpverlener" in shown
    assert "/v/jeugdhulp/outcomes/" in shown
    assert "1 mei 2026 · Sinds mei belt dezelfde mens terug.</span>" in shown


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
