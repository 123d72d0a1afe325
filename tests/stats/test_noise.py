"""On projects without patterns p is under .05 as often as it should be, and nothing is strong."""

from __future__ import annotations

import pytest

from benchmarks.noise import SETTINGS, Setting, rejected, strong_on_noise
from benchmarks.projects import Shape, project
from patterns.stats.evaluate import evaluate
from patterns.stats.settings import Settings

FAMILIES = {"pairs", "non_answer", "time", "three_way"}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_p_is_small_as_often_as_it_should_be(setting: Setting) -> None:
    lines = rejected(setting, 16)
    assert lines
    assert [line for line in lines if not line.good] == []


def test_noise_shows_nothing_strong() -> None:
    assert strong_on_noise(100, 12, three_way=False) <= 1 / 12


def test_every_family_shares_the_limit_of_chance() -> None:
    result = evaluate(project(300, Shape(strength=0.9)), Settings(three_way=True))
    strong = [pattern for pattern in result.patterns if pattern.strong]
    limits = {pattern.family: pattern.reasons[0].values["limit"] for pattern in result.patterns if pattern.test}
    assert set(limits) >= FAMILIES
    assert sum(limits.values()) <= 0.05
    assert strong
    assert all((pattern.q or 0.0) <= limits[pattern.family] for pattern in strong)
