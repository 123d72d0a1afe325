"""Sets of cards: their order, their budget that warns, and the time that reading takes."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from lib.errors import Refused
from patterns.actions import card_sets as actions
from patterns.models import CardSet, Observation
from patterns.reading_time import Load, budget, load
from patterns.sets import Laid, cards_in
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.duiding import builders
from tests.patterns.cards import add_story
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt


@pytest.fixture
def lying(desk: Desk) -> CardSet:
    """An empty set for a table."""
    return actions.make_set(desk=desk, name="  Tafel   rood ", purpose="table")


@pytest.fixture
def three(desk: Desk, lying: CardSet, point: Vertelpunt) -> list[Observation]:
    """Three cards in the set."""
    made = [builders.card(desk.coalition, point, title=f"Kaart {letter}") for letter in "ABC"]
    for card in made:
        actions.put_in_set(desk=desk, card_set=lying, card=card.pk)
    return made


def titles(card_set: CardSet) -> str:
    """Return the letters of the cards in a set, in its order."""
    return "".join(card.title[-1] for card in cards_in(card_set))


def test_a_set_has_a_number_a_name_and_the_budget_of_its_purpose(desk: Desk, lying: CardSet) -> None:
    region = actions.make_set(desk=desk, name="Regio", purpose="region")
    assert (lying.number, lying.name, lying.budget, lying.stories) == (1, "Tafel rood", 4, 10)
    assert (region.number, region.budget, region.stories) == (2, 17, 42)


def test_cards_get_an_order_by_steps_and_at_once(desk: Desk, lying: CardSet, three: list[Observation]) -> None:
    assert titles(lying) == "ABC"
    actions.move_in_set(desk=desk, card_set=lying, card=three[2].pk, earlier=True)
    assert titles(lying) == "ACB"
    actions.move_in_set(desk=desk, card_set=lying, card=three[0].pk, earlier=True)
    assert titles(lying) == "ACB"
    actions.order_set(desk=desk, card_set=lying, cards=[three[1].pk, 999, three[1].pk, three[2].pk])
    assert titles(lying) == "BCA"


def test_a_card_is_in_a_set_once_and_can_be_taken_out(desk: Desk, lying: CardSet, three: list[Observation]) -> None:
    actions.put_in_set(desk=desk, card_set=lying, card=three[0].pk)
    assert titles(lying) == "ABC"
    actions.take_out_of_set(desk=desk, card_set=lying, card=three[0].pk)
    assert titles(lying) == "BC"
    actions.delete_set(desk=desk, card_set=lying)
    assert Observation.objects.count() == 3


def test_hidden_cards_are_not_in_a_set(desk: Desk, lying: CardSet, three: list[Observation]) -> None:
    Observation.objects.filter(pk=three[0].pk).update(hidden=True)
    assert titles(lying) == "BC"
    actions.move_in_set(desk=desk, card_set=lying, card=three[2].pk, earlier=True)
    assert titles(lying) == "CB"


def test_lent_cards_can_be_in_a_set_as_long_as_they_are_lent(desk: Desk, lying: CardSet, national: Coalition) -> None:
    lent = builders.card(national, world.vertelpunt(national, "landelijk", lends_below=True), state="final")
    draft = builders.card(national, lent.vertelpunt)
    actions.put_in_set(desk=desk, card_set=lying, card=lent.pk)
    with pytest.raises(Refused):
        actions.put_in_set(desk=desk, card_set=lying, card=draft.pk)
    assert len(cards_in(lying)) == 1
    lent.vertelpunt.lends_below = False
    lent.vertelpunt.save()
    assert cards_in(lying) == []


def test_who_reads_or_works_elsewhere_makes_no_sets(desk: Desk, lying: CardSet, lena: User, zoe: User) -> None:
    reader = Desk(lena, desk.coalition, roles_in(lena, desk.coalition))
    elsewhere = Desk(zoe, zoe.memberships.get().coalition, roles_in(zoe, zoe.memberships.get().coalition))
    with pytest.raises(Http404):
        actions.make_set(desk=reader, name="Van mij")
    for other in (reader, elsewhere):
        with pytest.raises(Http404):
            actions.delete_set(desk=other, card_set=lying)


def test_reading_time_is_words_and_figures() -> None:
    assert load(["een twee drie", "vier"], figures=1) == Load(4, 1)
    assert Load(200).minutes == 1
    assert Load(0, figures=1, grouped=2).minutes == 4
    assert budget([Load(400, 1)], [200, 100], 4, 10).minutes == 5
    assert budget([], [0], 4, 10).minutes == 1
    assert budget([], [], 4, 10).minutes == 0


@pytest.mark.parametrize(("cards", "stories", "exceeded"), [(4, 10, False), (5, 10, True), (4, 11, True)])
def test_a_budget_warns_above_its_limits(cards: int, stories: int, exceeded: bool) -> None:
    found = budget([Load(100)] * cards, [100] * stories, 4, 10)
    assert found.exceeded is exceeded


def test_the_stories_of_a_set_count_once_and_go_when_withdrawn(
    desk: Desk, lying: CardSet, three: list[Observation], point: Vertelpunt
) -> None:
    told = world.story(point)
    for card in three[:2]:
        add_story(card, told)
    assert Laid(lying).budget.stories == 1
    withdraw(story=told)
    assert Laid(lying).budget.stories == 0


def test_the_pages_make_fill_order_and_print_a_set(
    client: Client, bram: User, point: Vertelpunt, noord: Coalition
) -> None:
    cards = [builders.card(noord, point, title=f"Kaart {letter}") for letter in "ABCDE"]
    client.force_login(bram)
    client.post(reverse("patterns:card_sets", args=["noord"]), {"name": "Tafel", "purpose": "table"})
    made = CardSet.objects.get()
    address = reverse("patterns:card_set", args=["noord", made.number])
    for card in cards:
        client.post(address, {"do": "put", "card": card.pk})
    assert "meer dan mensen in één keer" in client.get(address).content.decode()
    client.post(address, {"do": "order", "order": ",".join(str(card.pk) for card in reversed(cards))})
    assert titles(made) == "EDCBA"
    client.post(address, {"do": "later", "card": cards[4].pk})
    assert titles(made) == "DECBA"
    client.post(address, {"do": "take", "card": cards[0].pk})
    assert "meer dan mensen" not in client.get(address).content.decode()
    client.post(address, {"do": "change", "name": "Anders", "purpose": "other", "budget": 2, "stories": 3})
    assert "Anders" in client.get(reverse("patterns:card_sets", args=["noord"])).content.decode()
    pdf = client.get(reverse("patterns:card_set_print", args=["noord", made.number]))
    assert pdf.content.startswith(b"%PDF")
    assert client.post(address, {"do": "dance"}).status_code == 404
    client.post(address, {"do": "delete"})
    assert not CardSet.objects.exists()


def test_a_reader_sees_a_set_and_changes_nothing(client: Client, lying: CardSet, lena: User) -> None:
    client.force_login(lena)
    address = reverse("patterns:card_set", args=["noord", lying.number])
    assert client.get(address).status_code == 200
    assert client.post(address, {"do": "delete"}).status_code == 404
