"""Observations: what can be final, who may write, whom a card names, and whose words may be quoted."""

import pytest
from django.http import Http404

from lib.errors import Refused
from patterns.actions import choosing, quotes
from patterns.actions import observations as actions
from patterns.models import Observation, Quote
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from vertelpunt.access import workplace
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

READINGS = ("De een zegt dit.", "De ander zegt dat.")
TOLD = "Wij zaten aan tafel 😀. Zij vroeg hoe het met de hond ging. Daarna pas over school."


@pytest.fixture
def card(desk: Desk, point: Vertelpunt) -> Observation:
    """A draft of Bram, without a pattern."""
    return actions.make_observation(
        desk=desk, place=workplace(desk, point.slug), title="Eerst vragen", description="Wat we zien."
    )


def write(desk: Desk, card: Observation, **fields: object) -> Observation:
    """Write `card` with these fields changed."""
    words = {"title": card.title, "description": card.description, "theme": "", "state": "final"}
    return actions.write_observation(desk=desk, observation=card, **{**words, "readings": READINGS, **fields})  # type: ignore[arg-type]


def test_numbers_follow_each_other_and_stay(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    second = actions.make_observation(
        desk=desk, place=workplace(desk, point.slug), title="Tweede", description="Iets."
    )
    actions.move_observation(desk=desk, observation=second, earlier=True)
    assert (card.number, second.number) == (1, 2)
    assert [one.number for one in desk.coalition.observations.all()] == [2, 1]


@pytest.mark.parametrize("readings", [(), ("Een.",), ("Hetzelfde.", "hetzelfde."), ("Een.", "  ")])
def test_a_card_without_two_readings_cannot_be_final(desk: Desk, card: Observation, readings: tuple[str, ...]) -> None:
    with pytest.raises(Refused) as refused:
        write(desk, card, readings=readings)
    assert refused.value.code == "needs_two_readings"
    card.refresh_from_db()
    assert card.state == "draft"
    assert write(desk, card, readings=readings, state="discussed").state == "discussed"


def test_with_two_it_can(desk: Desk, card: Observation) -> None:
    assert write(desk, card).state == "final"
    assert [reading.text for reading in card.interpretations.all()] == list(READINGS)


def test_a_final_card_names_no_municipality_or_partner(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    world.coalition("Grootdorp", parent=desk.coalition, kind="municipality")
    with pytest.raises(Refused) as refused:
        write(desk, card, description="In Grootdorp was het anders.")
    assert refused.value.code == "names_somebody"
    assert write(desk, card, description="In de grootdorpse sfeer.").state == "final"


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(desk: Desk, card: Observation) -> None:
    seen = card.version
    write(desk, card, title="Van een ander")
    with pytest.raises(Refused) as refused:
        write(desk, card, title="Van mij", version=seen)
    card.refresh_from_db()
    assert (refused.value.code, card.title) == ("changed_meanwhile", "Van een ander")
    assert write(desk, card, title="Van mij", version=card.version).title == "Van mij"


def test_who_reads_or_works_elsewhere_cannot_write(card: Observation, lena: User, zoe: User, zuid: Coalition) -> None:
    reader = Desk(lena, card.coalition, roles_in(lena, card.coalition))
    elsewhere = Desk(zoe, zuid, roles_in(zoe, zuid))
    for desk in (reader, elsewhere):
        with pytest.raises(Http404):
            write(desk, card)


def quote(desk: Desk, card: Observation, story: Story, words: str) -> Quote:
    """Quote `words` of `story`."""
    start = story.release.text.index(words)
    return quotes.quote_story(desk=desk, observation=card, number=story.number, start=start, end=start + len(words))


def test_a_quote_is_a_span_in_code_points_without_blanks(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    made = quote(desk, card, world.story(point, text=TOLD), " Zij vroeg hoe het met de hond ging. ")
    assert made.text == "Zij vroeg hoe het met de hond ging."


@pytest.mark.parametrize("permission", ["no", "unknown"])
def test_who_did_not_allow_it_is_not_quoted(desk: Desk, card: Observation, point: Vertelpunt, permission: str) -> None:
    with pytest.raises(Refused) as refused:
        quote(desk, card, world.story(point, text=TOLD, may_quote=permission), "Zij vroeg")
    assert refused.value.code == "may_not_quote"
    assert not Quote.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (0, 10_000), (-3, 4), (22, 23)])
def test_a_span_must_lie_in_the_text(desk: Desk, card: Observation, point: Vertelpunt, start: int, end: int) -> None:
    told = world.story(point, text=TOLD)
    with pytest.raises(Refused):
        quotes.quote_story(desk=desk, observation=card, number=told.number, start=start, end=end)


def test_the_same_words_are_quoted_once(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    told = world.story(point, text=TOLD)
    quote(desk, card, told, "Zij vroeg hoe het")
    with pytest.raises(Refused) as refused:
        quote(desk, card, told, "hoe het met de hond")
    assert refused.value.code == "quoted_already"


def test_only_released_stories_of_this_vertelpunt_can_be_chosen(
    desk: Desk, card: Observation, point: Vertelpunt, noord: Coalition
) -> None:
    unread = world.story(point, released=False)
    elsewhere = world.story(world.vertelpunt(noord, "anders"))
    for story in (unread, elsewhere):
        with pytest.raises(Refused):
            choosing.choose_story(desk=desk, observation=card, number=story.number, part="typical")


def test_a_story_is_on_a_card_once_and_takes_its_quotes_off(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    told = world.story(point, text=TOLD)
    for part in ("typical", "counter"):
        choosing.choose_story(desk=desk, observation=card, number=told.number, part=part)
    quote(desk, card, told, "Zij vroeg hoe het")
    assert [one.part for one in card.typical_stories.all()] == ["counter"]
    choosing.drop_story(desk=desk, observation=card, number=told.number)
    assert not card.typical_stories.exists()
    assert not card.quotes.exists()


def test_permission_taken_back_takes_the_quotes_off(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    told = world.story(point, text=TOLD)
    quote(desk, card, told, "Zij vroeg hoe het")
    told.may_quote = Story.Quote.NO
    told.save()
    story_changed.send(sender=Story, story=told, change=Change.PERMISSION)
    assert not Quote.objects.exists()
