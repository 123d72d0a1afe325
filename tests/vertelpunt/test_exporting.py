"""Stories leave as files: what leaves for whom, that nothing runs in a spreadsheet, and that it is written down."""

import json
from uuid import uuid4

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import Refused
from people.models import Coalition, Event, User
from tests import world
from tests.vertelpunt.exported import made, place_of, rows
from vertelpunt.access import Workplace
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.textual import safe
from vertelpunt.exporting.withholding import common
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt
from vertelpunt.questions import Question, write_questions

ASKED = [*world.questions(), world.triad("who"), Question("wish", "text", {"nl": "wens"}, {"nl": "Wens?"})]
ABOUT = world.choice("age", ("young", "old"), about="teller")


@pytest.fixture
def point(noord: Coalition) -> Vertelpunt:
    """A Vertelpunt with a question of each kind, a triad and free text as well."""
    return world.vertelpunt(noord, asked=[*ASKED, ABOUT])


@pytest.fixture
def place(anna: User, point: Vertelpunt) -> Workplace:
    """The workplace of Anna, process leader."""
    return place_of(anna, point)


def test_every_answer_has_its_column_and_the_four_states_differ(place: Workplace) -> None:
    given = {"heard": 0, "in_time": {"none": "skipped"}, "phase": {"none": "not_applicable"}, "themes": ["school"]}
    world.story(place.vertelpunt, answers=given | {"who": [50, 50, 0], "consequences": "negative", "wish": "Rust"})
    (row,) = rows(place)
    assert (row["heard"], row["in_time"], row["phase"], row["age"]) == (
        "0", "[skipped]", "[not applicable]", "[not asked]",
    )  # fmt: skip
    assert [row[f"themes.{code}"] for code in ("waiting", "contact", "school")] == ["0", "0", "1"]
    assert [row[f"who.{code}"] for code in ("child", "family", "helpers")] == ["50", "50", "0"]
    assert (row["consequences"], row["wish"], row["audience"], row["told_on"]) == (
        "negative", "Rust", "parent", "2026-05-12",
    )  # fmt: skip
    assert "may_quote" in row
    assert row["text"].startswith(world.TEXT)


def test_an_option_that_a_version_did_not_offer_was_not_asked(place: Workplace) -> None:
    old = world.story(place.vertelpunt, answers={"themes": ["waiting"]})
    more = world.choice("themes", ("waiting", "contact", "school", "money"), "multi")
    version = QuestionSetVersion.objects.create(
        vertelpunt=place.vertelpunt, number=2, definition=write_questions([more]), published_on=world.DAY
    )
    values = {"version": version, "audience": old.audience, "told_on": world.DAY, "words": 1, "state": "told"}
    Story.objects.create(vertelpunt=place.vertelpunt, number=999999, text="x", answers={"themes": ["money"]}, **values)
    found = {row["number"]: row for row in rows(place)}
    assert found[str(old.number)]["themes.money"] == "[not asked]"
    assert found["999999"]["themes.money"] == "1"
    assert found["999999"]["heard"] == "[not asked]"


def test_words_take_the_place_of_codes_when_asked(place: Workplace) -> None:
    world.story(place.vertelpunt, answers={"themes": ["school"], "heard": 3})
    (row,) = rows(place, words=True)
    assert (row["source"], row["themes.school"], row["themes.contact"]) == ("hier verteld", "ja", "nee")
    assert row["heard"] == "3"


def test_a_story_nobody_released_leaves_without_a_word_of_it(place: Workplace) -> None:
    world.story(place.vertelpunt, released=False, title="Titel", answers={"heard": 40, "wish": "Bel Jan"})
    (row,) = rows(place)
    assert (row["text"], row["title"], row["wish"], row["heard"]) == (*[Mark.WITHHELD.value] * 3, "40")


def test_held_and_test_stories_never_leave(place: Workplace) -> None:
    kept = world.story(place.vertelpunt)
    world.story(place.vertelpunt, source="test")
    Story.objects.filter(pk=world.story(place.vertelpunt, released=False).pk).update(state="held")
    assert [row["number"] for row in rows(place)] == [str(kept.number)]


def test_others_get_released_stories_and_text_only_with_permission(place: Workplace) -> None:
    for quote in ("yes", "no", "unknown") * 2:
        world.story(place.vertelpunt, may_quote=quote, text=f"Verhaal {quote}", teller=uuid4())
    world.story(place.vertelpunt, released=False)
    found = rows(place, outside=True)
    assert sorted(row["text"] for row in found) == sorted(["Verhaal yes", "[withheld]", "[withheld]"] * 2)
    assert {"number", "teller", "channel", "wish"}.isdisjoint(found[0])
    assert {row["told_on"] for row in found} == {"2026-05"}


def test_inside_a_teller_has_a_name_that_holds_in_one_file_only(place: Workplace) -> None:
    teller = uuid4()
    for _one in range(2):
        world.story(place.vertelpunt, teller=teller)
    first, second = ({row["teller"] for row in rows(place)} for _file in range(2))
    assert len(first) == len(second) == 1
    assert first != second
    assert str(teller) not in first
    assert teller.hex not in first


def test_the_background_of_a_small_group_is_withheld_from_others(place: Workplace) -> None:
    for _one in range(6):
        world.story(place.vertelpunt, "parent", answers={"age": "old", "heard": 50})
    for _one in range(7):
        world.story(place.vertelpunt, "professional", answers={"age": "old", "heard": 50})
    world.story(place.vertelpunt, "youth", answers={"age": "young", "heard": 7})
    found = rows(place, outside=True)
    assert {row["audience"] for row in found if row["heard"] == "7"} == {"[withheld]"}
    seen = [(row["audience"], row["age"]) for row in found]
    assert seen.count(("professional", "old")) == 7
    assert seen.count(("[withheld]", "[withheld]")) == 7  # one alone would be known by being the only one
    assert {row["audience"] for row in rows(place)} == {"youth", "parent", "professional"}


def test_who_was_asked_a_question_does_not_give_a_small_group_away(noord: Coalition, anna: User) -> None:
    asked = [world.slider("heard"), world.slider("school", audiences=("youth",))]
    place = place_of(anna, world.vertelpunt(noord, asked=asked))
    for _one in range(7):
        world.story(place.vertelpunt, "parent", answers={"heard": 50})
        world.story(place.vertelpunt, "professional", answers={"heard": 50})
    world.story(place.vertelpunt, "youth", answers={"heard": 7, "school": 80})
    for parts in (None, ["heard", "school"]):
        found = rows(place, outside=True, parts=parts)
        assert {row["school"] for row in found if row["heard"] == "7"} == {"[withheld]"}
        assert "80" not in {row["school"] for row in found}
        assert len([row for row in found if row["school"] == "[withheld]"]) == 8


def test_json_lines_say_what_was_withheld(place: Workplace) -> None:
    for _one in range(5):
        world.story(place.vertelpunt, may_quote="no")
    found = json.loads(made(place, "jsonl", outside=True).splitlines()[0])
    assert (found["text"], found["withheld"]) == (None, ["title", "text"])


def test_a_file_for_others_needs_as_many_stories_as_the_smallest_group(place: Workplace) -> None:
    for _one in range(4):
        world.story(place.vertelpunt)
    with pytest.raises(Refused, match="5"):
        made(place, outside=True)
    assert not Event.objects.filter(verb__startswith="stories-exported").exists()


def test_what_was_lent_leaves_by_the_rules_for_others(national: Coalition, noord: Coalition, bram: User) -> None:
    lent = world.vertelpunt(national, slug="lent", lends_below=True)
    for _one in range(5):
        world.story(lent, may_quote="no")
    place = Workplace(place_of(bram, world.vertelpunt(noord)).desk, lent)
    assert {row["text"] for row in rows(place, outside=False)} == {"[withheld]"}


def test_a_selection_limits_the_file(place: Workplace) -> None:
    first, _second = world.story(place.vertelpunt), world.story(place.vertelpunt)
    assert [row["number"] for row in rows(place, only=[first.pk])] == [str(first.pk and first.number)]
    with pytest.raises(Refused):
        made(place, only=[])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_runs_a_story(place: Workplace, start: str) -> None:
    text = f'{start}HYPERLINK("http://x")'
    world.story(place.vertelpunt, text=text)
    assert rows(place)[0]["text"] == f"'{text}"


@given(st.text())
def test_no_text_is_taken_for_a_formula_or_a_mark(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe(text) not in {mark.value for mark in Mark}
    assert safe(text).removeprefix("'") == text.removeprefix("'")


@given(st.lists(st.integers(0, 9)), st.integers(2, 6))
def test_no_group_that_others_see_is_small_and_the_rest_neither(groups: list[int], smallest: int) -> None:
    traits = [bytes([group]) for group in groups]
    shown = common(traits, smallest)
    assert all(traits.count(trait) >= smallest for trait in shown)
    rest = sum(trait not in shown for trait in traits)
    assert rest == 0 or rest >= smallest or not shown


def test_json_lines_say_the_state_of_each_answer(place: Workplace) -> None:
    answers = {"heard": 12, "in_time": {"none": "skipped"}, "themes": ["school"], "who": [34, 33, 33]}
    world.story(place.vertelpunt, answers=answers, text='Zij zei: "kom maar"\nen dat was goed')
    (line,) = made(place, "jsonl").decode().splitlines()
    found = json.loads(line)
    assert found["answers"]["heard"] == {"state": "answered", "value": 12}
    assert found["answers"]["in_time"] == {"state": "skipped"}
    assert found["answers"]["phase"] == {"state": "not_asked"}
    assert found["answers"]["themes"] == {"state": "answered", "value": ["school"]}
    assert found["answers"]["who"] == {"state": "answered", "value": [34, 33, 33]}
    assert found["text"] == 'Zij zei: "kom maar"\nen dat was goed'


def test_the_code_book_names_every_column_value_and_mark(place: Workplace) -> None:
    world.story(place.vertelpunt)
    text = made(place, "codebook").decode("utf-8-sig")
    for words in ("themes.school", "heard;;;100;heel erg", "who.family", "[not asked]"):
        assert words in text
    assert world.TEXT not in text


def test_every_export_is_logged_without_content(place: Workplace, anna: User) -> None:
    world.story(place.vertelpunt)
    made(place)
    event = Event.objects.get(verb="stories-exported-csv")
    assert (event.actor, event.coalition, event.thing_id) == (anna, place.desk.coalition, str(place.vertelpunt.pk))


def test_who_may_only_read_takes_nothing_along(lena: User, point: Vertelpunt) -> None:
    world.story(point)
    with pytest.raises(Http404):
        made(place_of(lena, point))
