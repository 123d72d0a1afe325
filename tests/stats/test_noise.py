"""On projects without patterns p is under .05 as often as it should be, and nothing is strong."""

from __future__ import annotations

import pytest

from benchmarks.noise import LEAST, RUNS, Run, rejected
from benchmarks.noise_projects import Setting, noise_project
from benchmarks.projects import Shape, project
from benchmarks.strong import strong_on_noise
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

FAMILIES = {"pairs", "non_answer", "time", "three_way"}


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run.setting.name}: {run.kinds[0]}")
def test_p_is_small_as_often_as_it_should_be(run: Run) -> None:
    projects = 5 if run.settings.three_way else 12
    lines = rejected(run, fewest=projects, most=projects)
    assert sum(line.count for line in lines) > projects
    assert [line for line in lines if not line.good] == []


def test_who_skipped_both_questions_is_no_pattern_of_not_answering() -> None:
    data = noise_project(Setting("", 400, skipping=0.3, same_skipping=True), 1)
    found = [pattern for pattern in evaluate(data, Settings()).patterns if pattern.family == "non_answer"]
    asked = {column.key for column in data.columns if column.states is not None}
    assert [pattern for pattern in found if pattern.p is not None and asked.issuperset(pattern.questions)] == []
    assert [pattern for pattern in found if pattern.p is not None and not asked.issuperset(pattern.questions)]


def test_too_few_p_values_are_said() -> None:
    line = rejected(RUNS[0], fewest=1, most=1)[0]
    assert line.count < LEAST
    assert line.bad == [f"noise, {line.setting.name}, {line.kind}: only {line.count} p-values"]


def test_noise_shows_nothing_strong() -> None:
    assert strong_on_noise(100, 12, three_way=False).share <= 1 / 12


def test_every_family_shares_the_limit_of_chance() -> None:
    result = evaluate(project(300, Shape(strength=0.9)), Settings(three_way=True))
    strong = [pattern for pattern in result.patterns if pattern.strong]
    limits = {pattern.family: pattern.reasons[0].values["limit"] for pattern in result.patterns if pattern.test}
    assert set(limits) >= FAMILIES
    assert sum(limits.values()) <= 0.05
    assert strong
    assert all((pattern.q or 0.0) <= limits[pattern.family] for pattern in strong)
