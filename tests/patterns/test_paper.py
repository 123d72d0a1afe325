"""On paper: every way to print cards holds all of them, nothing is cut, stories that went are gone, names are seen."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pikepdf
import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from lib.errors import Refused
from patterns.actions import card_sets as sets
from patterns.actions.prints import record_story_cards
from patterns.card import Card, cards_of
from patterns.models import Evaluation, KeyFigure, Observation, ObservationPattern, PrintedCard, Track, TrackStory
from patterns.paper.booklet import Booklet
from patterns.paper.names import named_on
from patterns.paper.sources import MOST, sources, stories_from
from patterns.paper.style import STYLES
from patterns.printing import cards_pdf
from people.access import Desk
from people.models import Coalition, Message, User
from people.roles import Role
from tests import world
from tests.patterns.cards import add_story, observation, pattern, text_of
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Story, Vertelpunt

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)
TOLD = "Zij vroeg eerst hoe het met de hond ging."


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with override("nl"):
        yield


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """An evaluation of ninety stories."""
    tell_many(point, 90)
    return evaluate(point)


def all_cards() -> list[Card]:
    """Return every card."""
    return cards_of(Observation.objects.all())


reads_boxes = pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not here")


def outside(pdf: bytes, folder: Path) -> list[str]:
    """Return the words that lie outside their page, as poppler sees them."""
    (folder / "made.pdf").write_bytes(pdf)
    words = ["pdftotext", "-bbox", str(folder / "made.pdf"), str(folder / "made.html")]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603
    found = []
    for width, height, inside in PAGE.findall((folder / "made.html").read_text()):
        for box in WORD.findall(inside):
            left, top, right, bottom = map(float, box)
            if left < 0 or top < 0 or right > float(width) or bottom > float(height):
                found.append(f"{box} of {width} x {height}")
    return found


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize(("way", "shown"), [("front", 1), ("back", 1), ("none", 0), ("young", 0)])
def test_statistics_stand_where_they_were_asked_for(run: Evaluation, way: str, shown: int) -> None:
    observation(pattern(run, "slider_ordered", "heard", "consequences"))
    made = pages(cards_pdf(all_cards(), STYLES[way]))
    assert [("scheefheid" in page) for page in made] == ([False, True] if way == "back" else [bool(shown)])
    assert "zeer_positief" in made[0] or "very_positive" in made[0]
    assert ("DIT ZIEN WE" in made[0].upper()) is (way == "young")


def test_with_statistics_on_the_back_every_card_starts_a_sheet(run: Evaluation) -> None:
    for _card in range(3):
        observation(pattern(run, "multi"))
        observation(pattern(run, "slider_ordered"))
    made = pages(cards_pdf(all_cards(), STYLES["back"]))
    fronts = [place for place, text in enumerate(made) if "Wat we zien" in text or "WAT WE ZIEN" in text]
    assert len(fronts) == 6
    assert all(place % 2 == 0 for place in fronts)


def test_twenty_groups_keep_their_numbers_on_the_front(run: Evaluation) -> None:
    observation(pattern(run, "slider_multi"))
    made = pages(cards_pdf(all_cards()))
    assert len(made) == 1
    assert "scheefheid" in made[0]
    assert "zonder" in made[0]


@reads_boxes
@pytest.mark.parametrize("way", list(STYLES))
def test_nothing_is_cut_of_very_long_texts(run: Evaluation, point: Vertelpunt, tmp_path: Path, way: str) -> None:
    long = "Dit zien we steeds weer, en het is veel. " * 60 + "Onafbreekbaar" * 30 + " Tot het eind."
    card = observation(pattern(run, "slider_nominal"), title="Lang " * 30 + "genoeg", description=long)
    card.interpretations.update(text="Dat kan zo zijn. " * 40 + "Slot.")
    add_story(card, world.story(point, text=TOLD), TOLD)
    pdf = cards_pdf(all_cards(), STYLES[way])
    text = text_of(pdf)
    assert "Tot het eind." in text
    assert text.count("Slot.") == 2
    assert TOLD in text
    assert "genoeg" in text
    assert outside(pdf, tmp_path) == []


def test_every_pattern_of_a_card_is_printed(run: Evaluation) -> None:
    card = observation(pattern(run, "slider_ordered", "heard", "consequences"))
    second = pattern(run, "multi")
    ObservationPattern.objects.create(observation=card, key=second.key, position=1)
    made = pages(cards_pdf(all_cards()))
    assert len(made) == 2
    assert "OOK OP DEZE KAART" in made[1].upper()


def long_story(point: Vertelpunt) -> Story:
    """Return a story of a thousand words with an answer on a slider."""
    text = " ".join(f"woord{number}" for number in range(1000))
    return world.story(point, text=text, answers={"heard": 72, "consequences": "positive"})


@reads_boxes
@pytest.mark.parametrize(("form", "width"), [("a6", 595), ("a5", 420)])
def test_a_long_story_goes_on_on_the_next_card_and_loses_no_word(
    point: Vertelpunt, tmp_path: Path, form: str, width: int
) -> None:
    told = long_story(point)
    made = Booklet(name="Ervaringen", coalition="Noord", stories=[told], format=form)
    text = text_of(made.pdf)
    assert re.findall(r"woord\d+", text) == [f"woord{number}" for number in range(1000)]
    assert f"Verhaal {told.number:04d} · vervolg" in text
    assert "72" in text
    assert outside(made.pdf, tmp_path) == []
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        assert len(opened.pages) == made.pages
        assert {round(float(page.mediabox[2])) for page in opened.pages} == {width}


def test_what_was_skipped_is_said_and_not_drawn(point: Vertelpunt) -> None:
    told = world.story(point, text="Kort.", answers={"heard": {"none": "skipped"}, "consequences": "positive"})
    text = text_of(Booklet(name="x", coalition="Noord", stories=[told]).pdf)
    assert "Kort." in text
    assert "overgeslagen: heard" in text
    assert "helemaal niet" not in text  # a pole of that slider


def test_a_set_says_on_which_page_everything_stands(run: Evaluation, point: Vertelpunt) -> None:
    cards = [observation(pattern(run), title=f"Kaart over {letter}") for letter in "abc"]
    add_story(cards[0], told := world.story(point, text=TOLD))
    made = Booklet(name="Tafel rood", coalition="Noord", cards=all_cards(), contents=True, stories=[told])
    found = pages(made.pdf)
    assert "Tafel rood" in found[0]
    for place, letter in enumerate("abc", start=1):
        assert re.search(rf"Kaart over {letter} Gehoord worden {place + 1}\b", found[0])
        assert f"Kaart over {letter}" in found[place]
    assert re.search(r"Ervaringskaarten 1 verhaal 5\b", found[0])
    assert TOLD in found[4]


def test_a_set_on_paper_can_be_read_aloud(run: Evaluation, point: Vertelpunt) -> None:
    observation(pattern(run, "slider_ordered"))
    told = world.story(point, text=TOLD)
    pdf = Booklet(name="Tafel rood", coalition="Noord", cards=all_cards(), contents=True, stories=[told]).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "nl"
        assert bool(opened.Root.MarkInfo.Marked)
        kinds = {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
        assert {"/H1", "/H2", "/Table", "/Figure", "/Link"} <= kinds
        with opened.open_metadata() as about:
            assert about["dc:title"] == "Tafel rood"
            assert about["pdfuaid:part"] == "1"
    text = text_of(pdf)
    order = [text.index(part) for part in ("Tafel rood", "Hoe beter", "In deze ervaringen", "Of is er", TOLD)]
    assert order == sorted(order)


def test_names_that_people_wrote_are_pointed_out(run: Evaluation, point: Vertelpunt) -> None:
    world.coalition("Grootdorp", parent=point.coalition, kind="municipality")
    observation(pattern(run), title="In Grootdorp gaat het goed", description="Grootdorpers zijn blij.")
    told = world.story(point, text="Wij wonen in Grootdorp, en dat is fijn.")
    found = [(one.where, one.name) for one in named_on(all_cards(), [told])]
    assert found == [("kaart 1", "Grootdorp"), (f"verhaal {told.number:04d}", "Grootdorp")]


def test_stories_come_from_cards_sets_tracks_and_selections(desk: Desk, run: Evaluation, point: Vertelpunt) -> None:
    card = observation(pattern(run))
    add_story(card, told := world.story(point, text=TOLD))
    held = world.story(point, text="Nog niet gelezen.", released=False)
    add_story(card, held)
    kept = sets.make_set(desk=desk, name="Tafel")
    sets.put_in_set(desk=desk, card_set=kept, card=card.pk)
    track = Track.objects.create(coalition=desk.coalition, vertelpunt=point, name="Wachten", slug="wachten")
    TrackStory.objects.create(track=track, story=told)
    keys = [one.key for _kind, some in sources(desk) for one in some]
    assert keys == [f"set-{kept.number}", f"card-{card.pk}", f"track-{track.pk}"]
    for key in keys:
        assert stories_from(desk, key) == [told]
    for wrong in ("card-999", "set-9", "track-99", "selection-1", "robot-1", "card-x", ""):
        with pytest.raises(Http404):
            stories_from(desk, wrong)


def test_too_many_stories_are_refused_in_words(desk: Desk, point: Vertelpunt) -> None:
    track = Track.objects.create(coalition=desk.coalition, vertelpunt=point, name="Alles", slug="alles")
    tell_many(point, MOST + 1)
    TrackStory.objects.bulk_create(TrackStory(track=track, story=story) for story in point.stories.all())
    with pytest.raises(Refused, match=str(MOST + 1)):
        stories_from(desk, f"track-{track.pk}")


def test_a_withdrawn_story_is_in_no_print_made_after_and_its_card_is_called_back(
    client: Client, run: Evaluation, point: Vertelpunt, bram: User, desk: Desk
) -> None:
    card = observation(pattern(run))
    add_story(card, told := world.story(point, text=TOLD), TOLD)
    client.force_login(bram)
    kept = sets.make_set(desk=desk, name="Tafel")
    sets.put_in_set(desk=desk, card_set=kept, card=card.pk)
    address = reverse("patterns:card_set_print", args=["noord", kept.number])
    asked: dict[str, Any] = {"numbers": "front", "order": "set", "contents": "on", "cards": card.pk, "stories": "a6"}
    assert text_of(client.get(address, asked).content).count(TOLD) == 2
    number = f"{told.number:04d}"
    withdraw(story=told)
    after = client.get(address, asked).content
    assert TOLD not in text_of(after)
    assert f"Typerend {number}" not in text_of(after)
    assert PrintedCard.objects.filter(take_out="withdrawn").count() == 2
    bodies = " ".join(Message.objects.values_list("body", flat=True))
    assert f"de kaart met verhaal {number}" in bodies
    assert f"verhaal {number}" in client.get(reverse("patterns:observations", args=["noord"])).content.decode()


def test_the_pages_say_how_much_paper_it_takes_and_take_every_choice(
    client: Client, run: Evaluation, point: Vertelpunt, bram: User, desk: Desk
) -> None:
    cards = [observation(pattern(run), title=f"Kaart {letter}", theme=letter) for letter in "BA"]
    kept = sets.make_set(desk=desk, name="Tafel")
    for card in cards:
        sets.put_in_set(desk=desk, card_set=kept, card=card.pk)
    KeyFigure.objects.create(
        coalition=desk.coalition, vertelpunt=point, value="12.4", places=1, unit="%", label="kreeg hulp",
        about="Noord", source="CBS", year=2025,
    )  # fmt: skip
    client.force_login(bram)
    page = client.get(reverse("patterns:card_set_paper", args=["noord", kept.number])).content.decode()
    assert "3 bladzijden" in page
    assert "2 vellen papier" in page
    every: dict[str, Any] = {
        "numbers": "young",
        "order": "theme",
        "cards": [card.pk for card in cards],
        "stories": "no",
    }
    sheet = re.search(r'name="sheets" value="([^"]+)"', page)
    assert sheet
    address = reverse("patterns:card_set_print", args=["noord", kept.number])
    found = pages(client.get(address, every | {"sheets": sheet[1]}).content)
    assert ["Kaart A" in found[0], "Kaart B" in found[1], "12,4" in found[2]] == [True] * 3
    one = pages(client.get(address, every | {"cards": cards[0].pk}).content)
    assert len(one) == 1
    assert client.get(address, {"numbers": "dance"}).status_code == 400


def test_who_reads_no_stories_prints_none(client: Client, run: Evaluation, noord: Coalition) -> None:
    card = observation(pattern(run))
    client.force_login(world.person("Ruth", noord, Role.COMMUNICATION))
    page = client.get(reverse("patterns:card_paper", args=["noord", card.number]))
    assert page.status_code == 200
    assert 'name="stories"' not in page.content.decode()
    answer = client.get(reverse("patterns:card", args=["noord", card.number]), {"numbers": "front", "stories": "a6"})
    assert len(pages(answer.content)) == 1


def test_story_cards_are_remembered_once_a_day(desk: Desk, point: Vertelpunt) -> None:
    told = world.story(point)
    for _time in range(2):
        record_story_cards(desk=desk, stories=[told])
    kept = PrintedCard.objects.get()
    assert (kept.observation, kept.story_number, kept.stories.get().story) == (None, told.number, told)
