"""A point between three ends: shares that add up to 100, a list without JavaScript, composed, compared, counted."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from patterns.dataset import load
from patterns.stats.columns import ANSWERED, NOT_APPLICABLE, NOT_ASKED, SKIPPED
from people.models import Coalition, User
from tests import world
from tests.patterns.told import evaluate
from tests.vertelpunt.teller import Teller, the_story
from vertelpunt import answers, triads
from vertelpunt.actions.composing import draft_of
from vertelpunt.making import composing
from vertelpunt.making.comparing import Likeness, one_question
from vertelpunt.models import Vertelpunt
from vertelpunt.questions import Condition, Question, question_from, question_to, read_questions
from vertelpunt.triad_words import position_text, shares_text

TRIAD = world.triad("who", ("me", "us", "them"))
NEXT = "/c/noord/v/jeugdhulp/questions/own-triad/"


@pytest.fixture
def asked(noord: Coalition) -> Vertelpunt:
    """A Vertelpunt that asks a triad."""
    return world.vertelpunt(noord, asked=[TRIAD, world.slider("heard")])


def test_every_plain_place_is_an_answer_and_its_own_nearest() -> None:
    assert len(triads.POSITIONS) == 10
    for place in triads.POSITIONS:
        assert triads.fits(list(place.shares))
        assert triads.nearest(place.shares) == place
        assert triads.read(triads.written(place.shares)) == list(place.shares)


@given(st.text(max_size=20))
def test_whatever_is_sent_reads_without_failing(typed: str) -> None:
    found = triads.read(typed)
    assert found == typed or isinstance(found, list)


def test_places_and_shares_in_words() -> None:
    names = ("me", "us", "them")
    said = [position_text(place, names) for place in triads.POSITIONS]
    assert len(set(said)) == 10
    assert shares_text([60, 30, 10], names) == "van de 100: 60 me, 30 us, 10 them"


@pytest.mark.parametrize("shares", [[100, 0, 0], [34, 33, 33], [0, 1, 99]])
def test_three_shares_are_kept_in_the_order_of_the_ends(asked: Vertelpunt, shares: list[int]) -> None:
    Teller().tell().answer(who=triads.written(shares))
    assert the_story().answers["who"] == shares


@pytest.mark.parametrize(
    "typed", ["101", "50-50", "50-40-20", "200--50--50", "34-33-33-0", "abc", "1e2-0-0", "٥٠-٥٠-٠", "me", "9" * 400]
)
def test_what_does_not_add_up_is_said_and_the_story_kept(asked: Vertelpunt, typed: str) -> None:
    teller = Teller().tell().answer(who=typed, heard="8")
    assert teller.status == 422
    assert "drie delen die samen 100 zijn" in teller.page
    assert "Je verhaal is bewaard" in teller.page
    assert the_story().answers == {"heard": 8}


def test_not_applicable_skipped_and_back_again(asked: Vertelpunt) -> None:
    teller = Teller().tell().answer(who="na")
    assert the_story().answers["who"] == answers.NOT_APPLICABLE
    teller.answer(button="back").answer(who="")
    assert the_story().answers["who"] == answers.SKIPPED


def test_the_list_shows_the_nearest_place_to_who_has_no_javascript(asked: Vertelpunt) -> None:
    teller = Teller().tell().answer(button="stay", who="96-2-2")
    assert teller.page.count('type="radio" name="q-who"') == 12
    assert 'value="100-0-0" checked' in teller.page
    assert 'value="96-2-2"' in teller.page
    assert "Vooral us" in teller.page


def test_the_ends_are_worded_for_each_group() -> None:
    first = replace(TRIAD.options[0], wording={"youth": {"nl": "ik"}})
    question = replace(TRIAD, options=(first, *TRIAD.options[1:]))
    assert question_from(question_to(question)) == question
    assert question.options[0].label_for("youth", "nl") == "ik"


def test_a_triad_needs_three_ends_and_no_route_depends_on_it() -> None:
    def wrong(*questions: Question) -> list[str]:
        return [issue.code for issue in composing.issues(questions, {"parent": False}, (), 12, 8)]

    assert wrong(TRIAD) == []
    assert wrong(replace(TRIAD, options=TRIAD.options[:2])) == ["no_three_poles"]
    depends = world.slider("heard", show_if=Condition("who", ("me",)))
    assert wrong(TRIAD, depends) == ["route_kind"]


def test_other_ends_are_another_question_and_other_words_are_not() -> None:
    def like(new: Question) -> Likeness:
        return one_question(TRIAD, new).likeness

    renamed = replace(TRIAD.options[0], label={"nl": "iemand anders"})
    for_youth = replace(TRIAD.options[0], wording={"youth": {"nl": "ik zelf"}})
    in_arabic = replace(TRIAD.options[0], label=TRIAD.options[0].label | {"ar": "أنا"})
    assert like(TRIAD) is Likeness.SAME
    assert like(replace(TRIAD, options=(renamed, *TRIAD.options[1:]))) is Likeness.DIFFERENT
    assert like(replace(TRIAD, options=TRIAD.options[::-1])) is Likeness.DIFFERENT
    assert like(replace(TRIAD, options=(for_youth, *TRIAD.options[1:]))) is Likeness.WORDING
    assert like(replace(TRIAD, options=(in_arabic, *TRIAD.options[1:]))) is Likeness.WORDING


def filled(**more: Any) -> dict[str, Any]:
    """Return the form of a triad of one's own."""
    ends = {f"option_{at}_nl": end for at, end in enumerate(("ik", "wij", "zij"))}
    return {"text_nl": "Wie?", "short_nl": "wie", "about": "story", "not_applicable": "on"} | ends | more


def test_a_triad_is_made_in_the_composer(point: Vertelpunt, leader: Client) -> None:
    assert leader.post(NEXT, filled(option_0_for_youth_nl="ikzelf", option_2_en="they")).status_code == 302
    draft = draft_of(point)
    assert draft is not None
    made = next(one for one in read_questions(draft.definition) if one.kind == "triad")
    assert made.codes() == ("a1", "a2", "a3")
    assert made.options[0].wording == {"youth": {"nl": "ikzelf"}}
    assert made.options[2].label == {"nl": "zij", "en": "they"}


def test_an_end_without_a_name_is_asked_for(point: Vertelpunt, leader: Client) -> None:
    assert leader.post(NEXT, filled(option_1_nl="")).status_code == 422
    assert draft_of(point) is None


def test_stories_become_a_column_of_three_shares(asked: Vertelpunt) -> None:
    for value in ([60, 30, 10], answers.SKIPPED, answers.NOT_APPLICABLE, "60-30-10"):
        world.story(asked, answers={"who": value})
    column = load(asked.stories.order_by("number"), asked).column("who")
    assert column.kind == "triad"
    assert sorted(column.values.tolist()) == [[-1, -1, -1]] * 3 + [[60, 30, 10]]
    assert sorted(column.state.tolist()) == sorted([ANSWERED, SKIPPED, NOT_APPLICABLE, NOT_ASKED])
    assert [option.label for option in column.options] == ["me", "us", "them"]


def test_the_explorer_counts_the_largest_share_and_chooses_by_it(
    asked: Vertelpunt, bram: User, client: Client
) -> None:
    for shares in ([60, 30, 10], [80, 10, 10], [0, 20, 80], [50, 50, 0]):
        world.story(asked, answers={"who": shares}, title=f"Verhaal {shares[0]}")
    client.force_login(bram)
    page = client.get("/c/noord/v/jeugdhulp/?who=me").content.decode()
    assert "vooral me" in page
    assert "welke van de drie het grootste deel" in page
    assert [title for title in (60, 80, 0, 50) if f"Verhaal {title}<" in page] == [60, 80]


def test_an_evaluation_finds_a_triad_that_goes_with_a_slider(asked: Vertelpunt, bram: User, client: Client) -> None:
    for place in range(60):
        first = (place * 7) % 101
        rest = 100 - first
        world.story(asked, answers={"who": [first, rest // 2, rest - rest // 2], "heard": first})
    found = evaluate(asked)
    keys = [pattern.key for pattern in found.patterns.all()]
    assert any("who" in key and "heard" in key for key in keys)
    client.force_login(bram)
    for address in ("", "figures/who/", "patterns/"):
        assert client.get(f"/c/noord/v/jeugdhulp/{address}").status_code == 200, address


def test_members_read_the_shares_in_words(asked: Vertelpunt, bram: User, client: Client) -> None:
    story = world.story(asked, answers={"who": [60, 30, 10]})
    client.force_login(bram)
    page = client.get(f"/c/noord/v/jeugdhulp/stories/{story.number}/").content.decode()
    assert "van de 100: 60 me, 30 us, 10 them" in page
