"""What a pattern lacks is said with the people that count; and a long evaluation shows that it still lives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from django.utils.translation import override

from patterns import describe, words
from patterns.stats.columns import ANSWERED, MISSING, SKIPPED, Column, Dataset, Ints, Subset, codes
from patterns.stats.describe import figure_of
from patterns.stats.evaluate import Cancelled, evaluate
from patterns.stats.results import Pattern, Reason
from patterns.stats.settings import Settings
from tests.stats.build import choice, noise, options, slider

PLAIN = Settings(middle=False, non_answer=False, over_time=False, within_audiences=False)


def test_few_answers_in_a_large_selection_are_never_strong() -> None:
    member = np.arange(600) < 300
    few = np.where(member, np.where(np.arange(600) < 30, 90, MISSING), 10)
    columns = (slider("few", few), slider("all", np.where(member, 90, 10)))
    result = evaluate(Dataset(columns), PLAIN, subsets=(Subset("subset.x", "x", member),))
    found = {pattern.questions[1]: pattern for pattern in result.patterns if pattern.kind == "subset_slider"}
    assert found["all"].strong
    assert not found["few"].strong
    assert (found["few"].q or 1.0) < 0.001
    assert (found["few"].reasons[0].code, found["few"].reasons[0].values["tellers"]) == ("few_tellers", 30)


def test_too_few_counts_people_and_not_their_stories() -> None:
    random, told = noise(60, 1), np.where(np.arange(60) < 50, 0, np.arange(60))
    columns = (slider("a", random.integers(0, 101, 60)), slider("b", random.integers(0, 101, 60)))
    result = evaluate(Dataset(columns, told, np.arange(60, dtype=np.uint64)), PLAIN)
    [reason] = result.patterns[0].reasons
    assert (reason.code, reason.values) == ("few", {"n": 11, "minimum": 20})


NUMBER = np.arange(80)


@pytest.mark.parametrize(("values", "code"), [
    (np.full(80, MISSING), "nobody"),
    (np.where(NUMBER < 70, MISSING, NUMBER), "few"),
    (np.full(80, 40), "few_in_time"),
    (np.where(NUMBER < 50, MISSING, NUMBER), "few_in_time"),
])  # fmt: skip
def test_over_time_the_sentence_is_about_what_is_lacking(values: Ints, code: str) -> None:
    """Two audiences have 25 stories each; two others, of which the stories come last, 15."""
    audience = np.where(NUMBER < 50, NUMBER // 25, 2 + NUMBER % 2)
    columns = (
        slider("a", values),
        choice("audience", audience, 4, role="audience"),
        choice("period", NUMBER % 2, 2, "ordered", "period"),
    )
    result = evaluate(Dataset(columns), replace(PLAIN, over_time=True))
    [pattern] = [pattern for pattern in result.patterns if pattern.family == "time"]
    assert (pattern.test, [reason.code for reason in pattern.reasons]) == (None, [code])
    assert words.why(pattern, PLAIN)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_triad_by_who_did_not_answer_is_described_with_its_pole(language: str) -> None:
    random = noise(200, 3)
    first = random.integers(0, 101, 200)
    triad = np.stack([first, (100 - first) // 2, 100 - first - (100 - first) // 2], axis=1)
    silent = random.random(200) < 0.4
    states = np.where(silent, SKIPPED, ANSWERED).astype(np.uint8)
    asked = Column("a", "Heard", "slider", codes(np.where(silent, MISSING, first)), states)
    data = Dataset((Column("t", "Help", "triad", codes(triad), None, options(3)), asked))
    result = evaluate(data, replace(PLAIN, non_answer=True))
    [pattern] = [one for one in result.patterns if one.kind == "non_answer_triad"]
    with override(language):
        told = " ".join(describe.sentences(pattern, figure_of(data, pattern, PLAIN), PLAIN))
    assert "“Help: option " in told
    assert ("not answered" if language == "en" else "niet is beantwoord") in told


def doubtful(q: float, limit: float) -> str:
    """What is said of a pattern that may be chance."""
    values = {"effect": "rho", "value": 0.3, "threshold": 0.2, "q": q, "limit": limit}
    pattern = Pattern("slider_slider", "pairs", ("a", "b"), ("a", "b"), 90, 90, reasons=(Reason("doubtful", values),))
    with override("en"):
        return words.why(pattern, PLAIN)


@pytest.mark.parametrize(("q", "limit", "said"), [
    (0.3, 0.025, "q = 0.300, at most 0.025"),
    (0.0019, 0.0018, "q = 0.0019, at most 0.0018"),
    (0.00042, 0.0003, "q = 0.0004, at most 0.0003"),
])  # fmt: skip
def test_q_and_its_limit_are_never_printed_as_the_same_number(q: float, limit: float, said: str) -> None:
    assert said in doubtful(q, limit)


def test_every_audience_beats_and_can_be_stopped() -> None:
    random = noise(300, 4)
    columns = (
        slider("a", random.integers(0, 101, 300)),
        slider("b", random.integers(0, 101, 300)),
        choice("audience", np.arange(300) % 4, 4, role="audience"),
    )
    beats: list[float] = []

    def stop() -> bool:
        return len(set(beats)) > 2

    def beat(share: float, step: str) -> None:
        if step == "within":
            beats.append(share)

    evaluate(Dataset(columns), Settings(), progress=beat)
    assert len(set(beats)) == 4
    assert len(beats) > 12
    beats.clear()
    with pytest.raises(Cancelled):
        evaluate(Dataset(columns), Settings(), progress=beat, should_cancel=stop)
    assert len(set(beats)) == 3
