"""How long a set of seventeen printed cards takes: read from the database, drawn, measured and set."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import process_time
from typing import Any

from benchmarks.apart import in_database
from benchmarks.tables import Table, Timing, seconds, timings

CARDS, LIMIT, STORIES = 17, 3.0, 1_000
KINDS = ("slider_ordered", "slider_multi", "slider_nominal", "multi_multi", "slider_slider")


def measure(quick: bool) -> Iterator[Table]:
    """Seconds for seventeen cards as one PDF, by themselves and with everything that can go with them."""
    found: dict[str, float] = in_database("benchmarks.cards:inside")
    ways = (("front", "statistics on the front", LIMIT), ("back", "statistics on the back, contents", LIMIT),
            ("stories", "the same with 34 stories on cards", 2 * LIMIT))  # fmt: skip
    yield timings("Printed cards", [
        Timing(f"17 cards, {what}", STORIES, found[key], limit, f"once; {found[f'{key} at work']:.1f} s of work")
        for key, what, limit in ways
    ])  # fmt: skip


def inside() -> dict[str, float]:
    """Fill a database, evaluate, make seventeen cards of five kinds of patterns, and print them."""
    from django.utils.translation import override

    from benchmarks.typical import fill
    from patterns.actions.evaluations import ask_evaluation
    from patterns.card import cards_of
    from patterns.models import Observation
    from patterns.paper.booklet import Booklet
    from patterns.paper.style import BACK
    from patterns.running import run

    place = fill(STORIES)
    asked = ask_evaluation(desk=None, vertelpunt=place.vertelpunt, coalition=place.desk.coalition, start=False)
    run(asked.pk)
    _cards(place, asked)
    told = list(place.readable().select_related("audience", "version", "vertelpunt__coalition")[: 2 * CARDS])

    def printed(**more: Any) -> None:
        made = Booklet(name="Bench", coalition="Bench", cards=cards_of(Observation.objects.all()), **more)
        if made.pages < CARDS:
            raise ValueError("too few pages")

    ways: dict[str, dict[str, Any]] = {
        "front": {},
        "back": {"style": BACK, "contents": True},
        "stories": {"style": BACK, "contents": True, "stories": told},
    }
    found = {}
    with override("nl"):
        for key, more in ways.items():
            began = process_time()
            found[key] = seconds(partial(printed, **more))
            found[f"{key} at work"] = process_time() - began
    return found


def _cards(place: Any, evaluation: Any) -> None:
    """Make the cards, each with two readings, quotes of two stories and eight stories by number."""
    from patterns.made_of import keep
    from patterns.models import Interpretation, Observation, ObservationPattern, Quote, TypicalStory

    coalition, point = place.desk.coalition, place.vertelpunt
    told = list(place.readable()[: CARDS * 8])
    for number in range(CARDS):
        found = evaluation.patterns.filter(kind=KINDS[number % len(KINDS)]).order_by("rank")[number // len(KINDS)]
        card = Observation.objects.create(
            coalition=coalition, vertelpunt=point, number=number + 1, state="final", theme="Gehoord worden",
            title="Hoe positiever de gevolgen, hoe meer gehoord",
            description="In deze ervaringen gaan zeer positieve gevolgen samen met gehoord worden. " * 3,
        )  # fmt: skip
        ObservationPattern.objects.create(observation=card, key=found.key, made_of=keep(found))
        for at, text in enumerate(("Luisteren is zelf al hulp.", "Wie geholpen is, voelt zich achteraf gehoord.")):
            Interpretation.objects.create(observation=card, position=at, text=text * 3)
        for at, story in enumerate(told[number * 8 : number * 8 + 8]):
            TypicalStory.objects.create(observation=card, story=story, position=at)
            if at < 2:
                Quote.objects.create(observation=card, release=story.release, start=0, end=80, position=at)
