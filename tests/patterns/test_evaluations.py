"""An evaluation runs in the background; what it found stays until a newer one is done, or a story goes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone, translation
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns import running
from patterns.actions.evaluations import ask_evaluation, cancel_evaluation, reap_evaluations
from patterns.card import current_pattern
from patterns.models import Evaluation, Pattern
from patterns.queries import Standing
from patterns.stats.evaluate import Cancelled
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.patterns.cards import observation
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions import add_answers, withdraw
from vertelpunt.models import Purge, Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

S = Evaluation.State
HEARD = "slider_ordered:heard:consequences"


def ask(point: Vertelpunt, desk: Desk | None = None) -> Evaluation:
    return ask_evaluation(desk=desk, vertelpunt=point, coalition=point.coalition)


def test_asking_starts_the_worker_after_the_commit(
    point: Vertelpunt, desk: Desk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tell_many(point, 70)
    with django_capture_on_commit_callbacks(execute=True):
        asked = ask(point, desk)
        assert asked.state == S.WAITING
    asked.refresh_from_db()
    assert (asked.state, asked.stories, asked.asked_by) == (S.DONE, 70, desk.user)


def test_what_goes_together_is_found_and_called_strong(point: Vertelpunt) -> None:
    tell_many(point, 90)
    found = evaluate(point).patterns.get(key=HEARD)
    assert (found.strong, found.result["effect"]["name"], found.result["n"]) == (True, "rho", 90)
    assert found.figure is not None
    assert [group.code for group in found.figure.groups] == list(world.STEPS)


def test_labels_and_sentences_speak_the_readers_language(noord: Coalition) -> None:
    heard = replace(world.slider("heard"), short={"nl": "Gehoord", "en": "Heard"})
    point = world.vertelpunt(noord, asked=[heard, world.choice("consequences", world.STEPS, "ordered")])
    tell_many(point, 70)
    evaluate(point)
    for language, label in (("nl", "Gehoord"), ("en", "Heard")):
        with translation.override(language):
            found = Pattern.objects.get(key=HEARD)
            assert found.result["labels"][0] == label
            assert any(label in sentence for sentence in found.words["sentences"])
            assert not any(ord(character) >= 0xF0000 for character in str(found.result) + str(found.words))


def test_whoever_may_not_analyse_cannot_ask(point: Vertelpunt, lena: User, noord: Coalition) -> None:
    with pytest.raises(Http404):
        ask(point, Desk(lena, noord, roles_in(lena, noord)))


def test_asking_twice_gives_the_one_that_waits(point: Vertelpunt) -> None:
    assert ask(point).pk == ask(point).pk


def test_a_newer_evaluation_replaces_the_old_one_and_observations_follow(point: Vertelpunt) -> None:
    tell_many(point, 65)
    old = evaluate(point)
    seen = observation(old.patterns.get(key=HEARD))
    new = evaluate(point)
    assert list(Evaluation.objects.all()) == [new]
    found = current_pattern(seen)
    assert found is not None
    assert (found.evaluation, found.key) == (new, HEARD)


def test_a_run_that_dies_leaves_the_last_good_one(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_many(point, 65)
    good = evaluate(point)
    monkeypatch.setattr(running, "evaluated", lambda *args, **options: 1 / 0)
    asked = ask(point)
    assert running.run(asked.pk) is None
    standing = Standing(point.coalition, point)
    assert standing.current == good
    assert standing.mishap is not None
    assert standing.mishap.fault == "broken"


def test_a_killed_worker_is_noticed_after_two_minutes(point: Vertelpunt) -> None:
    asked = ask(point)
    now = timezone.now()
    Evaluation.objects.filter(pk=asked.pk).update(state=S.RUNNING, heartbeat=now - timedelta(seconds=110))
    assert reap_evaluations() == 0
    Evaluation.objects.filter(pk=asked.pk).update(heartbeat=now - timedelta(seconds=130))
    assert reap_evaluations() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.fault) == (S.FAILED, "lost")


def test_a_waiting_evaluation_stops_at_once(point: Vertelpunt, desk: Desk) -> None:
    asked = ask(point)
    cancel_evaluation(desk=desk, evaluation=asked)
    assert running.run(asked.pk) is None
    asked.refresh_from_db()
    assert asked.state == S.CANCELLED


def stop_half_way(change: Any) -> Any:
    """Return an evaluation that does `change` after its first step and then asks whether to stop."""

    def evaluated(*args: Any, progress: Any, should_cancel: Any, **options: Any) -> None:
        change()
        progress(0.5, "pairs")
        assert should_cancel()
        raise Cancelled

    return evaluated


def test_a_running_evaluation_stops_at_its_next_step(
    point: Vertelpunt, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(point)
    monkeypatch.setattr(running, "BEAT", 0.0)
    monkeypatch.setattr(running, "evaluated", stop_half_way(lambda: cancel_evaluation(desk=desk, evaluation=asked)))
    running.run(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.progress, asked.patterns.count()) == (S.CANCELLED, 0.5, 0)


def test_a_withdrawal_during_a_run_starts_another(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tell_many(point, 3)[0]
    asked = ask(point)
    monkeypatch.setattr(running, "BEAT", 0.0)
    monkeypatch.setattr(running, "evaluated", stop_half_way(lambda: withdraw(story=story)))
    running.run(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.stale) == (S.CANCELLED, True)
    assert Evaluation.objects.filter(state=S.WAITING, stale=False).count() == 1


def test_a_withdrawal_hides_the_results_at_once_and_makes_them_again(
    point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    story = tell_many(point, 70)[0]
    old = evaluate(point)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=story)
        standing = Standing(point.coalition, point)
        assert (standing.current, standing.hidden) == (None, True)
    new = Standing(point.coalition, point).current
    assert new is not None
    assert (new.stories, new.digest == old.digest) == (69, False)
    assert not Evaluation.objects.filter(pk=old.pk).exists()


def test_the_numbers_kept_on_disk_go_with_the_story(
    point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    from patterns import cache, dataset

    story = world.story(point, answers={"heard": 3})
    dataset.load(point.stories.all(), point)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=story)
        assert Purge.objects.filter(path__endswith=f"{point.pk}.npz").exists()
    assert not cache.path_of(point.pk).exists()


def test_a_story_that_was_not_counted_hides_nothing(point: Vertelpunt) -> None:
    tell_many(point, 65)
    evaluate(point)
    withdraw(story=world.story(point))
    assert Standing(point.coalition, point).current is not None


def test_a_changed_story_hides_results_and_an_arriving_one_does_not(point: Vertelpunt) -> None:
    story = tell_many(point, 65)[0]
    evaluate(point)
    story_changed.send(sender=Story, story=story, change=Change.ARRIVED)
    assert Standing(point.coalition, point).current is not None
    story_changed.send(sender=Story, story=story, change=Change.EDITED)
    assert Standing(point.coalition, point).current is None


def test_a_changed_answer_hides_results_and_a_first_one_does_not(point: Vertelpunt) -> None:
    story = tell_many(point, 65)[0]
    Story.objects.filter(pk=story.pk).update(answers={"heard": 3, "in_time": {"none": "skipped"}})
    evaluate(point)
    add_answers(story=story, answers={"heard": 3, "in_time": 40, "phase": "waiting"})
    assert Standing(point.coalition, point).current is not None
    assert Evaluation.objects.count() == 1
    add_answers(story=story, answers={"heard": 4})
    assert Standing(point.coalition, point).current is None


def test_an_answer_that_is_taken_back_hides_results(point: Vertelpunt) -> None:
    story = tell_many(point, 65)[0]
    evaluate(point)
    add_answers(story=story, answers={"heard": {"none": "skipped"}})
    assert Standing(point.coalition, point).hidden


def test_a_region_below_counts_released_stories_only(national: Coalition, noord: Coalition) -> None:
    lent = world.vertelpunt(national, lends_below=True)
    tell_many(lent, 62)
    waiting = world.story(lent, released=False)
    assert (evaluate(lent).stories, evaluate(lent, noord).stories) == (63, 62)
    withdraw(story=waiting)
    assert Standing(national, lent).current is None
    assert Standing(noord, lent).current is not None


def test_what_is_no_longer_lent_is_not_evaluated(national: Coalition, noord: Coalition) -> None:
    lent = world.vertelpunt(national, lends_below=True)
    asked = ask_evaluation(desk=None, vertelpunt=lent, coalition=noord)
    Vertelpunt.objects.update(lends_below=False)
    running.run(asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.fault) == (S.FAILED, "not_lent")
