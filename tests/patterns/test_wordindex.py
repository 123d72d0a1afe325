"""Words of stories in memory: the same stories are found as by reading all texts, and nothing of what went stays."""

from collections.abc import Iterator

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from patterns.explorer import aside, kept_words, searching, stock
from patterns.explorer.searching import wanted, words_in
from patterns.explorer.stock import stock_of
from patterns.explorer.wordindex import Told, WordIndex, folded, holds
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from vertelpunt.access import Workplace
from vertelpunt.actions import release, withdraw
from vertelpunt.models import Vertelpunt

STORIES: list[Told] = [
    (7, "De fiets", "Oma’s fiets stond klaar. Één keer maar."),
    (12, "", "Wij wachtten; niemand belde."),
    (30, "Wachten", "De fietsenmaker belde wél."),
]


def found(stories: list[Told], *words: str) -> list[int]:
    return sorted(WordIndex.of(stories).holding([folded(word) for word in words]).tolist())


@pytest.mark.parametrize(
    ("words", "numbers"),
    [(["fiets"], [7, 30]), (["FIETS", "belde"], [30]), (["één"], [7]), (["oma's"], [7]), (["e"], [7, 12, 30]),
     (["wacht"], [12, 30]), (["zzz"], []), (["klaar."], [7])],
)  # fmt: skip
def test_a_part_of_a_word_is_found_whatever_its_capitals(words: list[str], numbers: list[int]) -> None:
    assert found(STORIES, *words) == numbers


@given(st.lists(st.text("abé .\n", max_size=12), max_size=8), st.text("abé.", min_size=1, max_size=3))
def test_an_index_finds_what_reading_finds(texts: list[str], word: str) -> None:
    stories = [(place + 1, "", text) for place, text in enumerate(texts)]
    assert found(stories, word) == [number for number, _title, text in stories if holds(text, word)]


def test_what_went_is_not_found_and_its_own_words_are_blotted_out() -> None:
    index = WordIndex.of(STORIES).without(np.array([7, 99]))
    assert sorted(index.numbers.tolist()) == [12, 30]
    assert index.holding(["fiets"]).tolist() == [30]
    kept = b"".join(part.words for part in index.parts)
    assert b"klaar" not in kept
    assert b"fietsenmaker" in kept
    more = index.with_more([(8, "", "Een klaaruur.")])
    assert more.holding(["klaar"]).tolist() == [8]
    assert WordIndex.of(STORIES).without(np.array([7, 12, 30])).parts == ()


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """The workplace of Bram at a Vertelpunt with three stories."""
    for title, text in (
        ("De fiets", "Oma’s fiets stond\nklaar bij de deur."),
        ("", "Een ander verhaal."),
        ("Fiets", "Kort."),
    ):
        world.story(point, title=title, text=text)
    return Workplace(desk, point)


@pytest.fixture(params=["texts", "words"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both ways to search: in the texts of few stories, and in the words kept of many."""
    monkeypatch.setattr(kept_words, "FROM", 1 if request.param == "words" else 5_000)
    monkeypatch.setattr(aside, "begin", lambda name, work: work())
    yield request.param
    stock.forget()


def search(place: Workplace, text: str) -> int:
    kept = stock_of(place)
    words = words_in(place, kept)
    assert words
    return int(words(text).rows.sum())


def test_both_ways_find_the_same_and_follow_every_change(
    place: Workplace, how: str, cem: User, noord: Coalition
) -> None:
    assert [search(place, text) for text in ("fiets", "FIETS klaar", "oma's", '"stond klaar"', '"klaar stond"')] == [
        2, 1, 1, 1, 0,
    ]  # fmt: skip
    assert (kept_words._kept[place.vertelpunt.pk].index is not None) == (how == "words")
    bike = place.readable().get(release__text__startswith="Oma")
    moderator = Desk(cem, noord, roles_in(cem, noord))
    release(desk=moderator, story=bike, title="", text="Er stond niets meer klaar.")
    assert [search(place, text) for text in ("fiets", "oma", "niets")] == [1, 0, 1]
    world.story(place.vertelpunt, text="Nog een fiets erbij.")
    assert search(place, "fiets") == 2
    withdraw(story=bike)
    assert [search(place, text) for text in ("niets", "klaar", "fiets")] == [0, 0, 2]


def test_words_of_a_withdrawn_story_go_though_nobody_searches(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_words, "FROM", 1)
    monkeypatch.setattr(aside, "begin", lambda name, work: work())
    search(place, "oma")
    index = kept_words._kept[place.vertelpunt.pk].index
    assert index is not None
    assert b"deur" in b"".join(part.words for part in index.parts)
    withdraw(story=place.readable().get(release__text__startswith="Oma"))
    stock.look_around()
    index = kept_words._kept[place.vertelpunt.pk].index
    assert index is not None
    assert b"deur" not in b"".join(part.words for part in index.parts)
    stock.forget()
    assert not kept_words._kept


def test_words_are_kept_of_many_stories_only(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "begin", lambda name, work: pytest.fail("read words of three stories"))
    search(place, "oma")
    assert kept_words._kept[place.vertelpunt.pk].index is None


def test_words_between_quotation_marks_stay_together() -> None:
    assert wanted('Oma\'s "Stond  Klaar" fiets') == ["oma's", "stond klaar", "fiets"]
    assert wanted('niet "gesloten') == ["niet", "gesloten"]


def test_words_together_that_very_many_hold_are_found_apart_and_it_is_said(
    place: Workplace, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_READ", 1)
    kept = stock_of(place)
    words = words_in(place, kept)
    assert words
    together, turned = words("“stond klaar”"), words('"klaar stond"')
    assert (int(together.rows.sum()), together.apart) == (1, False)
    assert (int(turned.rows.sum()), turned.apart) == (0, False)
    monkeypatch.setattr(searching, "MOST_READ", 0)
    both = words('"stond  oma"')
    assert (int(both.rows.sum()), both.apart) == (1, True)
    assert not words("stond oma").apart


def test_the_page_says_how_it_searches_and_what_it_could_not(
    place: Workplace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(place.desk.user)
    address, english = f"/c/noord/v/{place.vertelpunt.slug}/", {"accept-language": "en"}
    text = client.get(address, {"q": "“stond klaar”"}, headers=english).content.decode()
    assert 'id="search-rule"' in text
    assert "Very many stories hold these words" not in text
    monkeypatch.setattr(searching, "MOST_READ", 0)
    text = client.get(address, {"q": '"stond oma"'}, headers=english).content.decode()
    assert "Very many stories hold these words" in text
    assert "Words, not always together" in text
