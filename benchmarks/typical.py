"""Proposed stories: how many of them are what was planted, how different they are, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import process_time
from typing import Any

import numpy as np

from benchmarks.apart import in_database
from benchmarks.planted import Planted, copies_in, planted, proposed, share_right, variety
from benchmarks.tables import Table, Timing, best, seconds, timings

RIGHT, MORE_VARIED, MORE_CONCRETE = 0.9, 1.05, 1.2
SIZES = ((1_000, 1.0, 1.0), (100_000, 20.0, 0.3))  # stories, limit of the first time, limit of each pattern after it
DRAWS = 200


@dataclass(frozen=True, slots=True)
class Quality:
    """What was found in some made-up projects of one size; figures of chance are of as many stories of the core."""

    n: int
    projects: int
    right: dict[str, float]
    copies: int
    copies_by_chance: float
    variety: float
    variety_by_chance: float
    concrete: float
    concrete_by_chance: float
    quotable: float
    quotable_by_chance: float

    @property
    def bad(self) -> list[str]:
        """What is outside its limits."""
        low = [f"{part}, {self.n} stories: {share:.0%} planted" for part, share in self.right.items() if share < RIGHT]
        low += [f"{self.copies} near-duplicates, {self.n} stories"] if self.copies else []
        low += ["no more variety than chance"] if self.variety < MORE_VARIED * self.variety_by_chance else []
        return low + (["not concrete"] if self.concrete < MORE_CONCRETE * self.concrete_by_chance else [])


def measure(quick: bool) -> Iterator[Table]:
    """Quality on planted groups, then seconds from a database."""
    found = [quality(n, 4 if quick else 20) for n in (200, 1_000)]
    names = (
        "stories",
        "projects",
        "typical",
        "counter",
        "middle",
        "near-duplicates",
        "variety",
        "concrete",
        "may be quoted",
    )
    yield Table(
        "Proposed stories: planted groups", names, [_line(one) for one in found], [b for q in found for b in q.bad]
    )
    measured = [_timings(n, first, each) for n, first, each in (SIZES[:1] if quick else SIZES)]
    yield timings("Proposed stories: time", [one for some in measured for one in some])


def _line(one: Quality) -> tuple[str, ...]:
    return (
        f"{one.n:,}",
        str(one.projects),
        *(f"{one.right[part]:.0%}" for part in ("typical", "counter", "middle")),
        f"{one.copies} (chance {one.copies_by_chance:.1f})",
        f"{one.variety:.2f} of 1 (chance {one.variety_by_chance:.2f}), {one.variety / one.variety_by_chance:.2f} x",
        f"{one.concrete:.0%} (chance {one.concrete_by_chance:.0%})",
        f"{one.quotable:.0%} (chance {one.quotable_by_chance:.0%})",
    )


def quality(n: int, projects: int) -> Quality:
    """Measure some projects of `n` stories."""
    each = [_quality(planted(n, seed), seed) for seed in range(projects)]
    mean = {name: float(np.mean([one[name] for one in each])) for name in each[0]}
    right = {part: mean[part] for part in ("typical", "counter", "middle")}
    rest = {name: value for name, value in mean.items() if name not in right}
    copies = int(sum(one["copies"] for one in each))
    return Quality(n, projects, right, **(rest | {"copies": copies}))  # type: ignore[arg-type]


def _quality(made: Planted, seed: int) -> dict[str, float]:
    found = proposed(made)
    numbers = [int(one.id) for one in found["typical"]]
    random = np.random.default_rng(seed)
    core = np.flatnonzero(made.kind == 0)
    draws = [random.choice(core, len(numbers), replace=False).tolist() for _draw in range(DRAWS)]
    return {
        **{part: share_right(made, found, part) for part in found},
        "copies": copies_in(made, [int(one.id) for some in found.values() for one in some]),
        "copies_by_chance": float(np.mean([copies_in(made, draw) for draw in draws[:20]])),
        "variety": variety(made, numbers),
        "variety_by_chance": float(np.mean([variety(made, draw) for draw in draws])),
        "concrete": float(made.concrete[numbers].mean()),
        "concrete_by_chance": float(made.concrete[core].mean()),
        "quotable": float(np.mean([made.stories[number].quotable for number in numbers])),
        "quotable_by_chance": float(np.mean([made.stories[number].quotable for number in core.tolist()])),
    }


def _timings(n: int, first: float, each: float) -> list[Timing]:
    found: dict[str, float] = in_database(f"benchmarks.typical:inside_{n}")
    notes = (
        f"reading, fitting, words of the core; the processor worked {found['first_at_work']:.1f} s",
        f"the slowest of three, the best of five runs; the processor worked {found['at_work'] * 1000:.0f} ms",
    )
    return [
        Timing("first pattern, all that is prepared included", n, found["first"], first, notes[0]),
        Timing("each pattern after it", n, found["each"], each, "the slowest of three, the best of five runs"),
    ]


def inside_1000() -> dict[str, float]:
    """Seconds for 1,000 stories."""
    return inside(1_000)


def inside_100000() -> dict[str, float]:
    """Seconds for 100,000 stories."""
    return inside(100_000)


def inside(n: int) -> dict[str, float]:
    """Fill a database with `n` stories that were released, and ask for proposals for some patterns."""
    from patterns.proposing import About, Sought, stories_for

    place = fill(n)
    asked = [
        Sought((About("slider_ordered", ("heard", "consequences")),)),
        Sought((About("slider_multi", ("in_time", "themes")),)),
        Sought((About("slider_slider", ("clear", "right_help")),)),
        Sought((About("slider_nominal", ("right_help", "help_kind")),)),
    ]
    began = process_time()
    first = seconds(lambda: _enough(stories_for(place, asked[0], {})))
    first_at_work = process_time() - began
    each = [best(lambda one=one: _enough(stories_for(place, one, {}))) for one in asked[1:]]  # type: ignore[misc]
    began = process_time()
    stories_for(place, asked[1], {})
    return {"first": first, "each": max(each), "first_at_work": first_at_work, "at_work": process_time() - began}


def _enough(found: Any) -> None:
    if len(found["typical"]) < 6:
        raise ValueError("too few proposals")


def fill(n: int) -> Any:
    """Return a workplace with `n` released stories of thirty to two hundred and fifty words."""
    from benchmarks.database import answers
    from people.access import Desk
    from people.models import Coalition, User
    from people.roles import Role
    from vertelpunt.access import Workplace
    from vertelpunt.models import Audience, QuestionSetVersion, Story, StoryRelease, Vertelpunt
    from vertelpunt.pool import definition

    home = Coalition.objects.create(name="Bench", slug="bench", kind="region")
    point = Vertelpunt.objects.create(coalition=home, slug="bench", state="open")
    keys = ("youth", "parent", "professional")
    who = [Audience.objects.create(vertelpunt=point, key=key, position=at) for at, key in enumerate(keys)]
    version = QuestionSetVersion.objects.create(vertelpunt=point, number=1, definition=definition(1), published_on=DAY)
    chance = np.random.default_rng(20261122)
    texts = [one.text for one in planted(1_000, 5).stories]
    for start in range(0, n, 5_000):
        some = [
            Story(
                vertelpunt=point, version=version, audience=who[number % 3], number=number + 1, told_on=DAY,
                text="Een verhaal.", words=int(chance.integers(30, 250)), state="released", answers=answers(chance),
            )
            for number in range(start, min(start + 5_000, n))
        ]  # fmt: skip
        Story.objects.bulk_create(some)
        StoryRelease.objects.bulk_create(
            StoryRelease(story=story, text=f"{texts[story.number % 1000]} v{story.number}", released_on=DAY)
            for story in some
        )
    desk = Desk(User.objects.create_user("bench@example.org", "x" * 20), home, frozenset({Role.ANALYST.value}))
    return Workplace(desk, point)


DAY = "2026-05-04"
