"""Stories with answers that go together, for tests of evaluations and pages."""

from typing import Any

from patterns.actions.evaluations import ask_evaluation
from patterns.models import Evaluation
from patterns.running import run
from people.models import Coalition
from tests import world
from vertelpunt.models import Story, Vertelpunt

PHASES = ("looking", "waiting", "getting", "ended")


def answers(place: int) -> dict[str, Any]:
    """Return answers in which a better outcome goes with being heard; the rest follows nothing."""
    step = place % 5
    return {
        "consequences": world.STEPS[step],
        "heard": min(100, 18 * step + (place * 7) % 25),
        "in_time": (place * 37) % 101,
        "phase": PHASES[(place * 3) % 4],
        "themes": ["school"] if place % 3 else ["waiting", "contact"],
        "may_quote": "yes",
    }


def tell_many(at: Vertelpunt, count: int, **fields: Any) -> list[Story]:
    """Return `count` stories told at `at`, by parents and some professionals."""
    audiences = ("parent", "parent", "professional")
    return [world.story(at, audiences[place % 3], answers=answers(place), **fields) for place in range(count)]


def evaluate(at: Vertelpunt, coalition: Coalition | None = None) -> Evaluation:
    """Return an evaluation of all that counts for `coalition` (default: the owner), carried out."""
    asked = ask_evaluation(desk=None, vertelpunt=at, coalition=coalition or at.coalition, start=False)
    assert run(asked.pk) is not None
    asked.refresh_from_db()
    return asked
