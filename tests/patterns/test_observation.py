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
from tests.duiding import builders
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
    words = {"title": card.title, "description": card.description, "theme": "", "state": "final", "opposing": "AB"}
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


def test_somebody_must_say_which_two_oppose_each_other(desk: Desk, card: Observation) -> None:
    with pytest.raises(Refused) as refused:
        write(desk, card, opposing="")
    assert refused.value.code == "needs_opposing"
    with pytest.raises(Refused) as refused:  # B was left empty
        write(desk, card, readings=("Een.", "", "Twee.", "Drie."), opposing="BC")
    assert refused.value.code == "needs_opposing"
    kept = write(desk, card, readings=("Een.", "", "Twee.", "Drie."), opposing="CD")
    assert (kept.opposing, [one.text for one in kept.interpretations.all()][1:]) == ("BC", ["Twee.", "Drie."])


def test_readings_of_nearly_the_same_words_do_not_oppose_each_other(desk: Desk, card: Observation) -> None:
    alike = ("Wie goed luistert helpt al veel.", "Wie goed luistert, die helpt al veel.")
    with pytest.raises(Refused) as refused:
        write(desk, card, readings=alike)
    assert refused.value.code == "readings_alike"
    assert write(desk, card, readings=(*alike, "Eerst hulp, dan praten."), opposing="AC").state == "final"
    assert write(desk, card, readings=(alike[0], alike[0].replace("al", "niet"))).state == "final"


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


def test_a_draft_can_be_deleted_with_its_versions(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    write(desk, card, state="draft")
    told = world.story(point, text=TOLD)
    choosing.choose_story(desk=desk, observation=card, number=told.number, part="typical")
    actions.delete_draft(desk=desk, observation=card)
    assert not Observation.objects.exists()
    assert not Observation.history.exists()
    assert Story.objects.filter(pk=told.pk).exists()


@pytest.mark.parametrize("state", ["discussed", "final"])
def test_only_a_draft_can_be_deleted(desk: Desk, card: Observation, state: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.delete_draft(desk=desk, observation=write(desk, card, state=state))
    assert refused.value.code == "not_a_draft"


def test_a_draft_in_the_hands_of_people_is_not_deleted(desk: Desk, card: Observation, dina: User) -> None:
    printed = card.printed.create(coalition=card.coalition, printed_on=world.DAY, digest="d")
    with pytest.raises(Refused) as refused:
        actions.delete_draft(desk=desk, observation=card)
    assert refused.value.code == "was_printed"
    printed.delete()
    at = builders.desk(dina, card.coalition)
    builders.session(at, card.vertelpunt).tables.all()[0].cards.create(observation=card, position=1)
    with pytest.raises(Refused) as refused:
        actions.delete_draft(desk=desk, observation=card)
    assert refused.value.code == "lies_elsewhere"
    assert Observation.objects.filter(pk=card.pk).exists()


def test_who_reads_or_works_elsewhere_cannot_write(card: Observation, lena: User, zoe: User, zuid: Coalition) -> None:
    reader = Desk(lena, card.coalition, roles_in(lena, card.coalition))
    elsewhere = Desk(zoe, zuid, roles_in(zoe, zuid))
    for desk in (reader, elsewhere):
        with pytest.raises(Http404):
            write(desk, card)
        with pytest.raises(Http404):
            actions.delete_draft(desk=desk, observation=card)


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
