"""NarraFirma's pair goes out and comes in again: the same data, the same evaluation, nothing that runs."""

import io
from collections import Counter
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import pytest

from patterns.actions.evaluations import ask_evaluation
from patterns.models import Pattern
from patterns.running import run
from people.models import Coalition, User
from tests import world
from tests.vertelpunt.exported import made, place_of
from tests.vertelpunt.narrafirma.builders import HERE
from vertelpunt import actions
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.narrafirma import Missing, read_pair


def files(point: Vertelpunt, anna: User, **choice: Any) -> dict[str, bytes]:
    """Return both files of the pair."""
    with ZipFile(io.BytesIO(made(place_of(anna, point), "narrafirma", **choice))) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def again(point: Vertelpunt, anna: User, slug: str) -> Vertelpunt:
    """Take a Vertelpunt along and bring it in under another name."""
    found = files(point, anna)
    return actions.import_stories(
        slug=slug, form=found["form.csv"], stories=found["stories.csv"], coalition=point.coalition
    ).vertelpunt


def content(point: Vertelpunt) -> list[tuple[Any, ...]]:
    """Return what was told, with how many stories each teller told."""
    stories = list(Story.objects.filter(vertelpunt=point).select_related("release"))
    often = Counter(story.teller for story in stories if story.teller)
    return sorted(
        (s.release.title, s.release.text, s.told_on, s.language, repr(sorted(s.answers.items())), often[s.teller])
        for s in stories
    )


def found_in(point: Vertelpunt) -> dict[str, dict[str, Any]]:
    """Return all that an evaluation finds, in the public format: every number, name, part and figure, by key."""
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition, start=False)
    run(asked.pk)
    return {one.key: one.result for one in Pattern.objects.filter(evaluation=asked).select_related("evaluation")}


def test_the_sample_goes_out_and_comes_back_as_it_was(noord: Coalition, anna: User) -> None:
    form, stories = ((HERE / f"{name}_nl.csv").read_bytes() for name in ("form", "stories"))
    first = actions.import_stories(slug="eerst", form=form, stories=stories, coalition=noord).vertelpunt
    second = again(first, anna, "weer")
    assert second.versions.get().definition == first.versions.get().definition
    assert content(second) == content(first)
    assert len(content(first)) > 2


def test_the_evaluation_of_what_came_back_is_the_same(noord: Coalition, anna: User) -> None:
    head = "Short name,Long name,Type,About,Data column name,Answers\n"
    form = head + "Hoe,Hoe?,Scale,story,hoe,slecht,goed\nTijd,Tijd?,Scale,story,tijd,laat,op tijd\n"
    form += "Plek,Waar?,Single choice,story,plek,thuis,school\nLeeftijd,Oud?,Single choice,participant,oud,jong,oud\n"
    rows = [f"T{i},Verhaal {i} &amp; meer,p{i // 2},2026-03-{i % 28 + 1:02},{i * 2},{i * 2 % 90},{['thuis', 'school'][i % 3 == 0]},{['jong', 'oud'][i > 20]}" for i in range(45)]  # fmt: skip  # noqa: E501
    stories = "Story title,Story text,Participant ID,Collection date,hoe,tijd,plek,oud\n" + "\n".join(rows)
    first = actions.import_stories(
        slug="eerst", form=form.encode(), stories=stories.encode(), coalition=noord
    ).vertelpunt
    second = again(first, anna, "weer")
    assert content(second) == content(first)
    before = found_in(first)
    assert found_in(second) == before
    assert {one["kind"] for one in before.values()} >= {"slider_slider", "slider_nominal", "nominal", "slider"}
    tested = [one for one in before.values() if one["test"]]
    assert tested
    assert all(one["p"] is not None and (one.get("groups") or one.get("table")) for one in tested)


def test_our_own_kinds_of_questions_can_be_read_by_others(noord: Coalition, anna: User) -> None:
    point = world.vertelpunt(noord, asked=[*world.questions(), world.triad("who")])
    answers = {"heard": {"none": "not_applicable"}, "themes": ["school"], "who": [50, 30, 20], "phase": "waiting"}
    world.story(point, text="=1+1", answers=answers)
    world.story(point, released=False)
    found = files(point, anna)
    pair = read_pair(found["form.csv"], found["stories.csv"])
    (story,) = pair.stories
    assert story.text == "=1+1"
    assert b"\n,=1" not in found["stories.csv"]
    assert (story.answers["heard"], story.answers["themes"]) == (Missing.NOT_APPLICABLE, ("school",))
    assert [story.answers[f"who_{code}"] for code in ("child", "family", "helpers")] == [50, 30, 20]


def test_others_get_only_stories_that_may_be_quoted_and_no_tellers(noord: Coalition, anna: User) -> None:
    point = world.vertelpunt(noord)
    for may in ("yes", "no") * 5:
        world.story(point, may_quote=may, text=f"Verhaal {may}")
    found = files(point, anna, outside=True)
    assert b"Verhaal no" not in found["stories.csv"]
    assert b"Participant ID" not in found["stories.csv"]
    assert len(read_pair(found["form.csv"], found["stories.csv"]).stories) == 5


@pytest.mark.parametrize("label", ["a|b", "<b> & co", "a; b, c"])
def test_labels_with_signs_come_back_as_they_were(noord: Coalition, anna: User, label: str) -> None:
    asked = world.choice("phase", ("a1", "a2"))
    option = asked.options[0]
    worded = replace(asked, options=(replace(option, label={"nl": label}), asked.options[1]))
    point = world.vertelpunt(noord, asked=[worded])
    world.story(point, answers={"phase": "a1"})
    found = files(point, anna)
    (question,) = read_pair(found["form.csv"], found["stories.csv"]).questions
    assert question.options[0].label == label


def test_saying_that_others_may_know_an_answer_changes_no_figure(noord: Coalition) -> None:
    found = []
    for about in ("story", "child"):
        asked = [world.slider("heard"), world.choice("age", ("young", "old"), "ordered", about=about)]
        point = world.vertelpunt(noord, slug=f"over-{about}", asked=asked)
        for number in range(40):
            answers = {"heard": number * 2, "age": "old" if number % 3 else "young"}
            world.story(point, answers=answers, told_on=f"2026-03-{number % 28 + 1:02}")
        found.append(found_in(point))
    assert found[0] == found[1]
    assert any("age" in one["questions"] and one["test"] for one in found[0].values())


def test_codes_order_and_what_questions_are_about_come_back(noord: Coalition, anna: User) -> None:
    asked = [
        world.choice("age-band", ("0_5", "6_11"), "ordered", about="child"),
        world.choice("consequences", world.STEPS, "ordered"),
        world.choice("themes", ("t1", "T-2"), "multi"),
        world.choice("role", ("r1", "r2"), about="teller"),
        world.slider("heard"),
    ]
    named = [
        replace(one, options=tuple(replace(option, label={"nl": f"naam van {option.code}"}) for option in one.options))
        for one in asked
    ]
    point = world.vertelpunt(noord, asked=named)
    for number in range(40):
        answers: dict[str, Any] = {"age-band": ("0_5", "6_11")[number % 2], "role": "r2"}
        answers["consequences"] = world.STEPS[number % 5]
        answers["themes"] = ["t1", "T-2"][: 1 + number % 2]
        world.story(point, answers=answers | {"heard": number})
    second = again(point, anna, "weer")
    kept = {one["key"]: one for one in second.versions.get().definition["questions"]}
    for one in named:
        assert (kept[one.key]["kind"], kept[one.key]["about"]) == (one.kind, one.about)
        assert [option["code"] for option in kept[one.key].get("options", ())] == list(one.codes())
    assert content(second) == content(point)
    assert found_in(second) == found_in(point)


def test_without_our_own_rows_codes_are_made_of_labels(noord: Coalition, anna: User) -> None:
    asked = world.choice("phase", ("a1", "a2"))
    options = tuple(replace(one, label={"nl": f"naam {one.code}"}) for one in asked.options)
    point = world.vertelpunt(noord, asked=[replace(asked, options=options)])
    world.story(point, answers={"phase": "a1"})
    found = files(point, anna)
    lines = found["form.csv"].splitlines(keepends=True)
    plain = b"".join(line for line in lines if b"StoryCycle" not in line)
    (question,) = read_pair(plain, found["stories.csv"]).questions
    assert [one.code for one in question.options] == ["naam_a1", "naam_a2"]
