"""The code book: versions, several readers, files, columns that are marked as the readers', and withdrawal."""

import csv
import re
from io import StringIO

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from lib.errors import Refused
from patterns.actions import codes as actions
from patterns.codes.queries import Book, history_of
from patterns.dataset import read
from patterns.models import Annotation, CodeQuestion
from patterns.stats.columns import MISSING, READERS
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.patterns import added
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import Workplace
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Vertelpunt

AT = "/c/noord/v/jeugdhulp/codes/"


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """Bram at work with the Vertelpunt of Noord."""
    return Workplace(desk, point)


@pytest.fixture
def other(dina: User, noord: Coalition) -> Desk:
    """The desk of Dina, who reads stories too."""
    return Desk(dina, noord, roles_in(dina, noord))


def test_every_change_is_a_version_and_what_was_before_stays(place: Workplace, desk: Desk, point: Vertelpunt) -> None:
    asked = added.question(desk, point)
    first = Book(place).row
    assert first is not None
    assert first.version == 1
    labels = {"gezin": "Het gezin zelf", "school": "school", "ander": "ander"}
    actions.write_question(
        place=place, question=asked, text="Wie begon?", labels=labels, more=["Buurt"], help="Let op."
    )
    asked.refresh_from_db()
    assert [option["code"] for option in asked.options] == ["gezin", "school", "ander", "buurt"]
    assert asked.options[0]["label"] == "Het gezin zelf"
    assert asked.version == 2
    before = history_of(asked)
    assert [row.text for row in before] == ["Wie begon?", "Wie zette de eerste stap?"]
    assert {row.history_user for row in before} == {desk.user}


def test_an_answer_that_was_chosen_stays(place: Workplace, desk: Desk, point: Vertelpunt) -> None:
    asked = added.question(desk, point)
    added.say(desk, world.story(point), asked, "school")
    with pytest.raises(Refused) as refused:
        actions.write_question(place=place, question=asked, text="Wie?", labels={"school": ""}, more=[])
    assert refused.value.code == "option_used"
    actions.write_question(place=place, question=asked, text="Wie?", labels={"ander": ""}, more=[])
    asked.refresh_from_db()
    assert [option["code"] for option in asked.options] == ["gezin", "school"]


@pytest.mark.parametrize(
    ("kind", "labels", "words", "code"),
    [
        ("choice", ["een"], {}, "few_options"),
        ("choice", ["een", "EEN"], {}, "same_option"),
        ("multi", [str(place) for place in range(13)], {}, "many_options"),
        ("slider", [], {"low": "niets"}, "no_ends"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(
    place: Workplace, kind: str, labels: list[str], words: dict[str, str], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_question(place=place, kind=kind, text="Wie?", labels=labels, **words)
    assert refused.value.code == code
    assert not CodeQuestion.objects.exists()


def test_a_reader_says_one_thing_about_a_story(desk: Desk, point: Vertelpunt) -> None:
    story, asked = world.story(point), added.question(desk, point)
    added.say(desk, story, asked, "gezin")
    added.say(desk, story, asked, "school")
    assert [(one.value, one.reader) for one in Annotation.objects.all()] == [("school", desk.user)]
    added.say(desk, story, asked, "cannot_tell")
    assert [(one.value, one.cannot_tell) for one in Annotation.objects.all()] == [(None, True)]
    added.say(desk, story, asked)
    assert not Annotation.objects.exists()
    with pytest.raises(Refused):
        added.say(desk, story, asked, "nooit-gevraagd")
    rows = [Annotation(question=asked, story=story, reader=desk.user, version=1) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Annotation.objects.bulk_create(rows)


def test_two_readers_may_differ_and_their_agreement_is_shown(
    place: Workplace, desk: Desk, other: Desk, point: Vertelpunt
) -> None:
    stories, asked = [world.story(point) for _ in range(4)], added.question(desk, point)
    said = (("gezin", "gezin"), ("gezin", "school"), ("school", "school"), ("school", "school"))
    for story, (one, two) in zip(stories, said, strict=True):
        added.say(desk, story, asked, one)
        added.say(other, story, asked, two)
    found = Book(place).judged()[0].agreements[0]
    assert (found.first, found.second, found.stories, found.same) == ("Bram", "Dina", 4, 0.75)
    assert found.kappa == pytest.approx(0.5)


def test_codes_are_columns_of_readers_and_never_of_tellers(
    desk: Desk, other: Desk, noord: Coalition, point: Vertelpunt
) -> None:
    same, differ, alone, unread = (world.story(point) for _ in range(4))
    asked = added.question(desk, point)
    slider = added.question(desk, point, "slider", "Hoeveel tijd?", low="weinig", high="veel")
    note = added.question(desk, point, "note", "Wat viel op?")
    for story, values in ((same, ("gezin", "gezin")), (differ, ("gezin", "school")), (alone, ("ander",))):
        for reader, value in zip((desk, other), values, strict=False):
            added.say(reader, story, asked, value)
    added.say(desk, same, slider, "70")
    added.say(desk, same, note, "Een zin.")
    loaded = read(point.stories.all(), point, noord)
    columns = {column.key: column for column in loaded.dataset().columns}
    assert READERS + note.key not in columns
    judged = columns[READERS + asked.key]
    assert (judged.kind, judged.role, judged.is_question) == ("nominal", "reader", False)
    assert "by readers" in judged.label or "door lezers" in judged.label
    said = dict(zip(loaded.ids, judged.values.tolist(), strict=True))
    assert said == {same.pk.hex: 0, differ.pk.hex: MISSING, alone.pk.hex: 2, unread.pk.hex: MISSING}
    assert columns[READERS + slider.key].poles == ("weinig", "veel")
    assert [
        column.key for column in read(point.stories.all(), point).dataset().columns if "reader" in column.key
    ] == []


def test_a_pattern_with_codes_says_that_readers_judged(desk: Desk, point: Vertelpunt) -> None:
    asked = added.question(desk, point)
    for place, story in enumerate(tell_many(point, 60)):
        added.say(desk, story, asked, "gezin" if place % 5 > 2 else "school")
    evaluation = evaluate(point)
    found = evaluation.patterns.filter(questions__contains=f" {READERS}{asked.key} ")
    assert found.exists()
    for pattern in found.filter(kind__startswith="slider_"):
        told = pattern.words["sentences"][0]
        assert "lezers" in told or "readers judged" in told
        assert any("lezers" in label or "readers" in label for label in pattern.result["labels"])
    others = evaluation.patterns.exclude(questions__contains=READERS)
    assert not [one for one in others if "readers judged" in " ".join(one.words["sentences"])]


def test_who_reads_does_not_see_what_others_said(
    desk: Desk, other: Desk, dina: User, point: Vertelpunt, client: Client
) -> None:
    story, asked = world.story(point), added.question(desk, point)
    added.say(desk, story, asked, "gezin")
    client.force_login(dina)
    page = client.get(f"{AT}read/{story.number}/").content.decode()
    assert 'value="gezin" >' in page
    assert "checked" not in page


def test_the_next_story_is_one_not_read_yet_until_there_is_none(
    bram: User, desk: Desk, point: Vertelpunt, client: Client
) -> None:
    stories = sorted((world.story(point) for _ in range(3)), key=lambda story: story.number)
    asked = added.question(desk, point)
    added.track(desk, point, stories[2])
    client.force_login(bram)
    assert client.get(f"{AT}read/").headers["Location"] == f"{AT}read/{stories[0].number}/"
    on_track = f"{AT}read/{stories[2].number}/?among=wachten"
    assert client.get(f"{AT}read/?among=wachten").headers["Location"] == on_track
    for story in stories:
        client.post(f"{AT}read/{story.number}/", {asked.key: "gezin"})
    assert client.get(f"{AT}read/").headers["Location"] == AT
    assert Annotation.objects.count() == 3


def test_annotations_leave_as_a_file_with_the_code_book(
    bram: User, desk: Desk, other: Desk, point: Vertelpunt, client: Client
) -> None:
    story, asked = world.story(point), added.question(desk, point, "multi")
    note = added.question(desk, point, "note", "Wat viel op?")
    added.say(desk, story, asked, "gezin", "school")
    added.say(other, story, note, "=1+1")
    client.force_login(bram)
    rows = table(client, "annotations.csv")
    by_question = {row["question"]: row for row in rows}
    assert by_question[asked.key]["value"] == "gezin,school"
    assert {row["answered_by"] for row in rows} == {"reader"}
    assert by_question[asked.key]["reader"] == "Bram"
    assert by_question[note.key]["value"] == "'=1+1"
    book = table(client, "code-book.csv")
    assert [(row["question"], row["code"]) for row in book][:2] == [(asked.key, "gezin"), (asked.key, "school")]


def table(client: Client, name: str) -> list[dict[str, str]]:
    """Return the rows of a file."""
    text = client.get(AT + name).content.decode().lstrip("\ufeff")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_annotations_go_with_a_story_that_is_taken_back(
    desk: Desk, noord: Coalition, point: Vertelpunt, place: Workplace
) -> None:
    text = "De wijkverpleegkundige kwam elke dinsdag met een taart en een goed verhaal bij ons langs."
    story, stays = world.story(point, text=text), world.story(point)
    asked, note = added.question(desk, point), added.question(desk, point, "note", "Wat viel op?")
    added.say(desk, story, asked, "gezin")
    added.say(desk, stays, note, f"Zoals bij een ander: {text}")
    before = read(point.stories.all(), point, noord).digest
    withdraw(story=story)
    assert not Annotation.objects.exists()
    assert read(point.stories.all(), point, noord).digest != before


def test_another_coalition_and_a_reader_have_no_say(
    zoe: User, lena: User, noord: Coalition, zuid: Coalition, desk: Desk, point: Vertelpunt
) -> None:
    story, asked = world.story(point), added.question(desk, point)
    reader = Desk(lena, noord, roles_in(lena, noord))
    elsewhere = Desk(zoe, zuid, roles_in(zoe, zuid))
    for who in (reader, elsewhere):
        with pytest.raises(Http404):
            added.say(who, story, asked, "gezin")
        with pytest.raises(Http404):
            actions.retire_question(place=Workplace(who, point), question=asked, retired=True)


def test_a_question_that_is_asked_no_more_counts_no_more(
    desk: Desk, place: Workplace, noord: Coalition, point: Vertelpunt
) -> None:
    asked = added.question(desk, point)
    added.say(desk, world.story(point), asked, "gezin")
    actions.retire_question(place=place, question=asked, retired=True)
    assert READERS + asked.key not in [one.key for one in read(point.stories.all(), point, noord).dataset().columns]
    assert len(list(Book(place).rows())) == 1


def test_the_explorer_shows_codes_as_those_of_readers_and_chooses_by_them(
    bram: User, desk: Desk, point: Vertelpunt, client: Client
) -> None:
    story, asked = world.story(point), added.question(desk, point)
    world.story(point)
    added.say(desk, story, asked, "gezin")
    added.track(desk, point, story)
    client.force_login(bram)
    page = client.get("/c/noord/v/jeugdhulp/?lang=en").content.decode()
    assert "Wie zette de eerste stap? (code by readers)" in page
    for query in (f"{READERS}{asked.key}=gezin", "track=wachten"):
        chosen = client.get(f"/c/noord/v/jeugdhulp/?{query}")
        assert chosen.status_code == 200
        assert re.findall(r'figure-number">\s*(\d+)', chosen.content.decode())[:1] == ["1"]
    assert client.get(f"/c/noord/v/jeugdhulp/figures/{READERS}{asked.key}/").status_code == 200
