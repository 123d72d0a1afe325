"""Proposed quotes are whole sentences that their tellers allow; spans can be adjusted; names are warned of."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from lib.errors import Refused
from patterns.actions import quotes as actions
from patterns.models import Observation, Quote
from patterns.quotables import Quoting, proposed_quotes
from patterns.sentences import sentences
from patterns.typical.naming import looks_like_names, pieces_of
from patterns.typical.quotable import quotable, standing_alone, topic_of
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.patterns.cards import add_story
from vertelpunt.access import Workplace, workplace
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

TOLD = (
    "In maart belde ik met het wijkteam. Wij stonden toen al veertien maanden op de wachtlijst van de instelling. "
    "Het is over het algemeen best goed. En dat was dat. Mijn zoon heet Daan en hij was acht. Daan zat op de trap."
)


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """Bram at work at the Vertelpunt of Noord."""
    return workplace(desk, point.slug)


@pytest.fixture
def card(desk: Desk, place: Workplace) -> Observation:
    """A draft of Bram about waiting."""
    fields = {"number": 1, "title": "Over waiting", "description": "Wat we zien.", "created_by": desk.user}
    return Observation.objects.create(coalition=desk.coalition, vertelpunt=place.vertelpunt, **fields)


def best(text: str, *topics: str) -> list[str]:
    """Return the sentences proposed of `text`."""
    return [text[one.start : one.end] for one in quotable(text, sentences(text), topic_of(topics, ()))]


def test_what_is_about_the_pattern_concrete_and_clear_comes_first() -> None:
    assert best(TOLD, "in_time")[0].startswith("Wij stonden toen al veertien maanden op de wachtlijst")
    assert "En dat was dat." not in best(TOLD, "in_time")


def test_what_is_too_long_or_too_short_for_a_card_is_not_proposed() -> None:
    long = " ".join(["Ik zat op maandag aan de keukentafel te wachten"] * 5) + "."
    assert best(f"{long} Ja. Nee hoor.", "in_time") == []


def test_a_short_sentence_comes_with_the_one_it_leans_on() -> None:
    text = "De rechter heeft een uur geluisterd. Ik mocht op maandag terugkomen met oma."
    assert best(text, "heard") == [text]


@pytest.mark.parametrize(
    ("clearer", "than"),
    [
        ("De juf belde mij op maandag.", "Zij belde mij op maandag."),
        ("Zij belde mij op maandag.", "En daarom belde ze op maandag."),
        ("De juf zei: “Kom maar.”", "De juf zei: “Kom maar."),
    ],
)
def test_what_leans_on_words_before_it_is_less_clear(clearer: str, than: str) -> None:
    assert standing_alone(clearer) > standing_alone(than)


def test_only_tellers_who_allow_it_are_proposed(card: Observation, place: Workplace, point: Vertelpunt) -> None:
    allowed, silent, unasked = (world.story(point, text=TOLD, may_quote=may) for may in ("yes", "no", "unknown"))
    for story in (allowed, silent, unasked):
        add_story(card, story)
    assert {one.story for one in proposed_quotes(place, card)} == {allowed}


def test_a_permission_taken_back_drops_quote_and_proposals_at_once(
    card: Observation, place: Workplace, point: Vertelpunt
) -> None:
    story = world.story(point, text=TOLD)
    add_story(card, story, "Daan zat op de trap.")
    assert proposed_quotes(place, card)
    story.may_quote = Story.Quote.NO
    story.save()
    story_changed.send(sender=Story, story=story, change=Change.PERMISSION)
    assert not Quote.objects.exists()
    assert proposed_quotes(place, card) == []


def test_what_stands_on_the_card_is_not_proposed_again(card: Observation, place: Workplace, point: Vertelpunt) -> None:
    story = world.story(point, text=TOLD)
    add_story(card, story)
    for one in Quoting.of(card).from_story(story):
        actions.quote_story(
            desk=place.desk, observation=card, number=story.number, start=one.span.start, end=one.span.end
        )
    assert proposed_quotes(place, card) == []


def test_a_quote_can_begin_and_end_elsewhere_and_keeps_its_place(
    card: Observation, desk: Desk, point: Vertelpunt
) -> None:
    story = world.story(point, text=TOLD)
    add_story(card, story, "Daan zat op de trap.")
    kept = card.quotes.get()
    here = {"desk": desk, "observation": card, "quote_pk": kept.pk}
    assert actions.adjust_quote(**here, start=kept.start + 5, end=kept.end).text == "zat op de trap."
    with pytest.raises(Refused):
        actions.adjust_quote(**here, start=3, end=3)
    with pytest.raises(Http404):
        actions.adjust_quote(**(here | {"quote_pk": 0}), start=0, end=5)
    assert [quote.text for quote in card.quotes.all()] == ["zat op de trap."]


def test_a_quote_never_names_a_municipality_or_organisation(
    card: Observation, desk: Desk, point: Vertelpunt, noord: Coalition
) -> None:
    world.coalition("Grootdorp", parent=noord, kind="municipality")
    story = world.story(point, text="Ik ging in Grootdorp naar het loket en daarna naar huis.")
    with pytest.raises(Refused) as refused:
        actions.quote_story(desk=desk, observation=card, number=story.number, start=0, end=30)
    assert refused.value.code == "quote_names_somebody"


def test_what_looks_like_a_name_is_told_from_what_begins_a_sentence() -> None:
    text = "Daan zat op de trap. Toen kwam Daan naar mij. De GGZ belde. “Kom,” zei Veilig Thuis. In twente was het."
    known = pieces_of(["Twente", "Utrecht Stad", "Kop van Noord-Holland"])
    assert looks_like_names(text, 0, len(text), known) == ["Twente", "Daan"]
    assert "Stad" not in known
    assert looks_like_names("Toen ging ik. Mama huilde 's nachts. 'Kom,' zei ze.", 0, 50) == []


def test_the_page_warns_of_names_and_still_keeps_the_quote(
    client: Client, bram: User, card: Observation, point: Vertelpunt
) -> None:
    story = world.story(point, text=TOLD)
    client.force_login(bram)
    address = reverse("patterns:observation_quote", args=["noord", card.number, story.number])
    start = TOLD.index("Mijn zoon")
    page = client.post(address, {"start": start, "end": start + 20}, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert any("Daan" in message for message in said)
    assert [quote.text for quote in card.quotes.all()] == ["Mijn zoon heet Daan"]


def test_the_page_adjusts_a_quote_by_ticking_other_sentences(
    client: Client, bram: User, card: Observation, point: Vertelpunt
) -> None:
    story = world.story(point, text=TOLD)
    add_story(card, story, "Daan zat")
    client.force_login(bram)
    address = reverse("patterns:observation_quote", args=["noord", card.number, story.number])
    kept = card.quotes.get()
    page = client.get(address, {"quote": kept.pk})
    assert page.context["marked"] == (kept.start, kept.end)
    client.post(address, {"quote": kept.pk, "sentence": [0]})
    assert [(quote.pk, quote.text) for quote in card.quotes.all()] == [
        (kept.pk, "In maart belde ik met het wijkteam.")
    ]
