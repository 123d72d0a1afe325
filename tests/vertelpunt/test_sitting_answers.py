"""Answers at a story table that do not fit: the story is kept, and what was left out is named."""

from typing import Any
from uuid import uuid4

from django.test import Client

from tests import world
from tests.vertelpunt.teller import STORY
from vertelpunt.actions.sittings import sitting_key
from vertelpunt.answers import State, state_of
from vertelpunt.models import Sitting, Story, Vertelpunt


def send(client: Client, sitting: Sitting, code: str, **more: str) -> Any:
    """Send a story as the script of the page does; return what it hears."""
    fields = {"story": str(uuid4()), "teller": str(uuid4()), "code": code, "text": STORY} | more
    address = f"/v/jeugdhulp/together/{sitting_key(sitting)}/"
    return client.post(address, fields, headers={"Accept": "application/json"}).json()


def test_an_answer_that_does_not_fit_is_left_out_and_named_while_the_story_is_kept(
    client: Client, point: Vertelpunt
) -> None:
    sitting = Sitting.objects.create(
        vertelpunt=point,
        coalition=point.coalition,
        kind="table",
        audience=point.audiences.get(key="youth"),
        place="De Ster",
        held_on=world.DAY,
        open_until=world.DAY.replace(year=2999),
    )
    said = send(client, sitting, "K7QM-2XDF-PA9R", **{"q-heard": "101", "q-consequences": "positive"})
    assert said["kept"]
    assert said["left_out"].endswith(": heard?")
    story = Story.objects.get()
    assert (story.text, story.answers["consequences"]) == (STORY, "positive")
    assert state_of(story.answers, "heard") is State.SKIPPED  # it was asked, so it counts as not answered
    assert send(client, sitting, "K7QM-2XDF-PA9S", **{"q-elsewhere": "1"})["left_out"]
    assert Story.objects.count() == 2
