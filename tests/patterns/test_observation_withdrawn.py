"""A story that is taken back leaves every card: its number, its words, its place in the figure."""

from django.test import Client
from django.urls import reverse

from patterns.models import Quote, TypicalStory
from people.models import User
from tests import world
from tests.patterns.cards import add_story, observation, pattern, printed, text_of
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

TOLD = "Het was donderdag en niemand had gezegd dat zij met verlof ging. Toen stond ik daar."
QUOTED = "Toen stond ik daar."


def test_a_card_goes_on_without_a_story_that_was_taken_back(point: Vertelpunt) -> None:
    tell_many(point, 60)
    told = world.story(point, text=TOLD, answers=answers(3))
    card = observation(pattern(evaluate(point)))
    add_story(card, told, QUOTED)
    number = f"{told.number:04d}"
    assert QUOTED in printed(card)
    assert number in printed(card)
    withdraw(story=told)
    assert not TypicalStory.objects.exists()
    assert not Quote.objects.exists()
    text = printed(card)
    assert QUOTED not in text
    assert f"Typerend {number}" not in text


def test_the_pages_and_the_set_go_on_as_well(client: Client, point: Vertelpunt, bram: User) -> None:
    told = world.story(point, text=TOLD, answers=answers(3))
    tell_many(point, 60)
    card = observation(pattern(evaluate(point)))
    add_story(card, told, QUOTED)
    withdraw(story=told)
    client.force_login(bram)
    addresses = [reverse(f"patterns:{name}", args=["noord", card.number]) for name in ("observation", "card_page")]
    for address in (*addresses, reverse("patterns:observations", args=["noord"])):
        assert QUOTED not in client.get(address).content.decode()
    assert QUOTED not in text_of(client.get(reverse("patterns:cards", args=["noord"])).content)
