"""Proposed stories come from the core, are told concretely, differ from each other, and say why."""

import numpy as np
import pytest

from patterns.fit import fit_of
from patterns.sentences import Span, joined, sentences
from patterns.stats.columns import Column, Dataset, Option
from patterns.typical import Candidate, concreteness, propose, within_audience

WORDS = ("kat", "hond", "tafel", "school", "brief", "auto", "straat", "fiets", "regen", "dokter", "wachten", "bellen")
OPTIONS = tuple(Option(code, code) for code in "abc")


def candidate(number: int, fit: float = 0.5, audience: str = "parent", **fields: object) -> Candidate:
    """Return a candidate with words of its own."""
    rng = np.random.default_rng(number)
    text = " ".join(f"{word}{rng.integers(10**6)}" for word in rng.choice(WORDS, 30))
    values = {"id": str(number), "text": text, "words": 30, "audience": audience, "fit": fit} | fields
    return Candidate(**values)  # type: ignore[arg-type]


def test_proposals_come_from_the_core() -> None:
    core = [candidate(number, fit=0.95) for number in range(20)]
    edge = [candidate(100 + number, fit=0.2) for number in range(80)]
    chosen = propose("typical", [*edge, *core])
    assert len(chosen) == 6
    assert all(int(one.id) < 100 for one in chosen)


def test_near_duplicates_are_not_proposed_together() -> None:
    first = candidate(1, fit=0.9)
    copy = candidate(2, fit=0.9, text=first.text + " en nog iets")
    chosen = {one.id for one in propose("typical", [first, copy, *(candidate(number) for number in range(3, 9))])}
    assert len(chosen & {"1", "2"}) == 1


def test_one_teller_is_proposed_once() -> None:
    same = [candidate(number, fit=0.9, teller="t") for number in range(4)]
    chosen = propose("typical", [*same, *(candidate(number) for number in range(10, 16))])
    assert len([one for one in chosen if int(one.id) < 4]) == 1


def test_audiences_are_mixed() -> None:
    parents = [candidate(number, fit=0.8) for number in range(30)]
    young = [candidate(100 + number, fit=0.75, audience="youth", words=12) for number in range(5)]
    chosen = propose("typical", [*parents, *young])
    assert {"parent", "youth"} == {"youth" if int(one.id) >= 100 else "parent" for one in chosen}


def test_length_is_judged_within_the_audience() -> None:
    long = [candidate(number, words=200 + number) for number in range(10)]
    short = [candidate(20 + number, audience="youth", words=20 + number) for number in range(10)]
    judged = within_audience([*long, *short])
    assert judged[:10].tolist() == judged[10:].tolist()


def test_moments_and_words_said_are_concrete() -> None:
    told = "Op maandag om 9 uur belde ze. “Kom maar,” zei ze, en ik fietste door de regen."
    assert concreteness(told) > concreteness("Het was over het algemeen prettig en de zorg verliep naar wens.")


def test_nothing_comes_of_nothing() -> None:
    assert propose("typical", []) == []
    assert len(propose("counter", [candidate(1)])) == 1


@pytest.mark.parametrize("part", ["typical", "counter", "middle"])
def test_every_proposal_says_why(part: str) -> None:
    chosen = propose(part, [candidate(number) for number in range(12)])  # type: ignore[arg-type]
    assert all(one.grounds[0] == part for one in chosen)


def slider(key: str, values: list[int]) -> Column:
    """Return a slider with these values."""
    return Column(key, key, "slider", np.array(values, np.int8))


def choice(key: str, values: list[int], kind: str = "nominal") -> Column:
    """Return a choice between three options."""
    return Column(key, key, kind, np.array(values, np.int8), None, OPTIONS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "second"),
    [
        ("slider_slider", slider("b", [5, 10, 50, 90, 95, 5, 7, 93])),
        ("slider_ordered", choice("b", [0, 0, 1, 2, 2, 0, 0, 2], "ordered")),
        ("slider_nominal", choice("b", [0, 0, 1, 2, 2, 0, 0, 2])),
    ],
)
def test_who_follows_the_pattern_fits_and_who_goes_against_it_does_not(kind: str, second: Column) -> None:
    first = slider("a", [3, 8, 52, 91, 97, 96, 6, 94])  # the sixth goes against it
    fit = fit_of(Dataset((first, second)), kind, ("a", "b"))
    assert fit.core[0] > 0
    assert fit.core[4] > 0
    assert fit.core.argmin() == 5
    assert fit.middle.argmax() == 2


def test_cells_with_more_stories_than_expected_are_the_core() -> None:
    columns = (choice("a", [0, 0, 0, 1, 1, 1, 0]), choice("b", [0, 0, 0, 1, 1, 1, 1]))
    fit = fit_of(Dataset(columns), "nominal_nominal", ("a", "b"))
    assert fit.core.argmin() == 6


@pytest.mark.parametrize(
    "kind", ["slider", "nominal", "slider_slider", "nominal_nominal", "middle_nominal", "non_answer_nominal"]
)
def test_without_answers_nothing_fits(kind: str) -> None:
    empty = (slider("a", [-1, -1]), slider("b", [-1, -1]))
    if "nominal" in kind:
        empty = (empty[0] if kind.startswith(("middle", "non")) else choice("a", [-1, -1]), choice("b", [-1, -1]))
    fit = fit_of(Dataset(empty), kind, ("a", "b") if "_" in kind else ("a",))
    assert not fit.known.any()
    assert not fit.core.any()


def test_sentences_cover_the_text_in_code_points() -> None:
    text = "Hallo 😀 daar. Dr. Jansen zei: “Kom.” Toen niets meer…\n\nEn nu?"
    assert [text[span.start : span.end] for span in sentences(text)] == [
        "Hallo 😀 daar.",
        "Dr. Jansen zei: “Kom.”",
        "Toen niets meer…",
        "En nu?",
    ]


def test_sentences_that_follow_each_other_are_one() -> None:
    assert joined([Span(20, 30), Span(0, 9), Span(10, 19)]) == [Span(0, 30)]
    assert joined([Span(0, 9), Span(20, 30)]) == [Span(0, 9), Span(20, 30)]
