"""A question set is composed, checked, compared and published; what was published stays as it was."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from lib.errors import Refused
from people.access import Desk
from tests import world
from tests.vertelpunt.teller import Teller, the_story
from vertelpunt import actions
from vertelpunt.actions.composing import draft_of
from vertelpunt.making import composing
from vertelpunt.making.comparing import Likeness, compare, one_question
from vertelpunt.making.minutes import WRITING, duration
from vertelpunt.models import QuestionModule, Vertelpunt
from vertelpunt.questions import Condition, Option, Question, read_questions

HERE = "/c/noord/v/jeugdhulp/questions/"
PHASE = world.choice("phase", ("looking", "waiting"))
HEARD = world.slider("heard")
SAFE = world.slider("safe", show_if=Condition("phase", ("waiting",)))
EVERYBODY = {"youth": True, "parent": False}


def codes(*questions: Question, core: tuple[str, ...] = ()) -> list[str]:
    """Return what is wrong with a set."""
    return [issue.code for issue in composing.issues(questions, EVERYBODY, core, 12, 8)]


def keys(point: Vertelpunt) -> list[str]:
    """Return the keys of the draft."""
    draft = draft_of(point)
    return [one.key for one in read_questions(draft.definition)] if draft else []


def test_steps_move_put_and_take_out() -> None:
    questions = (PHASE, HEARD, SAFE)
    assert [one.key for one in composing.moved(questions, "safe", -1)] == ["phase", "safe", "heard"]
    assert composing.moved(questions, "phase", -1) == questions == composing.moved(questions, "nothing", 1)
    assert composing.without(questions, "phase")[1].show_if is None
    assert [one.key for one in composing.in_order(questions, ["safe", "strange", "phase"])] == [
        "safe",
        "phase",
        "heard",
    ]


def test_a_sound_set_has_no_issues() -> None:
    assert codes(PHASE, HEARD, SAFE) == []


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ((), "no_questions"),
        ((SAFE, PHASE), "route_order"),
        ((HEARD, replace(SAFE, show_if=Condition("heard", ("1",)))), "route_kind"),
        ((PHASE, replace(SAFE, show_if=Condition("phase", ("gone",)))), "route_option"),
        ((PHASE, replace(SAFE, show_if=Condition("phase", ()))), "route_option"),
        ((replace(PHASE, audiences=("parent",)), replace(SAFE, audiences=("youth",))), "route_audience"),
        ((replace(PHASE, audiences=("parent",)), SAFE), "route_audience"),
        ((PHASE, PHASE), "twice"),
        ((replace(HEARD, text={}),), "no_text"),
        ((replace(HEARD, poles=None),), "no_poles"),
        ((replace(HEARD, poles=({"nl": ""}, {"nl": "heel erg"})),), "no_poles"),
        ((world.choice("one", ("a",)),), "few_options"),
        ((world.choice("many", ("a", "b"), "multi", max_choices=3),), "most"),
        ((world.choice("may_publish", ("yes", "maybe")),), "permission"),
        ((replace(HEARD, audiences=("teacher",)),), "strange_audience"),
    ],
)
def test_what_cannot_be_published_is_found(questions: tuple[Question, ...], code: str) -> None:
    found = composing.issues(questions, EVERYBODY, (), 12, 8)
    assert [issue.code for issue in found if issue.stops] == [code]


def test_a_set_that_is_long_or_misses_the_core_may_be_published() -> None:
    many = tuple(world.slider(f"q{at}") for at in range(9))
    found = composing.issues(many, EVERYBODY, ("heard",), 12, 8)
    assert [(issue.code, issue.about, issue.count) for issue in found] == [("core_gone", "", 0), ("long", "youth", 9)]
    assert not any(issue.stops for issue in found)


def test_a_wording_alone_is_text_enough() -> None:
    assert codes(replace(HEARD, text={}, wording={"youth": {"nl": "Luisterden ze?"}})) == []


CHANGES: dict[str, tuple[dict[str, Any], Likeness]] = {
    "nothing": ({}, Likeness.SAME),
    "words": ({"text": {"nl": "Anders?"}}, Likeness.WORDING),
    "a label": ({"options": (Option("looking", {"nl": "zoekend"}), PHASE.options[1])}, Likeness.WORDING),
    "for others": ({"audiences": ("parent",)}, Likeness.OTHERS),
    "one more": ({"options": (*PHASE.options, Option("ended", {"nl": "klaar"}))}, Likeness.OPTIONS),
    "all other": ({"options": (Option("x", {"nl": "x"}), Option("y", {"nl": "y"}))}, Likeness.DIFFERENT),
    "kind": ({"kind": "multi"}, Likeness.DIFFERENT),
}


@pytest.mark.parametrize(("change", "likeness"), CHANGES.values(), ids=CHANGES)
def test_a_question_is_compared_with_itself_before(change: dict[str, Any], likeness: Likeness) -> None:
    assert one_question(PHASE, replace(PHASE, **change)).likeness is likeness


def test_other_poles_and_other_steps_are_not_comparable_but_a_translation_is() -> None:
    left, right = HEARD.poles or ({}, {})
    assert one_question(HEARD, replace(HEARD, poles=({"nl": "nee", "en": "no"}, right))).why == "poles"
    assert one_question(HEARD, replace(HEARD, poles=(left | {"tr": "hiç"}, right))).comparable
    steps = world.choice("good", ("bad", "fair", "good"), "ordered")
    assert one_question(steps, replace(steps, options=steps.options[:2])).why == "steps"
    assert one_question(steps, replace(steps, options=steps.options[::-1])).why == "order"


def test_versions_are_compared_with_what_came_and_what_went() -> None:
    found = {one.question.key: one.likeness for one in compare((PHASE, HEARD), (HEARD, SAFE))}
    assert found == {"heard": Likeness.SAME, "safe": Likeness.NEW, "phase": Likeness.GONE}


def test_telling_takes_longer_with_more_to_read_and_for_young_people() -> None:
    few, more = duration((HEARD,), "parent"), duration((HEARD, PHASE), "parent")
    assert few.story == WRITING
    assert few.questions < more.questions
    assert duration((HEARD, PHASE), "parent", youth=True).questions > more.questions
    assert more.minutes == 5


def test_editing_makes_the_next_version_and_who_tells_finishes_in_her_own(
    leader: Client, desk: Desk, point: Vertelpunt
) -> None:
    busy = Teller().tell()
    leader.post(HERE, {"do": "remove", "question": "heard", "sure": "1"})
    assert keys(point)
    assert "heard" not in keys(point)
    assert actions.publish(desk=desk, point=point).number == 2
    busy.finish()
    assert the_story().version.number == 1
    assert "heard" in the_story().answers
    Teller().tell().finish()
    assert {story.version.number for story in point.stories.all()} == {1, 2}


def test_questions_come_from_the_pool_before_those_that_close_the_set(leader: Client, point: Vertelpunt) -> None:
    leader.post(HERE, {"do": "add", "question": ["mood", "may_publish", "heard"]})
    assert keys(point)[-3:] == ["mood", "may_publish", "may_quote"]
    assert keys(point).count("heard") == 1


def test_order_by_arrows_and_by_dragging(leader: Client, point: Vertelpunt) -> None:
    leader.post(HERE, {"do": "down", "question": "consequences"})
    assert keys(point)[:2] == ["heard", "consequences"]
    leader.post(HERE, {"do": "order", "order": "themes,heard"})
    assert keys(point)[:3] == ["themes", "heard", "consequences"]


def test_a_core_question_goes_only_after_a_warning(leader: Client, point: Vertelpunt) -> None:
    asked = leader.post(HERE, {"do": "remove", "question": "heard"})
    assert asked.status_code == 200
    assert "heard?" in asked.content.decode()
    assert keys(point) == []
    leader.post(HERE, {"do": "remove", "question": "phase"})
    assert "phase" not in keys(point)


def form(**more: Any) -> dict[str, Any]:
    """Return the fields of a question."""
    return {"text_nl": "Wat vond je ervan?", "short_nl": "Mening", "about": "story"} | more


def test_a_question_of_ones_own_is_kept_for_other_vertelpunten(leader: Client, point: Vertelpunt) -> None:
    options = {"option_0_nl": "leuk", "option_1_nl": "stom", "option_1_en": "stupid"}
    assert leader.post(f"{HERE}own-choice/", form(**options)).status_code == 302
    own = QuestionModule.objects.get(coalition=point.coalition).questions.get()
    assert own.key in keys(point)
    assert [option["label"]["nl"] for option in own.definition["options"]] == ["leuk", "stom"]
    other = world.vertelpunt(point.coalition, "ander")
    assert own.key in leader.get("/c/noord/v/ander/questions/").content.decode()
    assert draft_of(other) is None


def test_words_answers_and_route_of_a_question_change(leader: Client, point: Vertelpunt) -> None:
    fields = form(for_youth_nl="Vond je het fijn?", route=["phase:waiting", "phase:looking"], option_1_nl="contact")
    assert leader.post(f"{HERE}themes/", fields | {"option_0_nl": "wachttijd", "max_choices": 2}).status_code == 302
    made = next(one for one in read_questions(draft_of(point).definition) if one.key == "themes")  # type: ignore[union-attr]
    assert made.show_if == Condition("phase", ("waiting", "looking"))
    assert made.codes() == ("waiting", "contact")
    assert made.options[0].label["nl"] == "wachttijd"
    assert made.text_for("youth", "nl") == "Vond je het fijn?"


def test_a_route_over_two_questions_is_refused_with_a_sentence(leader: Client, point: Vertelpunt) -> None:
    fields = form(route=["phase:waiting", "consequences:negative"], option_0_nl="a", option_1_nl="b", max_choices=1)
    answer = leader.post(f"{HERE}themes/", fields)
    assert answer.status_code == 422
    assert keys(point) == []


def test_an_impossible_route_stops_publishing_with_a_sentence(leader: Client, desk: Desk, point: Vertelpunt) -> None:
    leader.post(f"{HERE}themes/", form(route=["phase:waiting"], option_0_nl="a", option_1_nl="b", max_choices=1))
    leader.post(HERE, {"do": "order", "order": "themes,phase"})
    page = leader.get(f"{HERE}publish/").content.decode()
    assert "Mening" in page
    assert 'value="publish"' not in page
    with pytest.raises(Refused, match="not_ready"):
        actions.publish(desk=desk, point=point)


def test_a_draft_is_thrown_away_and_the_only_set_is_not(leader: Client, desk: Desk, point: Vertelpunt) -> None:
    leader.post(HERE, {"do": "remove", "question": "phase"})
    leader.post(f"{HERE}publish/", {"do": "drop"})
    assert draft_of(point) is None
    with pytest.raises(Refused, match="no_version"):
        actions.drop_draft(desk=desk, point=point)
    with pytest.raises(Refused, match="no_draft"):
        actions.publish(desk=desk, point=point)


def test_the_preview_goes_through_the_pages_and_keeps_nothing(leader: Client, point: Vertelpunt) -> None:
    address = "/c/noord/v/jeugdhulp/preview/frame/parent/"
    first = leader.get(address)
    assert first.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in first.headers["Content-Security-Policy"]
    teller = Teller(client=leader)._read(first)
    pages = 0
    while 'name="token"' in teller.page and pages < 10 and 'class="code-box"' not in teller.page:
        teller._read(leader.post(address, {"token": teller.token, "text": "Proef.", "next": "1"}))
        pages += 1
    assert 2 < pages < 10
    assert teller.status == 200
    assert point.stories.count() == 0
