"""Proposals from the text: two planted themes are told apart, with few examples and with enough to learn from."""

import random

from patterns.tracks.proposing import ENOUGH, Text, guesses

WAIT = ["wachten", "wachtlijst", "intake", "maanden", "weken", "aanmelding", "plek", "beurt"]
CLASS = ["school", "leraar", "klas", "juf", "rekenen", "leerplicht", "toets", "schoolplein"]
PLAIN = ["gesprek", "hulp", "thuis", "moeder", "telefoon", "afspraak", "bezoek", "koffie", "verhaal", "gezin"]


def texts(words: list[str], count: int, name: str, seed: int = 4) -> list[Text]:
    """Return `count` made-up texts with some of `words` in each."""
    chance = random.Random(seed)
    return [
        Text(f"{name}{place}", " ".join(chance.sample(words, 3) + chance.sample(PLAIN, 6))) for place in range(count)
    ]


def test_the_description_alone_finds_the_theme() -> None:
    candidates = [*texts(WAIT, 10, "wait"), *texts(CLASS, 10, "class")]
    found = guesses("Wachten op hulp: de wachtlijst en de intake, maanden lang.", [], [], candidates, most=8)
    assert found
    assert all(one.id.startswith("wait") for one in found)


def test_with_enough_stories_the_difference_is_learned() -> None:
    on, beside = texts(WAIT, ENOUGH, "on", 1), texts(CLASS, ENOUGH, "beside", 2)
    candidates = [*texts(WAIT, 12, "wait"), *texts(CLASS, 12, "class")]
    found = guesses("Spoor 1", on, beside, candidates, most=24)
    assert len([one for one in found if one.id.startswith("wait")]) >= 11
    assert len([one for one in found if one.id.startswith("class")]) <= 1
    assert all(set(one.words) & set(WAIT) for one in found if one.id.startswith("wait"))


def test_the_same_gives_the_same_and_nothing_gives_nothing() -> None:
    candidates = texts(WAIT, 6, "wait")
    assert guesses("wachten", [], [], candidates) == guesses("wachten", [], [], candidates)
    assert guesses("wachten", [], [], []) == []
    assert guesses("", [], [], candidates) == []
    assert guesses("de het een", [], [], [Text("a", "de het een")]) == []


def test_words_stand_as_in_the_story_whatever_form_the_track_uses() -> None:
    found = guesses("gewacht, wachtlijsten", [], [], [Text("a", "Mijn WACHTLIJST was lang."), Text("b", "Koffie.")])
    assert [(one.id, one.words) for one in found] == [("a", ("WACHTLIJST",))]


def test_another_language_is_read_with_its_own_stems() -> None:
    found = guesses("waiting", [], [], [Text("a", "We waited and waited.", "en"), Text("b", "A nice school.", "en")])
    assert [one.id for one in found] in ([], ["a"])
