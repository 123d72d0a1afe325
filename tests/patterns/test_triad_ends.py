"""What is said of a triad compares groups of one end only, names that end, and keeps the sign of a number."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override

from patterns import describe, words
from patterns.card import cards_of
from patterns.downloads import ALONE, figure_file
from patterns.drawing.parts import PAPER, Naming
from patterns.drawn import draw
from patterns.findings import Drawn
from patterns.focus import large_enough
from patterns.guessing import _asks
from patterns.models import Observation
from patterns.printing import cards_pdf
from patterns.stats.columns import Column, Dataset, Option
from patterns.stats.describe import figure_of, two_columns
from patterns.stats.evaluate import evaluate
from patterns.stats.figures import Figure
from patterns.stats.results import Pattern, Reason
from patterns.stats.settings import Settings
from patterns.titles import title_of
from patterns.triad_ends import end_of
from tests.patterns.cards import observation, pattern, text_of
from tests.patterns.told import evaluate as evaluated
from tests.patterns.told import tell_many
from tests.stats.build import choice, multi, noise, slider
from vertelpunt.models import Vertelpunt

SETTINGS = Settings(over_time=False, within_audiences=False, non_answer=False, middle=False)
ENDS = ("the judge", "the family", "helpers")
COUNT = 300


def dataset(themes: int = 3) -> Dataset:
    """Where the family decided more, people were heard less; the family has by far the clearest pattern."""
    random = noise(COUNT, 5)
    family = random.integers(0, 101, COUNT)
    judge = ((100 - family) * random.random(COUNT)).astype(int)
    shares = np.stack([judge, family, 100 - family - judge], axis=1)
    told = [(family + random.integers(-30, 30, COUNT)) < 50, *(random.random((themes - 1, COUNT)) < 0.5)]
    ends = tuple(Option(f"e{at}", end) for at, end in enumerate(ENDS))
    return Dataset((
        Column("who", "Who decided", "triad", shares, None, ends),
        slider("heard", np.clip(100 - family + random.integers(-20, 20, COUNT), 0, 100)),
        choice("help", np.clip(family // 34, 0, 2), 3),
        choice("outcome", np.clip(family // 20, 0, 4), 5, "ordered"),
        multi("themes", np.stack(told, axis=1).astype(int)),
    ))  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, Pattern]:
    """Its patterns about the triad, by kind."""
    patterns = evaluate(dataset(), SETTINGS).patterns
    return {one.kind: one for one in patterns if "who" in one.questions and len(one.questions) == 2}


def counted(one: Pattern) -> Any:
    """What a title needs of a pattern."""
    figure = words.labelled(figure_of(dataset(), one, SETTINGS))
    return SimpleNamespace(kind=one.kind, labels=one.labels, figure=figure)


@pytest.mark.parametrize("kind", ["triad_ordered", "triad_nominal", "triad_multi"])
def test_sentences_and_title_compare_groups_of_one_end(found: dict[str, Pattern], kind: str) -> None:
    with override("en"):
        said = describe.sentences(found[kind], figure_of(dataset(), found[kind], SETTINGS), SETTINGS)[1:]
        title = title_of(counted(found[kind]))
    assert len(said) == 2
    assert all("“Who decided: the family”" in sentence for sentence in said)
    assert len({sentence.partition(", ")[0] for sentence in said}) == 2
    assert title.startswith("“Who decided: the family” is ")
    assert not any(f"“{end}:" in title for end in ENDS)


def test_the_two_sides_that_are_told_are_the_lowest_and_the_highest_of_that_end(found: dict[str, Pattern]) -> None:
    with override("en"):
        one = found["triad_ordered"]
        high, low = describe.sentences(one, figure_of(dataset(), one, SETTINGS), SETTINGS)[1:]
    assert "with “option 4” for “outcome”" in high
    assert "with “option 0” for “outcome”" in low


@pytest.mark.parametrize("kind", ["triad_ordered", "triad_nominal"])
def test_one_guesses_the_end_that_differs_most(found: dict[str, Pattern], kind: str) -> None:
    with override("en"):
        asks = _asks(figure_of(dataset(), found[kind], SETTINGS), "")
    assert {ask.label.partition(": ")[0] for ask in asks} == {"the family"}


def test_the_answer_to_guess_is_not_called_after_the_end(found: dict[str, Pattern]) -> None:
    with override("en"):
        asks = _asks(figure_of(dataset(), found["triad_multi"], SETTINGS), "Much about option 2")
    assert asks[0].label.endswith(": with “option 2”")
    assert asks[0].label.partition(": ")[0] in ENDS


def test_a_number_keeps_its_sign_and_says_of_which_end_it_is(found: dict[str, Pattern]) -> None:
    one = found["slider_triad"]
    assert one.effect is not None
    assert one.effect.value < -0.8
    with override("en"):
        why, effect, number = words.why(one, SETTINGS), words.effect(one), words.number(one.effect.value)
    assert f"(rho) {number} is enough (from -0.20)" in why
    assert why.endswith("The number is that of “the family”.")
    assert effect.startswith(f"“the family”: rank correlation (rho) {number}, ")


def test_where_there_is_no_pattern_the_limit_is_for_either_way() -> None:
    values = {"effect": "rho", "value": -0.03, "threshold": 0.2, "q": 0.9, "limit": 0.025, "tellers": 99, "enough": 61}
    reason = Reason("absent", values)
    none = Pattern("slider_slider", "pairs", ("a", "b"), ("a", "b"), 99, 99, "spearman", reasons=(reason,))
    with override("en"):
        assert "(rho) -0.03, and larger than 0.20 is unlikely" in words.why(none, SETTINGS)


@pytest.mark.parametrize("kind", ["triad_ordered", "triad_nominal"])
def test_a_small_figure_shows_the_end_that_differs_most(found: dict[str, Pattern], kind: str) -> None:
    drawn = Drawn(figure_of(dataset(), found[kind], SETTINGS))
    few = drawn.few_histograms
    assert {one.label.partition(": ")[0] for one in few} == {"the family"}
    assert drawn.more_histograms == len(drawn.histograms) - len(few)


@pytest.mark.parametrize(("themes", "columns"), [(3, 3), (7, 4)])
def test_on_paper_no_line_has_answers_of_two_ends(themes: int, columns: int) -> None:
    data = dataset(themes)
    figure = two_columns(data.column("who"), data.column("themes"), SETTINGS)
    drawn = draw(figure, Naming(), PAPER)
    assert (drawn.lines, drawn.columns) == (ENDS, columns)
    assert [panel.label.partition(": ")[0] for panel in drawn.panels] == [end for end in ENDS for _ in range(themes)]
    answers = [panel.short for panel in drawn.panels]
    assert answers == answers[:themes] * 3
    assert answers[0] == "option 0"


def rare(*chosen: int) -> Figure:
    """A slider by a multi-choice question whose answers so many chose."""
    table = np.array([[place < count for count in chosen] for place in range(60)]).astype(int)
    return two_columns(slider("heard", np.arange(60)), multi("themes", table), SETTINGS)


@pytest.mark.parametrize("chosen", [(30, 3, 20), (30, 3, 2, 20), (30, 58, 20), (2, 30, 20)])
def test_who_chose_a_rare_answer_and_who_did_not_go_together(chosen: tuple[int, ...]) -> None:
    shown = large_enough(rare(*chosen))
    drawn = draw(shown, Naming(), ALONE)
    kept = {f"option {at}": n for at, n in enumerate(chosen) if 5 <= n <= 55}
    assert {panel.label: tuple(map(int, panel.twos[0])) for panel in drawn.panels} == {
        label: (n, 60 - n) for label, n in kept.items()
    }
    assert figure_file(rare(*chosen), Naming(), "Heard", "svg").status_code == 200
    with override("en"):
        labels = {one.label: one.n for one in Drawn(shown).histograms}
    assert {name: labels[f"with “{name}”"] for name in kept} == {name: str(n) for name, n in kept.items()}
    assert len(labels) == 2 * len(kept)


@pytest.mark.django_db
@pytest.mark.parametrize("themes", [3, 7])
def test_a_card_prints_the_name_of_each_end_beside_its_lines(point: Vertelpunt, themes: int) -> None:
    tell_many(point, 60)
    observation(pattern(evaluated(point), "slider_multi"))
    [card] = cards_of(Observation.objects.all())
    data = dataset(themes)
    figure = words.labelled(two_columns(data.column("who"), data.column("themes"), SETTINGS))
    part = replace(card.patterns[0], kind="triad_multi", figure=figure)
    assert {end_of(group) for group in figure.groups} == {"e0", "e1", "e2"}
    pdf = cards_pdf([replace(card, patterns=[part])])
    text = text_of(pdf)
    lines = 1 if themes == 3 else 2
    assert [text.count(end) for end in ENDS] == [lines] * 3
    assert all(text.count(f"option {at}") == 3 for at in range(themes))
