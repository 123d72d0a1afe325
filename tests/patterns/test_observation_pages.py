"""The way of a card through its pages, without JavaScript: pattern, draft, readings, stories, quote, PDF."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from patterns.models import Evaluation, Observation, ObservationPattern, Selection
from people.models import User
from tests import world
from tests.patterns.cards import observation, pattern, text_of
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.models import Vertelpunt

TOLD = (
    "Wij zaten aan tafel met z'n drieën. Zij vroeg hoe het met de hond ging. "
    "Daarna pas ging het over school en over de brief die maar niet kwam."
)

ORDINARY = ("boom", "dak", "kast", "lamp", "muur", "raam", "stoel", "trap", "vloer", "wand", "zolder")


def address(name: str, *rest: object) -> str:
    """Return an address of Noord."""
    return reverse(f"patterns:{name}", args=["noord", *rest])


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """An evaluation of sixty stories."""
    tell_many(point, 60)
    return evaluate(point)


@pytest.fixture
def writer(client: Client, bram: User) -> Client:
    """The browser of Bram."""
    client.force_login(bram)
    return client


def test_a_pattern_becomes_a_draft_with_words_made_of_its_numbers(writer: Client, run: Evaluation) -> None:
    found = pattern(run)
    new = address("observation_new", "jeugdhulp") + f"?pattern={found.key}"
    page = writer.get(new)
    assert page.context["form"].initial["description"] == " ".join(found.words["sentences"])
    posted = writer.post(
        new, {"title": "Hoe beter, hoe meer gehoord", "description": "Dat zien we.", "theme": "horen"}
    )
    card = Observation.objects.get()
    assert posted["Location"] == address("observation", card.number)
    assert (card.pattern_key, card.state) == (found.key, "draft")


def typed(card: Observation, **fields: str) -> dict[str, str]:
    """Return what the editor sends."""
    words = {"title": card.title, "description": card.description, "theme": "", "state": "final"}
    seen = {"version": str(card.version), "reading_0": "De een.", "reading_1": "De ander.", "opposing": "AB"}
    return words | seen | fields


def test_what_was_typed_stays_when_it_cannot_be_final(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run), state="draft")
    page = writer.post(address("observation", card.number), typed(card, reading_1="", title="Nieuwe titel"))
    assert "twee lezingen" in page.content.decode()
    assert "Nieuwe titel" in page.content.decode()
    card.refresh_from_db()
    assert (card.state, card.title) == ("draft", "Hoe beter, hoe meer gehoord")


def test_words_that_explain_get_a_hint_and_are_kept(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run))
    sent = typed(card, description="Het gaat beter omdat er geluisterd wordt.")
    page = writer.post(address("observation", card.number), sent, follow=True)
    assert "<mark>omdat</mark>" in page.content.decode()
    card.refresh_from_db()
    assert card.description.endswith("geluisterd wordt.")


def offered_on(page: HttpResponse) -> dict[str, list[int]]:
    """Return the numbers of the stories that a page proposes, by part."""
    return {offer.part: [one.story.number for one in offer.stories] for offer in page.context["offered"]}


def test_stories_are_proposed_with_the_reason_why_and_a_person_picks(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run))
    told = world.story(run.vertelpunt, text=TOLD * 2, answers=answers(4), audience="youth")
    page = writer.get(address("observation_stories", card.number))
    assert told.number in offered_on(page)["typical"]
    assert "in de kern: consequences very_positive, heard" in page.content.decode()
    writer.post(address("observation_stories", card.number), {"story": told.number, "part": "typical"})
    assert [one.story for one in card.typical_stories.all()] == [told]
    again = offered_on(writer.get(address("observation_stories", card.number)))
    assert told.number not in [number for some in again.values() for number in some]


def tell_apart(at: Vertelpunt, **given: int) -> None:
    """Let stories be told in which no two have a word in common."""
    for place, word in enumerate(ORDINARY):
        text = " ".join(f"{word}{number}{place}" for number in range(40))
        world.story(at, text=text, answers=answers(4) | {"heard": 100} | given)


def test_others_are_proposed_on_request_and_stay_after_a_choice(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run))
    tell_apart(run.vertelpunt)
    first = writer.get(address("observation_stories", card.number))
    others = address("observation_stories", card.number) + first.context["offered"][0].others.partition("#")[0]
    second = offered_on(writer.get(others))
    assert second["typical"]
    assert not set(second["typical"]) & set(offered_on(first)["typical"])
    posted = writer.post(others, {"story": second["typical"][0], "part": "typical"})
    assert posted["Location"] == others


def test_the_chosen_stories_change_places(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run))
    told = [world.story(run.vertelpunt) for _ in range(3)]
    for story in told:
        writer.post(address("observation_stories", card.number), {"story": story.number, "part": "typical"})
    writer.post(address("observation_stories", card.number), {"story": told[2].number, "do": "earlier"})
    writer.post(address("observation_stories", card.number), {"story": told[0].number, "do": "earlier"})
    assert [one.story for one in card.typical_stories.all()] == [told[0], told[2], told[1]]


def test_stories_of_one_audience_are_proposed_for_a_pattern_within_it(writer: Client, run: Evaluation) -> None:
    found = run.patterns.filter(kind="slider_ordered", key__contains="@story.audience=parent")[0]
    tell_apart(run.vertelpunt)
    world.story(run.vertelpunt, "professional", text=TOLD * 2, answers=answers(4))
    offered = writer.get(address("observation_stories", observation(found).number)).context["offered"]
    assert {one.story.audience.key for offer in offered for one in offer.stories} == {"parent"}


def test_stories_can_be_proposed_from_a_kept_selection(writer: Client, run: Evaluation, bram: User) -> None:
    tell_apart(run.vertelpunt)
    world.story(run.vertelpunt, "youth", text=TOLD * 2, answers=answers(4))
    here = {"coalition": run.coalition, "vertelpunt": run.vertelpunt, "query": "audience=youth"}
    kept = Selection.objects.create(name="Jongeren", made_by=bram, **here)
    path = address("observation_stories", observation(pattern(run)).number)
    page = writer.get(path, {"among": kept.pk})
    told = [one.story.audience.key for offer in page.context["offered"] for one in offer.stories]
    assert set(told) == {"youth"}
    assert f"among={kept.pk}" in page.context["offered"][0].others
    everywhere = writer.get(path).context["offered"]
    assert "parent" in {one.story.audience.key for offer in everywhere for one in offer.stories}


def test_a_selection_of_somebody_else_narrows_nothing(writer: Client, run: Evaluation, dina: User) -> None:
    here = {"coalition": run.coalition, "vertelpunt": run.vertelpunt, "query": "audience=youth"}
    kept = Selection.objects.create(name="Van Dina", made_by=dina, **here)
    path = address("observation_stories", observation(pattern(run)).number)
    page = writer.get(path, {"among": kept.pk})
    assert page.context["among"] is None
    assert "Van Dina" not in page.content.decode()


def test_a_card_of_two_patterns_proposes_what_both_are_about(writer: Client, run: Evaluation) -> None:
    card = observation(pattern(run))
    other = pattern(run, "slider_slider", "heard", "in_time")
    ObservationPattern.objects.create(observation=card, key=other.key, position=1)
    for in_time in (0, 100):
        tell_apart(run.vertelpunt, in_time=in_time)
    page = writer.get(address("observation_stories", card.number))
    first = page.context["offered"][0].stories[0].reason[0]
    assert all(f"{name} " in first for name in ("consequences", "heard", "in_time"))


def test_a_proposed_quote_taken_as_it_is_leads_back_to_the_stories(writer: Client, run: Evaluation) -> None:
    card, told = observation(pattern(run)), world.story(run.vertelpunt, text=TOLD)
    sent = {"start": 0, "end": len(TOLD.split(" Zij")[0]), "back": "stories"}
    page = writer.post(address("observation_quote", card.number, told.number), sent)
    assert page["Location"] == address("observation_stories", card.number) + "#quotable"
    assert card.quotes.count() == 1


def test_ticked_sentences_become_one_quote_when_they_follow_each_other(writer: Client, run: Evaluation) -> None:
    card, told = observation(pattern(run)), world.story(run.vertelpunt, text=TOLD)
    page = writer.get(address("observation_quote", card.number, told.number))
    starts = [one["span"].start for one in page.context["sentences"]][:2]
    writer.post(address("observation_quote", card.number, told.number), {"sentence": starts})
    assert [quote.text for quote in card.quotes.all()] == [TOLD.split(" Daarna")[0]]


def test_a_marked_piece_becomes_a_quote(writer: Client, run: Evaluation) -> None:
    card, told = observation(pattern(run)), world.story(run.vertelpunt, text=TOLD)
    start = TOLD.index("Zij vroeg")
    writer.post(address("observation_quote", card.number, told.number), {"start": start, "end": start + 9})
    assert [quote.text for quote in card.quotes.all()] == ["Zij vroeg"]


def test_a_refusal_is_said_in_words(writer: Client, run: Evaluation) -> None:
    card, told = observation(pattern(run)), world.story(run.vertelpunt, may_quote="no")
    sent = {"start": 0, "end": 5}
    page = writer.post(address("observation_quote", card.number, told.number), sent, follow=True)
    assert "wil niet geciteerd worden" in page.content.decode()


def test_cards_move_and_print_in_their_order(writer: Client, run: Evaluation) -> None:
    for number in (1, 2):
        observation(pattern(run), title=f"Kaart {number}", position=number)
    writer.post(address("observations"), {"number": 2, "move": "earlier"})
    assert [shown.card.number for shown in writer.get(address("observations")).context["cards"]] == [2, 1]
    printed = writer.get(address("cards"))
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")


def test_a_draft_goes_after_a_question(writer: Client, run: Evaluation) -> None:
    card, final = observation(pattern(run), state="draft"), observation(pattern(run))
    address_of = address("observation_delete", card.number)
    assert address_of in writer.get(address("observation", card.number)).content.decode()
    assert (
        address("observation_delete", final.number)
        not in writer.get(address("observation", final.number)).content.decode()
    )
    assert card.title in writer.get(address_of).content.decode()
    assert Observation.objects.filter(pk=card.pk).exists()
    assert writer.post(address_of)["Location"] == address("observations")
    writer.post(address("observation_delete", final.number))
    assert list(Observation.objects.all()) == [final]


def test_all_cards_are_printed_as_somebody_chooses(writer: Client, run: Evaluation) -> None:
    card, draft = observation(pattern(run)), observation(pattern(run), state="draft", title="Nog een concept")
    page = writer.get(address("cards_paper"), {"only": "final"})
    assert [pk for pk, _title in page.context["form"].fields["cards"].choices] == [str(card.pk)]
    young = {"numbers": "young", "order": "set", "cards": card.pk, "stories": "no"}
    text = text_of(writer.get(address("cards"), young).content)
    assert card.title in text
    assert draft.title not in text
    assert "mediaan" not in text
    assert "mediaan" in text_of(writer.get(address("cards"), young | {"numbers": "front"}).content)


@pytest.mark.parametrize("name", ["observation", "observation_delete", "card", "card_page", "observation_stories"])
def test_what_is_not_yours_does_not_exist(client: Client, run: Evaluation, zoe: User, name: str) -> None:
    card = observation(pattern(run))
    client.force_login(zoe)
    assert client.get(address(name, card.number)).status_code == 404


def test_a_reader_reads_cards_and_writes_none(client: Client, run: Evaluation, lena: User) -> None:
    card = observation(pattern(run))
    client.force_login(lena)
    assert client.get(address("card_page", card.number)).status_code == 200
    assert client.get(address("observation", card.number)).status_code == 404
    assert client.post(address("observations"), {"number": card.number, "move": "later"}).status_code == 404
