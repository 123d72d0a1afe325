"""Figures and words are made when somebody looks, of exactly the columns that were counted."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns import counted, evaluating, running, storing
from patterns.actions.evaluations import ask_evaluation, cancel_evaluation
from patterns.models import Evaluation, Observation, ObservationPattern, Pattern
from patterns.stats.settings import Settings
from people.access import Desk
from people.models import User
from tests import world
from tests.patterns.told import answers, evaluate, tell_many
from vertelpunt.actions import add_answers, withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"
HEARD = "slider_ordered:heard:consequences"
S = Evaluation.State


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept because it is listed first."""
    monkeypatch.setattr(evaluating, "FIRST_SHOWN", 0)


def unseen(evaluation: Evaluation) -> Pattern:
    """Return a tested pattern whose figure was not kept."""
    return evaluation.patterns.filter(kept=None, tested=True)[0]


def test_what_was_not_kept_is_drawn_of_what_was_counted(few: None, point: Vertelpunt) -> None:
    tell_many(point, 70)
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition, start=False)
    found = running.run(asked.pk)
    assert found is not None
    kept = Pattern.objects.select_related("evaluation")
    assert kept.filter(kept=None).exists()
    assert [one.result for one in kept] == found.public()["patterns"]


def test_stories_that_come_later_change_no_figure(few: None, point: Vertelpunt) -> None:
    story = tell_many(point, 70)[0]
    evaluation = evaluate(point)
    before = unseen(evaluation)
    figure, said = before.figure, before.words
    tell_many(point, 9)
    add_answers(story=story, answers={**answers(0), "more": 3})
    after = Pattern.objects.select_related("evaluation").get(pk=before.pk)
    assert figure is not None
    assert (after.figure, after.words) == (figure, said)
    assert said["sentences"]


def test_without_its_columns_a_pattern_says_so_and_keeps_its_numbers(
    few: None, point: Vertelpunt, client: Client, bram: User
) -> None:
    tell_many(point, 70)
    evaluation = evaluate(point)
    counted.path_of(evaluation.pk).unlink()
    client.force_login(bram)
    page = client.get(f"{PAGE}{unseen(evaluation).key}/", headers={"accept-language": "en"}).content.decode()
    assert "figure of this pattern was not kept" in page
    assert "interval (95%)" in page
    chosen = evaluation.patterns.exclude(selected="")[0]
    assert chosen.figure is not None
    assert client.get(f"{PAGE}?list=every").status_code == 200


def test_columns_of_another_evaluation_are_not_taken_for_its_own(few: None, point: Vertelpunt) -> None:
    tell_many(point, 70)
    evaluation = evaluate(point)
    Evaluation.objects.filter(pk=evaluation.pk).update(digest="another")
    evaluation.refresh_from_db()
    assert unseen(evaluation).figure is None


def test_the_columns_go_with_the_story_and_with_the_evaluation(
    point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    stories = tell_many(point, 70)
    old = evaluate(point)
    with django_capture_on_commit_callbacks(execute=True):
        new = evaluate(point)
    assert not counted.path_of(old.pk).exists()
    assert counted.path_of(new.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=stories[0])
        assert Evaluation.objects.get(pk=new.pk).stale
    assert not counted.path_of(new.pk).exists()


def test_the_columns_hold_no_word_that_people_wrote(point: Vertelpunt) -> None:
    tell_many(point, 70, channel=world.channel(point, "Folder huisarts"))
    held = counted.path_of(evaluate(point).pk).read_bytes()
    assert b"huisarts" not in held
    assert b"keukentafel" not in held


def test_a_full_disk_costs_figures_and_not_the_evaluation(
    few: None, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_many(point, 70)

    def full(*args: object, **options: object) -> None:
        raise OSError

    monkeypatch.setattr(counted.np, "savez", full)
    evaluation = evaluate(point)
    assert (evaluation.state, unseen(evaluation).figure) == (S.DONE, None)


def test_the_figure_of_a_card_is_kept(few: None, point: Vertelpunt) -> None:
    tell_many(point, 70)
    key = unseen(evaluate(point)).key
    card = Observation.objects.create(coalition=point.coalition, vertelpunt=point, number=1, title="t")
    ObservationPattern.objects.create(observation=card, key=key)
    assert evaluate(point).patterns.get(key=key).kept is not None


def test_keeping_beats_and_can_be_stopped(point: Vertelpunt, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_many(point, 70)
    monkeypatch.setattr(running, "BEAT", 0.0)
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition, start=False)
    shares: list[float] = []

    def show(fraction: float, step: str) -> None:
        if step == "keep":
            shares.append(Evaluation.objects.get(pk=asked.pk).progress)
            cancel_evaluation(desk=desk, evaluation=asked)

    assert running.run(asked.pk, show) is None
    asked.refresh_from_db()
    assert (asked.state, asked.patterns.count(), len(shares)) == (S.CANCELLED, 0, 1)
    assert asked.progress >= evaluating.FOUND


def test_numbers_come_back_as_they_were(point: Vertelpunt) -> None:
    tell_many(point, 70)
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition, start=False)
    found = running.run(asked.pk)
    assert found is not None
    for pattern in found.patterns:
        assert storing.pattern_from(storing.unpacked(storing.packed(storing.numbers_of(pattern)))) == pattern


def test_what_was_stored_before_is_read_still(point: Vertelpunt) -> None:
    tell_many(point, 70)
    found = evaluate(point).patterns.get(key=HEARD)
    public = {name: value for name, value in found.result.items() if name not in ("groups", "table")}
    texts = {"nl": {"why": "zo", "verdict": "sterk", "sentences": ["Zo is het."]}}
    row: Any = SimpleNamespace(
        key=HEARD, group=1, selected="", stored={"public": public, "figure": {}, "texts": texts}
    )
    numbers = import_module("patterns.migrations.0005_figures_when_looked_at").numbers(row)
    found.numbers = storing.packed(numbers)
    again = Pattern(**{name: getattr(found, name) for name in ("evaluation", "key", "kind", "numbers", "kept")})
    assert again.words["sentences"] == ["Zo is het."]
    assert again.result == found.result | {"why": "zo"}
    assert Settings.from_dict(found.evaluation.settings) == Settings()
