"""What repeats eight words of a story that was withdrawn is hidden, and put to who wrote it."""

from patterns.models import Interpretation, Observation
from people.models import Message, User
from tests import world
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

TOLD = "Zij vroeg eerst hoe mijn dag was en pas daarna begon het gesprek over school."


def observation(point: Vertelpunt, writer: User, description: str) -> Observation:
    number = Observation.objects.count() + 1
    return Observation.objects.create(
        coalition=point.coalition,
        vertelpunt=point,
        number=number,
        title="Wie gevraagd wordt",
        description=description,
        created_by=writer,
    )


def test_an_observation_that_repeats_the_story_is_hidden_and_its_writer_hears(point: Vertelpunt, bram: User) -> None:
    repeats = observation(point, bram, "Iemand: zij vroeg eerst hoe mijn dag was en pas daarna meer.")
    free = observation(point, bram, "Eerst vragen hoe de dag was, dat zien we vaker.")
    withdraw(story=world.story(point, text=TOLD))
    repeats.refresh_from_db()
    free.refresh_from_db()
    assert (repeats.hidden, free.hidden) == (True, False)
    assert [message.to for message in Message.objects.all()] == [bram.email]
    assert "dag" not in Message.objects.get().body


def test_a_reading_that_repeats_the_story_is_hidden_alone(point: Vertelpunt, bram: User) -> None:
    seen = observation(point, bram, "Eerst vragen hoe de dag was.")
    reading = Interpretation.objects.create(observation=seen, position=1, text=TOLD)
    withdraw(story=world.story(point, text=TOLD))
    seen.refresh_from_db()
    reading.refresh_from_db()
    assert (seen.hidden, reading.hidden) == (False, True)
