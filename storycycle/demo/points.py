"""The made-up Vertelpunten of the demo, their channels and their stories."""

import json
import uuid
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from lib.words import count_words
from people.models import Coalition, Region
from storycycle.demo.world import NATIONAL, OWN, SCHEME
from vertelpunt import translated
from vertelpunt.answers import value_of
from vertelpunt.completeness import is_complete
from vertelpunt.models import (
    Audience,
    Channel,
    Partner,
    QuestionSetVersion,
    Story,
    StoryRelease,
    Target,
    Vertelpunt,
)
from vertelpunt.pool import definition
from vertelpunt.questions import Question, read_questions
from vertelpunt.telling import asked

CONTENT = Path(__file__).parent / "content"
VERSIONS = {1: date(2026, 5, 4), 2: date(2026, 7, 1), 3: date(2026, 9, 1)}
COALITION = {"jeugdhulp": NATIONAL}
TEXTS = ("title", "lead", "prompt", "prompt_help", "who_asks", "why")
SPOKEN = "jeugdhulp"  # where people can tell aloud too
PRESET = "experience"  # whose open question these Vertelpunten ask
WAITING = 6  # the newest stories still wait for somebody to read them


def content(name: str) -> Any:
    """Return the content of the file `name`."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def make_point(data: Mapping[str, Any], coalitions: Mapping[str, Coalition]) -> Vertelpunt:
    """Make one Vertelpunt with its audiences, channels and published question sets."""
    point = Vertelpunt.objects.create(
        coalition=coalitions[COALITION.get(data["slug"], OWN)],
        slug=data["slug"],
        state=Vertelpunt.State.OPEN,
        lends_below=data["lends_below"],
        region_scheme=SCHEME,
        speaking=data["slug"] == SPOKEN,
        languages=[code for code, _name in settings.TELLER_LANGUAGES],
        **_in_all_languages(data),
    )
    for position, audience in enumerate(data["audiences"]):
        own_words = data["youth"] if audience["is_youth"] else {}
        words = translated.audience({**audience, **own_words})
        Audience.objects.create(vertelpunt=point, position=position, **words)
    for channel in data["channels"]:
        make_channel(point, channel)
    QuestionSetVersion.objects.bulk_create(
        QuestionSetVersion(vertelpunt=point, number=number, definition=definition(number), published_on=day)
        for number, day in VERSIONS.items()
    )
    return point


def _in_all_languages(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts of a Vertelpunt, the open question in every language of tellers."""
    words = translated.preset({"key": PRESET, **{name: data[name] for name in TEXTS}})
    return {name: words[name] for name in TEXTS}


def make_channel(point: Vertelpunt, data: Mapping[str, Any]) -> None:
    """Make one channel with its partner and its target."""
    partner, target = data["partner"], data["target"]
    channel = Channel.objects.create(
        vertelpunt=point,
        partner=Partner.objects.get_or_create(vertelpunt=point, name=partner)[0] if partner else None,
        **{name: data[name] for name in ("code", "name", "medium")},
    )
    if target:
        Target.objects.create(vertelpunt=point, channel=channel, stories=target)


class Telling:
    """Turns the stories of a file into rows of one Vertelpunt."""

    def __init__(self, point: Vertelpunt, regions: Mapping[str, Region]) -> None:
        self.point, self.regions = point, regions
        self.audiences = {audience.key: audience for audience in point.audiences.all()}
        self.channels = {channel.code: channel for channel in point.channels.all()}

    @cached_property
    def versions(self) -> dict[int, tuple[QuestionSetVersion, tuple[Question, ...]]]:
        """Return the versions with their questions, by number."""
        rows = self.point.versions.all()
        return {row.number: (row, read_questions(row.definition)) for row in rows}

    def story(self, data: Mapping[str, Any], number: int, waiting: bool) -> Story:
        """Return one story, not saved."""
        version, questions = self.versions[data["version"]]
        met = asked(questions, data["audience"], data["answers"])
        answers = {question.key: data["answers"][question.key] for question in met if question.key in data["answers"]}
        words = count_words(data["text"])
        region = value_of(answers, "region")
        return Story(
            id=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{data['id']}"),
            vertelpunt=self.point,
            version=version,
            audience=self.audiences[data["audience"]],
            channel=self.channels[data["channel"]],
            region=self.regions[region] if region else None,
            number=number,
            title=data["title"],
            text=data["text"],
            words=words,
            answers=answers,
            may_quote=value_of(answers, "may_quote") or Story.Quote.UNKNOWN,
            language=data["language"],
            told_on=date.fromisoformat(data["told_on"]),
            state=Story.State.TOLD if waiting else Story.State.RELEASED,
            finished=data["finished"],
            complete=self._complete(words, met, answers),
        )

    def _complete(self, words: int, met: Any, answers: Mapping[str, Any]) -> bool:
        point = self.point
        least = {"min_words": point.complete_min_words, "min_answers": point.complete_min_answers}
        return is_complete(words, met, answers, **least)


def number_of(place: int) -> int:
    """Return a four-digit number that says nothing of the order: a full-period sequence modulo 9000."""
    return 1000 + (place * 3701 + 417) % 9000


def on_cards_and_tables() -> set[str]:
    """Return the ids of the stories that people work with already."""
    cards, meetings = content("cards.json"), content("sessions.json").values()
    chosen = {key for card in cards for part in ("typical", "counter", "middle") for key in card[part]}
    quoted = {quote["id"] for card in cards for quote in card["quotes"]}
    return chosen | quoted | {key for meeting in meetings for table in meeting["tables"] for key in table["stories"]}


def make_stories(
    point: Vertelpunt, file: str, regions: Mapping[str, Region], waiting: int = 0, place: int = 0
) -> dict[str, Story]:
    """Make the stories of `file`, `waiting` of the newest not released yet; return them by the file's ids."""
    telling, records = Telling(point, regions), content(file)
    used = on_cards_and_tables()
    unread = [data["id"] for data in reversed(records) if data["id"] not in used][:waiting]
    made = {
        data["id"]: telling.story(data, number_of(number), waiting=data["id"] in unread)
        for number, data in enumerate(records, place)
    }
    Story.objects.bulk_create(made.values())
    StoryRelease.objects.bulk_create(
        StoryRelease(story=story, title=story.title, text=story.text, released_on=story.told_on)
        for story in made.values()
        if story.state == Story.State.RELEASED
    )
    return made
