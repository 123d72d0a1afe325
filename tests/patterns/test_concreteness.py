"""Texts that people would call concrete are told from general ones; how often stands in docs/typical-stories.md."""

import json
from pathlib import Path

import pytest

from patterns.typical.concreteness import CONCRETE, marks_of

EXAMPLES = json.loads(Path(__file__).with_name("concrete_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("part", "least"), [("first", 46), ("later", 30), ("last", 22)])
def test_concrete_texts_are_told_from_general_ones(part: str, least: int) -> None:
    right = [
        (marks_of(text).score >= CONCRETE) == (label == "concrete")  # type: ignore[union-attr]
        for label, texts in EXAMPLES[part].items()
        for text in texts
    ]
    assert sum(right) >= least


def test_the_examples_are_enough_and_no_two_are_alike() -> None:
    texts = [text for part in ("first", "later", "last") for some in EXAMPLES[part].values() for text in some]
    assert len(set(texts)) == len(texts) >= 100


def test_length_alone_makes_nothing_concrete() -> None:
    text = "De zorg was over het algemeen prettig. "
    scores = [marks_of(text * times).score for times in (1, 20)]  # type: ignore[union-attr]
    assert max(scores) < CONCRETE


def test_without_lists_or_words_nothing_is_said_of_it() -> None:
    assert marks_of("كان يوما طويلا", "ar") is None
    assert marks_of("Hallo", "../nl") is None
    assert marks_of("").score < CONCRETE  # type: ignore[union-attr]
