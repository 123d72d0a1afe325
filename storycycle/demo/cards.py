"""The observation cards of the demo: written by people on patterns that the evaluation really found."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override

from patterns.actions.evaluations import ask_evaluation
from patterns.made_of import keep
from patterns.models import (
    CardInSet,
    CardSet,
    Evaluation,
    Interpretation,
    Observation,
    ObservationPattern,
    Pattern,
    Quote,
    TypicalStory,
)
from patterns.models.card_set import CARDS_FOR
from patterns.running import run
from people.models import Coalition, User
from storycycle.demo.points import content
from vertelpunt.models import Story, Vertelpunt

PARTS = ("typical", "counter", "middle")


def evaluate(coalition: Coalition, point: Vertelpunt) -> Evaluation:
    """Evaluate the stories that `coalition` may count at `point`."""
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=coalition, start=False)
    run(asked.pk)
    asked.refresh_from_db()
    return asked


def pattern_of(evaluation: Evaluation, data: Mapping[str, Any]) -> Pattern:
    """Return the pattern that a card is about: of everybody, or within one audience."""
    found = evaluation.patterns.filter(kind=data["pattern_kind"])
    for question in data["questions"]:
        found = found.filter(questions__contains=f" {question} ")
    within = "@story.audience=youth" if data["within"] == "youth" else ""
    return next(pattern for pattern in found if pattern.key.endswith(within) and ("@" in pattern.key) == bool(within))


def make_cards(evaluation: Evaluation, stories: Mapping[str, Story], by: User) -> list[Observation]:
    """Make the final cards of the national programme."""
    with override("nl"):
        return [
            make_card(evaluation, number, data, stories, by) for number, data in enumerate(content("cards.json"), 1)
        ]


def make_set(cards: Sequence[Observation], by: User) -> CardSet:
    """Put the first cards in a set for a table."""
    made = CardSet.objects.create(
        coalition=cards[0].coalition, number=1, name="Proeftafel", budget=CARDS_FOR["table"], made_by=by
    )
    CardInSet.objects.bulk_create(
        CardInSet(card_set=made, observation=card, position=place) for place, card in enumerate(cards[: made.budget])
    )
    return made


def make_card(
    evaluation: Evaluation, number: int, data: Mapping[str, Any], stories: Mapping[str, Story], by: User
) -> Observation:
    """Make one card: what is seen, two readings, stories and quotes."""
    pattern = pattern_of(evaluation, data)
    card = Observation.objects.create(
        coalition=evaluation.coalition,
        vertelpunt=evaluation.vertelpunt,
        number=number,
        title=data["title"],
        description=data["description"],
        theme=data["theme"],
        state=Observation.State.FINAL,
        created_by=by,
    )
    ObservationPattern.objects.create(observation=card, key=pattern.key, made_of=keep(pattern))
    Interpretation.objects.bulk_create(
        Interpretation(observation=card, position=place, text=text.split(": ", 1)[1])
        for place, text in enumerate(data["interpretations"])
    )
    TypicalStory.objects.bulk_create(
        TypicalStory(observation=card, story=stories[key], part=part, position=place)
        for part in PARTS
        for place, key in enumerate(data[part])
    )
    Quote.objects.bulk_create(quote(card, place, stories, one) for place, one in enumerate(data["quotes"]))
    return card


def quote(card: Observation, position: int, stories: Mapping[str, Story], data: Mapping[str, str]) -> Quote:
    """Return the span of the released text that holds the words of `data`."""
    release = stories[data["id"]].release
    start = release.text.index(data["text"])
    return Quote(observation=card, release=release, start=start, end=start + len(data["text"]), position=position)
