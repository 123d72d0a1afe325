"""A story that is released anew or edited: quotes follow their words or go; what repeats old words is hidden."""

import pytest

from patterns.models import Quote
from patterns.quoting import again
from people.access import desk
from people.models import Message, User
from people.roles import Permission
from tests import world
from tests.patterns.test_repetitions import observation
from vertelpunt import actions
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

TOLD = "Jan belde. Toen stond ik daar, met de tas in mijn hand en de bus al weg om de hoek."
QUOTED = "Toen stond ik daar"


def quoted(point: Vertelpunt, writer: User, text: str = TOLD) -> Story:
    """Return a released story of which a card quotes some words."""
    story = world.story(point, text=text, answers={"may_quote": "yes"})
    start = text.index(QUOTED)
    card = observation(point, writer, "Iemand wacht.")
    Quote.objects.create(observation=card, release=story.release, start=start, end=start + len(QUOTED))
    return story


def release(user: User, story: Story, text: str) -> None:
    """Release `story` anew."""
    actions.release(desk=desk(user, "noord", Permission.READ_FIGURES), story=story, title="", text=text)


def test_a_quote_follows_its_words_into_the_new_release(point: Vertelpunt, bram: User, cem: User) -> None:
    story = quoted(point, bram)
    release(cem, story, "Iemand van het wijkteam belde.\n\nToen  stond\nik daar, met de tas.")
    quote = Quote.objects.get()
    assert (quote.text.split(), quote.release.number) == (QUOTED.split(), 2)


@pytest.mark.parametrize("text", [
    "Iemand belde. Ik stond daar.",
    "Toen stond ik daar. En later nog eens: Toen stond ik daar.",
    "Toen stond ik daarna in de rij.",
])  # fmt: skip
def test_a_quote_goes_when_its_words_are_gone_or_stand_in_two_places(
    point: Vertelpunt, bram: User, cem: User, text: str
) -> None:
    release(cem, quoted(point, bram), text)
    assert not Quote.objects.exists()


def test_words_between_marks_are_found_as_well() -> None:
    text = "Hij zei: “Nee.” En ging."
    span = again("“Nee.”", text)
    assert span is not None
    assert text[span.start : span.end] == "“Nee.”"
    assert again("  ", text) is None


def test_a_card_that_repeats_what_a_new_release_leaves_out_is_hidden(point: Vertelpunt, bram: User, cem: User) -> None:
    story = world.story(point, text=TOLD)
    gone = observation(point, bram, "Iemand zei: met de tas in mijn hand en de bus al weg.")
    kept = observation(point, bram, "Jan belde. Toen stond ik daar, met de tas.")
    release(cem, story, "Jan belde. Toen stond ik daar, met de tas.")
    for card in (gone, kept):
        card.refresh_from_db()
    assert (gone.hidden, kept.hidden) == (True, False)
    assert [message.to for message in Message.objects.all()] == [bram.email]


def test_words_that_only_an_earlier_release_had_are_found(point: Vertelpunt, bram: User, cem: User) -> None:
    story = world.story(point, text="Kort.")
    release(cem, story, TOLD)
    card = observation(point, bram, TOLD)
    release(cem, story, "Kort.")
    card.refresh_from_db()
    assert card.hidden


def test_words_of_a_text_that_its_teller_edited_are_found(point: Vertelpunt, bram: User) -> None:
    story = world.story(point, text="Iets heel anders.", released=False)
    card = observation(point, bram, TOLD)
    story_changed.send(sender=Story, story=story, change=Change.EDITED, before=("", TOLD))
    card.refresh_from_db()
    assert card.hidden
