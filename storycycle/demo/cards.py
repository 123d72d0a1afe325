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
from patterns.models.card_set import CARDS_FOR, STORIES_FOR
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


def earlier(coalition: Coalition, point: Vertelpunt, stories: Mapping[str, Story]) -> dict[str, Any]:
    """Return what cards were made of that were written before the latest stories came, by their titles."""
    cards = [data for data in content("cards.json") if "before" in data]
    latest = Story.objects.filter(pk__in=[stories[key].pk for data in cards for key in data["before"]])
    latest.update(state=Story.State.HELD)
    found = evaluate(coalition, point)
    kept = {data["title"]: keep(pattern_of(found, data)) for data in cards}
    latest.update(state=Story.State.RELEASED)
    return kept


def make_cards(
    evaluation: Evaluation, stories: Mapping[str, Story], by: User, before: Mapping[str, Any]
) -> list[Observation]:
    """Make the final cards of the national programme; `before` holds the numbers of those written earlier."""
    cards = content("cards.json")
    with override("nl"):
        return [make_card(evaluation, number, data, stories, by, before) for number, data in enumerate(cards, 1)]


def make_sets(cards: Sequence[Observation], by: User) -> None:
    """Make a set for a table that fits, and one of all cards that says it is too much."""
    make_set(1, "Proeftafel", "table", cards[:2], by)
    make_set(2, "Alle kaarten van de eerste ronde", "region", cards, by)


def make_set(number: int, name: str, purpose: str, cards: Sequence[Observation], by: User) -> None:
    """Put cards in a set in their order."""
    limits = {"budget": CARDS_FOR[purpose], "stories": STORIES_FOR[purpose]}
    made = CardSet.objects.create(
        coalition=cards[0].coalition, number=number, name=name, purpose=purpose, made_by=by, **limits
    )
    CardInSet.objects.bulk_create(
        CardInSet(card_set=made, observation=card, position=place) for place, card in enumerate(cards)
    )


def make_card(
    evaluation: Evaluation,
    number: int,
    data: Mapping[str, Any],
    stories: Mapping[str, Story],
    by: User,
    before: Mapping[str, Any],
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
        opposing="AB",
        created_by=by,
    )
    ObservationPattern.objects.create(
        observation=card, key=pattern.key, made_of=before.get(card.title) or keep(pattern)
    )
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
