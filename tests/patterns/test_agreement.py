"""Agreement of readers against scikit-learn, and what counts where they differ. Pure."""

import random
import warnings

import pytest
from sklearn.metrics import cohen_kappa_score

from patterns.codes.agreement import agreements, alike, cohens_kappa, settled
from patterns.codes.values import NoSuchAnswer, in_words, read, value_of


@pytest.mark.parametrize("seed", range(30))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    chance = random.Random(seed)
    size, codes = chance.randint(2, 60), ["a", "b", "c", "d"][: chance.randint(2, 4)]
    first = [chance.choice(codes) for _ in range(size)]
    second = [one if chance.random() < 0.6 else chance.choice(codes) for one in first]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = cohen_kappa_score(first, second)
    found = cohens_kappa(first, second)
    assert found is None if known != known else found == pytest.approx(known)


def test_kappa_says_nothing_where_there_is_no_chance_to_compare_with() -> None:
    assert cohens_kappa([], []) is None
    assert cohens_kappa(["a", "a"], ["a", "a"]) is None
    assert cohens_kappa(["a", "b"], ["a", "b"]) == 1
    with pytest.raises(ValueError, match="same stories"):
        cohens_kappa(["a"], [])


@pytest.mark.parametrize(
    ("kind", "said", "counts"),
    [
        ("choice", ["a"], "a"),
        ("choice", ["a", "b"], None),
        ("choice", ["a", "b", "a"], "a"),
        ("choice", ["a", "b", "a", "b"], None),
        ("choice", ["a", None], None),
        ("choice", ["a", "a", None], "a"),
        ("choice", [None, None, "a"], None),
        ("choice", [], None),
        ("ordered", ["low", "high"], None),
        ("multi", [("a", "b"), ("a", "b")], ("a", "b")),
        ("multi", [("a", "b"), ("a",)], None),
        ("multi", [("a", "b"), ("a",), ("a",)], ("a",)),
        ("multi", [("a",), ("b",), ("c",)], ()),
        ("slider", [40], 40),
        ("slider", [40, 50], 45),
        ("slider", [10, 90], None),
        ("slider", [10, 88, 90], 88),
        ("slider", [0, 100, 50], None),
    ],
)
def test_what_more_than_half_of_the_readers_say_counts(kind: str, said: list[object], counts: object) -> None:
    assert settled(kind, said) == counts  # type: ignore[arg-type]


def test_readers_are_compared_on_the_stories_that_both_read() -> None:
    said = {"Ans": {"1": "a", "2": "b", "3": "a"}, "Bo": {"2": "b", "3": "b", "4": "a"}, "Cas": {"9": "a"}}
    found = agreements("choice", said)  # type: ignore[arg-type]
    assert [(one.first, one.second, one.stories, one.same) for one in found] == [("Ans", "Bo", 2, 0.5)]
    assert agreements("slider", {"Ans": {"1": 40}, "Bo": {"1": 52}})[0].same == 1
    assert agreements("slider", {"Ans": {"1": 40}, "Bo": {"1": 52}})[0].kappa is None
    assert not alike("slider", 40, 56)


def test_what_a_form_sends_is_read_or_refused() -> None:
    assert read("choice", ["a", "b"], ["b"]) == "b"
    assert read("multi", ["a", "b"], ["b", "a"]) == ["a", "b"]
    assert read("slider", [], ["0"]) == 0
    assert read("note", [], ["  twee   regels "]) == "twee regels"
    assert read("choice", ["a"], ["", " "]) is None
    for kind, sent in (("choice", "z"), ("slider", "101"), ("slider", "-1"), ("slider", "een"), ("slider", "²")):
        with pytest.raises(NoSuchAnswer):
            read(kind, ["a"], [sent])  # type: ignore[arg-type]


def test_an_answer_is_said_in_words() -> None:
    assert in_words("multi", {"a": "Gezin", "b": "School"}, ["a", "b"]) == "Gezin, School"
    assert in_words("choice", {"a": "Gezin"}, "a") == "Gezin"
    assert in_words("slider", {}, 0) == "0"
    assert in_words("choice", {}, None) == ""
    assert value_of(["b", "a"]) == ("a", "b")
