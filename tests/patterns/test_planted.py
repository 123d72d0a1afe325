"""Where the core, the exceptions, the middle and the copies are planted, the right stories are proposed."""

import pytest

from benchmarks.planted import Planted, copies_in, planted, proposed, share_right, variety
from patterns.typical.choosing import Proposal
from patterns.typical.settings import Part

SEEDS = range(6)
Made = list[tuple[Planted, dict[Part, list[Proposal]]]]


@pytest.fixture(scope="module")
def made() -> Made:
    """Six projects of 300 stories, with what is proposed."""
    projects = [planted(300, seed) for seed in SEEDS]
    return [(one, proposed(one)) for one in projects]


@pytest.mark.parametrize("part", ["typical", "counter", "middle"])
def test_nine_in_ten_are_what_was_planted(made: Made, part: Part) -> None:
    shares = [share_right(one, found, part) for one, found in made]
    assert sum(shares) / len(shares) >= 0.9


def test_no_two_nearly_repeat_each_other_where_many_stories_do(made: Made) -> None:
    for one, found in made:
        assert copies_in(one, [int(each.id) for some in found.values() for each in some]) == 0
        assert copies_in(one, list(range(300))) > 10


def test_they_differ_more_than_chance_and_are_told_concretely(made: Made) -> None:
    proposed, by_chance = [], []
    for one, found in made:
        numbers = [int(each.id) for each in found["typical"]]
        core = [number for number in range(300) if one.kind[number] == 0]
        by_chance += [variety(one, core[at : at + 6]) for at in range(0, 60, 6)]
        proposed.append(variety(one, numbers))
        assert one.concrete[numbers].mean() > one.concrete[core].mean()
    assert sum(proposed) / len(proposed) > sum(by_chance) / len(by_chance)
