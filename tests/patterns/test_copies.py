"""Questions that copy each other are told, and can be left out of the findings."""

import pytest

from patterns.findings import findings
from patterns.models import Evaluation
from patterns.wishes import Wish, patterns
from people.models import Coalition
from tests import world
from tests.patterns.cards import pattern
from tests.patterns.told import evaluate

pytestmark = pytest.mark.django_db
CODES = ("a", "b", "c")


@pytest.fixture
def run(noord: Coalition) -> Evaluation:
    """Sixty stories of which one question repeats another, and a third goes its own way."""
    asked = [world.choice("scope", CODES), world.choice("scope_again", CODES), world.slider("heard")]
    point = world.vertelpunt(noord, asked=asked)
    for place in range(60):
        code = CODES[place % 3]
        heard = 30 * (place % 3) + place % 7
        world.story(point, "parent", answers={"scope": code, "scope_again": code, "heard": heard})
    return evaluate(point)


def test_a_copy_is_left_out_when_asked(run: Evaluation) -> None:
    copy = pattern(run, "nominal_nominal", "scope", "scope_again")
    assert copy in patterns(run, Wish())
    apart = patterns(run, Wish(list="apart"))
    assert copy not in apart
    assert apart.filter(questions__contains=" heard ").exists()


def test_a_copy_is_told(run: Evaluation) -> None:
    told = {one.key: one.nearly_one for one in findings(run, run.patterns.exclude(kind="slider"), {}, {})}
    assert told[pattern(run, "nominal_nominal", "scope", "scope_again").key]
    assert not told[pattern(run, "slider_nominal", "scope").key]
