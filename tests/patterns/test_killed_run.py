"""A worker that is killed while it stores leaves the last good evaluation in place, and nothing of its own."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns import running
from patterns.actions import keeping
from patterns.actions.evaluations import ask_evaluation, cancel_evaluation, reap_evaluations
from patterns.models import Evaluation, Pattern
from patterns.queries import Standing
from people.access import Desk
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

S = Evaluation.State
KILLED = """
import os, signal, django
from django.conf import settings
import tests.settings
tests.settings.DATABASES["default"]["NAME"] = {name!r}
django.setup()
from patterns import running
from patterns.actions import keeping
keeping.PART = 5
def show(fraction, step):
    if step == "store" and fraction > 0.97:
        os.kill(os.getpid(), signal.SIGKILL)
running.run({pk}, show)
"""


def ask(point: Vertelpunt) -> Evaluation:
    return ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition, start=False)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_stores_leaves_the_last_good_one(point: Vertelpunt) -> None:
    tell_many(point, 30)
    good = evaluate(point)
    before = [pattern.result for pattern in good.patterns.order_by("pk")]
    asked = ask(point)
    code = KILLED.format(name=str(connection.settings_dict["NAME"]), pk=asked.pk)
    died = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}, check=False
    )
    assert died.returncode == -signal.SIGKILL
    asked.refresh_from_db()
    assert asked.state == S.RUNNING
    assert 0 < asked.patterns.count() < len(before)
    assert Standing(point.coalition, point).current == good
    assert [pattern.result for pattern in good.patterns.order_by("pk")] == before
    Evaluation.objects.filter(pk=asked.pk).update(heartbeat=timezone.now() - timedelta(minutes=3))
    assert reap_evaluations() == 1
    standing = Standing(point.coalition, point)
    assert (standing.current, standing.mishap) == (good, asked)
    assert not Pattern.objects.exclude(evaluation=good).exists()
    again = evaluate(point)
    assert Standing(point.coalition, point).current == again
    assert list(Evaluation.objects.all()) == [again]


def test_storing_beats_in_every_part(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_many(point, 30)
    monkeypatch.setattr(keeping, "PART", 4)
    asked, beats, shares = ask(point), set(), []

    def show(fraction: float, step: str) -> None:
        if step == "store":
            beats.add(Evaluation.objects.get(pk=asked.pk).heartbeat)
            shares.append(fraction)

    assert running.run(asked.pk, show) is not None
    assert len(beats) == len(shares) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_storing_can_be_stopped_and_leaves_nothing(
    point: Vertelpunt, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_many(point, 30)
    good = evaluate(point)
    monkeypatch.setattr(keeping, "PART", 4)
    asked = ask(point)

    def show(fraction: float, step: str) -> None:
        if step == "store":
            cancel_evaluation(desk=desk, evaluation=asked)

    assert running.run(asked.pk, show) is None
    asked.refresh_from_db()
    assert (asked.state, asked.patterns.count()) == (S.CANCELLED, 0)
    assert Standing(point.coalition, point).current == good


def test_a_story_that_goes_while_it_stores_is_in_nothing_that_is_shown(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell_many(point, 30)[0]
    monkeypatch.setattr(keeping, "PART", 4)
    asked = ask(point)

    def show(fraction: float, step: str) -> None:
        if step == "store" and not Evaluation.objects.get(pk=asked.pk).stale:
            withdraw(story=story)

    assert running.run(asked.pk, show) is None
    assert not Pattern.objects.exists()
    assert Standing(point.coalition, point).current is None
    assert Evaluation.objects.filter(state=S.WAITING, stale=False).count() == 1


def test_a_worker_that_was_given_up_stores_no_more(
    point: Vertelpunt,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    tell_many(point, 30)
    monkeypatch.setattr(keeping, "PART", 4)
    asked = ask(point)

    def show(fraction: float, step: str) -> None:
        if step == "store":
            long_ago = timezone.now() - timedelta(minutes=3)
            Evaluation.objects.filter(pk=asked.pk, state=S.RUNNING).update(heartbeat=long_ago)
            reap_evaluations()

    with django_capture_on_commit_callbacks(execute=True):
        assert running.run(asked.pk, show) is None
    asked.refresh_from_db()
    assert (asked.state, asked.fault, asked.patterns.count()) == (S.FAILED, "lost", 0)
