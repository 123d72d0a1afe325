"""Proposed stories come from the core, are told fully and concretely, differ from each other, and say why."""

import numpy as np
import pytest

from patterns.typical.candidates import Candidate, fullness
from patterns.typical.choosing import Proposal, propose, stands_out
from patterns.typical.concreteness import marks_of
from patterns.typical.core import core_of, pool_of
from patterns.typical.settings import USUAL, Settings

WORDS = ("kat", "hond", "tafel", "school", "brief", "auto", "straat", "fiets", "regen", "dokter", "wachten", "bellen")


def candidate(number: int, fit: float = 0.5, audience: str = "parent", **fields: object) -> Candidate:
    """Return a candidate with words of its own."""
    rng = np.random.default_rng(number)
    text = " ".join(f"{word}{rng.integers(10**6)}" for word in rng.choice(WORDS, 30))
    values = {"id": f"{number:04d}", "text": text, "words": 30, "audience": audience, "fit": fit} | fields
    return Candidate(**values)  # type: ignore[arg-type]


def ids(part: str, candidates: list[Candidate], **rest: object) -> list[int]:
    """Return the numbers of the proposals."""
    return [int(one.id) for one in propose(part, candidates, **rest)]  # type: ignore[arg-type]


def quotable_in(proposals: list[Proposal]) -> int:
    """Return how many of the proposals may be quoted, in a draw of twenty where the last ten may."""
    return sum(int(one.id) % 20 >= 10 for one in proposals)


def test_proposals_come_from_the_core() -> None:
    core = [candidate(number, fit=0.95) for number in range(20)]
    edge = [candidate(100 + number, fit=0.2) for number in range(80)]
    assert all(number < 100 for number in ids("typical", [*edge, *core]))


def test_what_is_told_concretely_comes_before_what_is_said_in_general() -> None:
    told = "Op maandag om negen uur stond ze voor de deur en zei: “Ik heb koffie bij me.” We zaten op de bank. "
    general = "De samenwerking was over het algemeen goed en de begeleiding prettig, de kwaliteit is prima. "
    some = [candidate(number, text=general * 2 + str(number), words=32) for number in range(8)]
    assert ids("typical", [*some, candidate(50, text=told * 2, words=32)])[0] == 50


def test_of_equals_those_who_may_be_quoted_come_first_and_the_core_stays_the_core() -> None:
    count_quotable = 0
    for start in range(0, 200, 20):  # ten draws of ten closed stories and six that may be quoted
        closed = [candidate(start + number, fit=0.9) for number in range(10)]
        some = [*closed, *(candidate(start + 10 + number, fit=0.9, quotable=True) for number in range(6))]
        found = propose("typical", some)
        without = propose("typical", some, settings=Settings(quotable=0.0))
        count_quotable += quotable_in(found) - quotable_in(without)
        assert all(("quotable" in one.grounds) == (int(one.id) % 20 >= 10) for one in found)
    assert count_quotable >= 5
    closed = [candidate(number, fit=0.9) for number in range(10)]
    edge = [candidate(40 + number, fit=0.2, quotable=True) for number in range(20)]
    assert all(number < 10 for number in ids("typical", [*edge, *closed]))


def test_near_duplicates_are_not_proposed_together() -> None:
    first = candidate(1, fit=0.9)
    copy = candidate(2, fit=0.9, text=first.text + " en nog iets")
    piece = candidate(3, fit=0.9, text=" ".join(first.text.split()[:26]), words=26)
    chosen = set(ids("typical", [first, copy, piece, *(candidate(number) for number in range(4, 12))]))
    assert len(chosen & {1, 2, 3}) == 1


def test_a_copy_of_a_story_on_the_card_is_not_proposed() -> None:
    first = candidate(1, fit=0.9)
    copy = candidate(2, fit=0.9, text=first.text + " en nog iets")
    assert ids("typical", [copy, candidate(3)], beside=[first]) == [3]


def test_one_teller_is_proposed_once() -> None:
    same = [candidate(number, fit=0.9, teller="t") for number in range(4)]
    chosen = ids("typical", [*same, *(candidate(number) for number in range(10, 16))])
    assert len([number for number in chosen if number < 4]) == 1


def test_audiences_are_mixed() -> None:
    parents = [candidate(number, fit=0.8) for number in range(30)]
    young = [candidate(100 + number, fit=0.75, audience="youth", words=26) for number in range(5)]
    assert {number >= 100 for number in ids("typical", [*parents, *young])} == {True, False}


def test_length_is_judged_within_the_audience() -> None:
    long = [candidate(number, words=200 + number) for number in range(10)]
    short = [candidate(20 + number, audience="youth", words=20 + number) for number in range(10)]
    judged = fullness([*long, *short], 0.7)
    assert judged[:10].tolist() == judged[10:].tolist()


def test_asking_for_others_goes_on_where_the_first_ended() -> None:
    some = [candidate(number) for number in range(20)]
    turns = [ids("typical", some, turn=turn) for turn in range(5)]
    assert [len(turn) for turn in turns] == [6, 6, 6, 2, 0]
    assert len({number for turn in turns for number in turn}) == 20


def test_the_order_of_the_stories_makes_no_difference() -> None:
    some = [candidate(number, fit=0.5) for number in range(30)]
    assert propose("typical", some) == propose("typical", some[::-1])


def test_nothing_comes_of_nothing() -> None:
    assert propose("typical", []) == []
    assert propose("typical", [candidate(1, text="...")])[0].id == "0001"
    assert ids("counter", [candidate(1), candidate(2, words=USUAL.words - 1)]) == [1]


def test_a_language_without_lists_is_neither_concrete_nor_general() -> None:
    some = [candidate(number, language="ar") for number in range(4)]
    assert all("concrete" not in one.grounds for one in propose("typical", some))


@pytest.mark.parametrize("part", ["typical", "counter", "middle"])
def test_every_proposal_says_why(part: str) -> None:
    chosen = propose(part, [candidate(number) for number in range(12)])  # type: ignore[arg-type]
    assert all(one.grounds[0] == part for one in chosen)


def test_what_a_text_names_is_what_it_names_more_than_others() -> None:
    marks = [marks_of(text) for text in ("Mama zei: “kom.” Oma zei: “ga.”", "Op maandag en dinsdag zei mama niks.")]
    assert stands_out(marks[0], marks)[0] == "speech"


def test_the_core_is_at_least_half_as_strong_as_the_best() -> None:
    strength = np.array([0.9, 0.5, 0.4, -0.3, 0.0, *([0.8] * 6)])
    assert core_of(strength, USUAL).tolist() == [True, True, False, False, False, *([True] * 6)]
    assert core_of(strength, Settings(least=9)).sum() == 9
    assert not core_of(np.zeros(3), USUAL).any()


def test_every_audience_and_end_comes_into_the_pool() -> None:
    chance = np.random.default_rng(7)
    strength, cells = chance.random(5000), np.repeat([0, 1, 2], [4900, 80, 20])
    ties = np.arange(5000, dtype=np.uint64)
    pool = pool_of(strength, cells, np.zeros(5000, np.int64), ties, USUAL)
    assert len(pool) == USUAL.pool
    assert set(cells[pool].tolist()) == {0, 1, 2}
    again = pool_of(strength[::-1], cells[::-1], np.zeros(5000, np.int64), ties[::-1], USUAL)
    assert sorted(4999 - again) == sorted(pool)
