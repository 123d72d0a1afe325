"""What an evaluation does is chosen on a page, kept with it, said in words, and done again by the next one."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from lib.errors import Refused
from patterns import running
from patterns.actions.evaluations import MOST_SUBSETS, ask_chosen, ask_evaluation, cancel_evaluation
from patterns.actions.selections import compare_selection, keep_selection
from patterns.models import Evaluation
from patterns.queries import Standing
from patterns.stats.settings import Settings
from people.access import Desk
from people.models import User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import Workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"
FORM = f"{PAGE}settings/"
OTHERS = replace(Settings(), three_way=True, minimum=12, top=9, over_time=False)
SUBSET = "consequences=negative,very_negative"
ENGLISH = {"accept-language": "en"}
CHOSEN: dict[str, Any] = {"steps": ["middle", "three_way"], "minimum": "12", "top": "9", "subsets": [SUBSET]}


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """The workplace of Bram, analyst of Noord, with seventy stories."""
    tell_many(point, 70)
    return Workplace(desk, point)


@pytest.fixture
def analyst(client: Client, bram: User) -> Client:
    """The browser of Bram."""
    client.force_login(bram)
    return client


def by_command(point: Vertelpunt, settings: Settings = OTHERS, subsets: tuple[str, ...] = (SUBSET,)) -> Evaluation:
    """Return an evaluation with other settings than usual, carried out."""
    asked = ask_evaluation(
        desk=None, vertelpunt=point, coalition=point.coalition, settings=settings, subsets=subsets, start=False
    )
    assert running.run(asked.pk) is not None
    asked.refresh_from_db()
    return asked


def test_evaluating_again_does_the_same(analyst: Client, place: Workplace) -> None:
    first = by_command(place.vertelpunt)
    analyst.post(PAGE, {"do": "evaluate"})
    again = Evaluation.objects.latest("number")
    assert again.number > first.number
    assert again.settings == first.settings == OTHERS.to_dict() | {"subsets": [SUBSET]}


def test_what_is_not_usual_is_said(analyst: Client, place: Workplace) -> None:
    by_command(place.vertelpunt, replace(OTHERS, rho=0.3))
    page = analyst.get(PAGE, headers=ENGLISH).content.decode()
    for words in (
        "with three questions",
        "without what changes over time",
        "tested from 12 people in a group",
        "short list of 9",
        "rho = 0.3",
    ):
        assert words in page
    assert "consequences: negative, very_negative” against all other stories" in page


def test_usual_settings_need_no_words(analyst: Client, place: Workplace) -> None:
    evaluate(place.vertelpunt)
    page = analyst.get(PAGE, headers=ENGLISH)
    assert page.context["settings"] == []
    assert "Other than usual" not in page.content.decode()


def test_one_that_was_stopped_is_not_repeated_and_one_that_failed_is(place: Workplace) -> None:
    first = by_command(place.vertelpunt)
    asked = ask_chosen(place=place, settings=Settings(), subsets=(), start=False)
    here = Standing(place.desk.coalition, place.vertelpunt)
    assert here.repeated == asked
    cancel_evaluation(desk=place.desk, evaluation=asked)
    assert Standing(place.desk.coalition, place.vertelpunt).repeated == first
    Evaluation.objects.filter(pk=asked.pk).update(state=Evaluation.State.FAILED)
    assert Standing(place.desk.coalition, place.vertelpunt).repeated == asked


def test_the_page_begins_with_what_the_last_one_did(analyst: Client, place: Workplace) -> None:
    by_command(place.vertelpunt)
    form = analyst.get(FORM).context["form"]
    assert (form["minimum"].value(), form["top"].value(), form["subsets"].value()) == (12, 9, [SUBSET])
    assert set(form["steps"].value()) == {"background", "middle", "non_answer", "within_audiences", "three_way"}
    usual = analyst.get(FORM + "?usual=1").context["form"]
    assert (usual["minimum"].value(), usual["subsets"].value() if "subsets" in usual.fields else []) == (20, [])


def test_what_is_chosen_is_kept_with_the_evaluation(
    analyst: Client, place: Workplace, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    keep_selection(place=place, name="Slecht", query=SUBSET)
    with django_capture_on_commit_callbacks(execute=True):
        assert analyst.post(FORM, CHOSEN).status_code == 302
    done = Evaluation.objects.get(state=Evaluation.State.DONE)
    expected = {"middle": True, "three_way": True, "background": False, "over_time": False, "minimum": 12, "top": 9}
    assert {name: done.settings[name] for name in expected} == expected
    assert done.settings["subsets"] == [SUBSET]
    assert done.patterns.filter(kind__startswith="subset_").exists()
    assert not done.patterns.filter(kind__startswith="time").exists()


def test_limits_that_the_page_does_not_show_stay(analyst: Client, place: Workplace) -> None:
    by_command(place.vertelpunt, replace(OTHERS, rho=0.3), ())
    analyst.post(FORM, CHOSEN | {"subsets": []})
    assert Evaluation.objects.latest("number").settings["rho"] == 0.3
    Evaluation.objects.filter(state=Evaluation.State.WAITING).delete()
    analyst.post(FORM + "?usual=1", CHOSEN | {"subsets": []})
    assert Evaluation.objects.latest("number").settings["rho"] == 0.2


@pytest.mark.parametrize(
    ("field", "value"),
    [("minimum", "4"), ("minimum", ""), ("minimum", "x"), ("top", "0"), ("top", "61"), ("steps", ["dance"]),
     ("subsets", ["audience=robot"]), ("subsets", ["themes=school"])],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(analyst: Client, place: Workplace, field: str, value: Any) -> None:
    keep_selection(place=place, name="Slecht", query=SUBSET)
    response = analyst.post(FORM, CHOSEN | {field: value})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}
    assert not Evaluation.objects.exists()


def test_selections_that_cannot_be_compared_are_not_offered(
    analyst: Client, place: Workplace, dina: User, noord: Any
) -> None:
    for name, query in (("Slecht", SUBSET), ("Woord", "q=koffie"), ("Klaar", "complete=yes")):
        keep_selection(place=place, name=name, query=query)
    offered = dict(analyst.get(FORM, headers=ENGLISH).context["form"].fields["subsets"].choices)
    assert list(offered) == [SUBSET]
    assert offered[SUBSET].startswith("“Slecht”: consequences: negative, very_negative (")


def test_a_selection_that_is_gone_is_said_and_left_out(analyst: Client, place: Workplace) -> None:
    by_command(place.vertelpunt, OTHERS, (SUBSET,))
    Evaluation.objects.update(settings=OTHERS.to_dict() | {"subsets": [SUBSET, "track=gone"]})
    page = analyst.get(FORM, headers=ENGLISH)
    assert "asked to compare “track=gone”" in page.content.decode()
    assert [value for value, _label in page.context["form"].fields["subsets"].choices] == [SUBSET]


def test_only_who_analyses_chooses(client: Client, place: Workplace, dina: User) -> None:
    client.force_login(dina)
    assert client.get(FORM).status_code == 404
    assert "settings/" not in client.get(PAGE).content.decode()


def test_while_another_runs_the_page_says_so(analyst: Client, place: Workplace) -> None:
    ask_evaluation(desk=None, vertelpunt=place.vertelpunt, coalition=place.desk.coalition, start=False)
    page = analyst.post(FORM, CHOSEN | {"subsets": []}, headers=ENGLISH)
    assert "with other settings is under way" in page.content.decode()
    assert Evaluation.objects.count() == 1


def test_comparing_a_selection_keeps_what_the_last_one_did(place: Workplace) -> None:
    by_command(place.vertelpunt)
    asked = compare_selection(place=place, query="audience=parent", start=False)
    assert asked.settings == OTHERS.to_dict() | {"subsets": [SUBSET, "audience=parent"]}


def test_more_selections_than_can_be_read_are_refused(place: Workplace) -> None:
    with pytest.raises(Refused, match="too_many_selections"):
        ask_chosen(
            place=place,
            settings=Settings(),
            subsets=[f"heard=0..{end}" for end in range(MOST_SUBSETS + 1)],
            start=False,
        )


def test_a_withdrawal_repeats_the_settings_too(place: Workplace) -> None:
    by_command(place.vertelpunt)
    withdraw(story=place.vertelpunt.stories.all()[0])
    assert Evaluation.objects.latest("number").settings == OTHERS.to_dict() | {"subsets": [SUBSET]}


def test_another_coalition_does_not_repeat_the_settings_of_the_owner(national: Any, noord: Any) -> None:
    lent = world.vertelpunt(national, lends_below=True)
    tell_many(lent, 30)
    by_command(lent)
    assert Standing(noord, lent).repeated is None
