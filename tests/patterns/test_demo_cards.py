"""The cards of the demo say what their figures show: every number on them is one of the figure."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from django.utils.translation import override

from patterns import dataset
from patterns.models.card_set import STORIES_FOR
from patterns.numbers import percent
from patterns.stats.columns import Dataset
from patterns.stats.describe import figure_of
from patterns.stats.figures import Figure, Table
from patterns.stats.results import Pattern
from patterns.stats.settings import Settings
from storycycle.demo.cards import PARTS
from storycycle.demo.points import WAITING, content, make_point, make_stories
from storycycle.demo.world import make_coalitions, make_regions
from vertelpunt.access import counted_for
from vertelpunt.actions.loading import load_pool

NUMBER = re.compile(r"\d+%?")
CARDS = content("cards.json")


@pytest.fixture
def counted(db: None) -> Callable[[Mapping[str, Any]], Dataset]:
    """The stories of the national Vertelpunt of the demo, as they were counted when a card was written."""
    load_pool()
    regions = make_regions()
    coalitions = make_coalitions(regions)
    point = make_point(content("points.json")[0], coalitions)
    stories = make_stories(point, "stories.json", regions, waiting=WAITING)

    @cache
    def before(without: tuple[str, ...]) -> Dataset:
        found = counted_for(point.coalition, point).exclude(pk__in=[stories[key].pk for key in without])
        return dataset.read(found, point).dataset()

    return lambda card: before(tuple(card.get("before", ())))


def figure(told: Dataset, card: Mapping[str, Any]) -> Figure:
    """Return the figure that a card shows."""
    within = ("story.audience", "youth") if card["within"] == "youth" else None
    questions = tuple(card["questions"])
    pattern = Pattern(card["pattern_kind"], "pairs", questions, questions, 0, 0, None, within=within)
    return figure_of(told, pattern, Settings())


def numbers(shown: Figure) -> Iterator[str]:
    """Return the numbers that a reader finds in a figure."""
    for group in shown.groups:
        one = group.summary
        yield from (str(one.n), f"{one.mean or 0:.0f}", percent(one.low), percent(one.middle), percent(one.high))
    for table in shown.tables:
        yield from in_table(table)


def in_table(table: Table) -> Iterator[str]:
    """Return counts, totals of rows, shares of a row, and shares over all."""
    total = sum(map(sum, table.counts))
    for row in table.counts:
        yield str(sum(row))
        yield from map(str, row)
        yield from (percent(n / sum(row)) for n in row if n)
    yield from (percent(sum(column) / total) for column in zip(*table.counts, strict=True))


def test_every_number_on_a_card_is_one_of_its_figure(counted: Callable[[Mapping[str, Any]], Dataset]) -> None:
    with override("nl"):
        for card in CARDS:
            found = set(numbers(figure(counted(card), card)))
            assert set(NUMBER.findall(card["description"])) <= found, card["title"]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["theme"])
def test_a_card_is_short_and_has_quotes_of_its_own_kind(card: Mapping[str, Any]) -> None:
    sentences = re.findall(r"[^.]+\.", card["description"])
    assert 2 <= len(sentences) <= 3
    assert len(card["description"]) <= 270
    assert not re.search(r"['\"]", card["title"] + card["description"])


def test_one_card_was_written_before_the_latest_stories_came(counted: Callable[[Mapping[str, Any]], Dataset]) -> None:
    earlier = [card for card in CARDS if "before" in card]
    assert len(earlier) == 1
    with override("nl"):
        now = set(numbers(figure(counted({}), earlier[0])))
    assert not set(NUMBER.findall(earlier[0]["description"])) <= now


def test_the_stories_of_the_first_cards_fit_on_one_table() -> None:
    lying = {key for card in CARDS[:2] for part in PARTS for key in card[part]}
    assert len(lying) <= STORIES_FOR["table"]
