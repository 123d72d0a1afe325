"""Guess first: the data is not shown before, can always be skipped to, and a guess is kept nowhere."""

import pytest
from django.test import Client
from django.urls import reverse

from patterns.card import card_of
from patterns.guessing import Guessing, guessing_of, place_of, shares_of
from patterns.models import Evaluation, Observation, ObservationPattern
from people.models import Event, User
from tests.duiding import builders
from tests.patterns.cards import observation, pattern
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

KINDS = ("slider_ordered", "slider_slider", "slider_multi", "ordered_nominal", "nominal_multi", "slider", "nominal")


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """An evaluation of seventy stories."""
    tell_many(point, 70)
    return evaluate(point)


def asked(card: Observation) -> Guessing:
    """Return what can be guessed of a card."""
    shown = card_of(card)
    assert shown is not None
    found = guessing_of(shown)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_figure_can_be_guessed(run: Evaluation, kind: str) -> None:
    found = asked(observation(pattern(run, kind)))
    for ask in found.asks:
        assert ask.truth in dict(ask.options)
        assert ask.said
        assert len({label for _code, label in ask.options}) == len(ask.options) >= 2


def test_every_figure_of_a_card_can_be_guessed(run: Evaluation) -> None:
    card = observation(pattern(run))
    ObservationPattern.objects.create(observation=card, key=pattern(run, "slider_slider").key, position=1)
    found = asked(card)
    assert [len(one.asks) > 0 for one in found.rounds] == [True, True]
    assert len({ask.name for ask in found.asks}) == len(found.asks)
    last = found.rounds[1].asks[0]
    assert [one.same for one in found.beside({last.name: last.truth})][-1]


def test_a_guess_stands_beside_the_data(run: Evaluation) -> None:
    found = asked(observation(pattern(run)))
    low, high = found.asks[0], found.asks[-1]
    right, wrong, *others = found.beside({low.name: low.truth, found.asks[1].name: "spread", "g9": "high"})
    assert (right.same, right.expected) == (True, "laag")
    assert wrong.expected == "verspreid"
    assert [one.expected for one in others] == ["", "", ""]
    drawn = found.beside({high.drawn_name: "10,20,70"})[-1]
    assert (drawn.expected, drawn.same) == ("hoog", high.truth == "high")
    assert [own for _name, own, _data, _own, _high in drawn.bars] == ["10%", "20%", "70%"]


@pytest.mark.parametrize("drawing", ["", "1,2", "a,b,c", "0,0,0", "-1,2,3", "1,2,3,4", "9999,1,1"])
def test_a_drawing_that_is_none_counts_as_not_guessed(run: Evaluation, drawing: str) -> None:
    found = asked(observation(pattern(run)))
    first = found.beside({found.asks[0].drawn_name: drawing})[0]
    assert (first.drawn, first.expected) == (None, "")


def test_shares_of_a_drawing_add_up_and_say_where_most_lie() -> None:
    shares = shares_of("20,20,40")
    assert shares == (0.25, 0.25, 0.5)
    assert place_of((0.25, 0.25, 0.5)) == "high"
    assert place_of((0.4, 0.2, 0.4)) == "spread"


def test_the_page_keeps_the_data_back_until_one_guessed_or_skipped(
    client: Client, run: Evaluation, lena: User
) -> None:
    card = observation(pattern(run))
    client.force_login(lena)
    events = Event.objects.count()
    address = reverse("patterns:card_page", args=["noord", card.number])
    first = client.get(address).content.decode()
    assert "Wat verwacht je?" in first
    assert card.title not in first
    assert card.description not in first
    assert "Raden overslaan" in first
    skipped = client.get(f"{address}?see=all").content.decode()
    assert card.title in skipped
    assert "Jij dacht" not in skipped
    guess = client.get(f"{address}?see=guess&g0=high&g1=bogus").content.decode()
    assert "Jij dacht: <strong>hoog</strong>" in guess
    assert "anders dan je dacht" in guess
    assert guess.count("Jij dacht") == 1
    assert Event.objects.count() == events
    assert "g0" not in str(client.session.items())


def test_a_card_without_a_figure_is_shown_at_once(client: Client, point: Vertelpunt, lena: User) -> None:
    card = builders.card(point.coalition, point)
    client.force_login(lena)
    assert card.title in client.get(reverse("patterns:card_page", args=["noord", card.number])).content.decode()
