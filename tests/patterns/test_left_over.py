"""What a run that died leaves on disk goes, whenever it died; selections with the same key stay two."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns import counted, running
from patterns.actions import keeping
from patterns.actions.evaluations import LOST_AFTER, ask_evaluation, reap_evaluations
from patterns.models import Evaluation, Pattern
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

S = Evaluation.State


def files(pk: int) -> list[Path]:
    """Return what is on disk of an evaluation."""
    return sorted(counted.path_of(pk).parent.glob(f"evaluation-{pk}.*"))


def test_columns_written_before_the_database_failed_go(point: Vertelpunt, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_many(point, 30)
    written: list[list[Path]] = []

    def fails(*args: Any, **options: Any) -> None:
        written.append(files(asked.pk))
        raise DatabaseError

    monkeypatch.setattr(keeping, "log", fails)
    asked = Evaluation.objects.create(vertelpunt=point, coalition=point.coalition, number=1)
    assert running.run(asked.pk) is None
    asked.refresh_from_db()
    assert (asked.state, asked.fault, len(written[0])) == (S.FAILED, "database", 1)


@pytest.mark.django_db(transaction=True)
def test_a_failure_after_the_columns_leaves_the_last_good_ones(
    point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_many(point, 30)
    good = evaluate(point)

    def fails(*args: Any, **options: Any) -> None:
        raise DatabaseError

    asked = Evaluation.objects.create(vertelpunt=point, coalition=point.coalition, number=good.number + 1)
    monkeypatch.setattr(keeping, "keep_what_cards_show", fails)
    assert running.run(asked.pk) is None
    good.refresh_from_db()
    assert (good.state, len(files(good.pk)), files(asked.pk)) == (S.DONE, 1, [])


@pytest.mark.parametrize("suffix", [".npz", ".part"])
def test_what_a_killed_worker_left_goes_with_the_reaper(
    suffix: str, point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    long_ago = timezone.now() - 2 * LOST_AFTER
    run = Evaluation.objects.create(
        vertelpunt=point, coalition=point.coalition, number=1, state=S.RUNNING, heartbeat=long_ago
    )
    left = counted.path_of(run.pk).with_suffix(suffix)
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"columns")
    with django_capture_on_commit_callbacks(execute=True):
        assert reap_evaluations() == 1
    assert files(run.pk) == []


@pytest.mark.parametrize("state", [S.FAILED, S.CANCELLED])
def test_what_a_run_that_came_to_nothing_left_goes_with_a_story(
    state: str, point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    story = tell_many(point, 3)[0]
    run = Evaluation.objects.create(vertelpunt=point, coalition=point.coalition, number=1, state=state)
    counted.path_of(run.pk).parent.mkdir(parents=True, exist_ok=True)
    counted.path_of(run.pk).write_bytes(b"columns")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=story)
    assert files(run.pk) == []


def test_an_end_that_comes_after_success_takes_nothing_away(
    point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tell_many(point, 30)
    done = evaluate(point)
    with django_capture_on_commit_callbacks(execute=True):
        running._end(done, S.FAILED, "stopped")
    done.refresh_from_db()
    assert (done.state, len(files(done.pk))) == (S.DONE, 1)


def test_selections_that_differ_only_in_capitals_or_far_away_stay_two(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 60)
    heard = "heard=0..33,34..40,41..44,45..50,51..55,56..60,61..65,66..70,71..75,76..80"
    queries = ["themes=school", "themes=school", f"{heard},81..85", f"{heard},86..90"]
    output = tmp_path / "found.json"
    flags = [part for query in queries for part in ("--subset", query)]
    call_command("evaluate", point.slug, "--json", str(output), *flags)
    whole = json.loads(output.read_text())
    families = {one["family"] for one in whole["patterns"] if one["kind"].startswith("subset_")}
    assert len(families) == len(whole["evaluation"]["selections"]) == 3
    kept = Evaluation.objects.get(state=S.DONE)
    assert kept.settings["subsets"] == [queries[0], *queries[2:]]
    for pattern in kept.patterns.filter(kind__startswith="subset_").select_related("evaluation"):
        assert pattern.figure is not None


def test_a_selection_by_a_track_that_was_removed_is_left_out_and_said(point: Vertelpunt) -> None:
    tell_many(point, 40)
    asked = Evaluation.objects.create(
        vertelpunt=point,
        coalition=point.coalition,
        number=1,
        settings={"subsets": ["track=gone", "themes=school"]},
    )
    found = running.run(asked.pk)
    assert found is not None
    assert [notice.values for notice in found.notices if notice.code == "selection_gone"] == [
        {"selection": "track=gone"}
    ]
    pattern = asked.patterns.filter(kind__startswith="subset_")[0]
    assert pattern.figure is not None


def test_the_name_of_a_selection_speaks_the_readers_language(point: Vertelpunt) -> None:
    for place, story in enumerate(tell_many(point, 60)):
        if place % 3 == 0:
            story.answers = {name: given for name, given in story.answers.items() if name != "heard"}
            story.save()
    asked = Evaluation.objects.create(
        vertelpunt=point, coalition=point.coalition, number=1, settings={"subsets": ["heard=none"]}
    )
    with override("nl"):
        found = running.run(asked.pk)
    assert found is not None
    for language, said in (("en", "heard not answered"), ("nl", "heard niet beantwoord")):
        with override(language):
            rows = list(Pattern.objects.filter(evaluation=asked).select_related("evaluation"))
            assert [row.result for row in rows] == found.public()["patterns"]
            assert {row.found.labels[0] for row in rows if row.kind.startswith("subset_")} == {said}


def test_the_same_selection_asked_twice_is_one(point: Vertelpunt) -> None:
    asked = ask_evaluation(
        desk=None, vertelpunt=point, coalition=point.coalition, subsets=["heard=0..33"] * 2, start=False
    )
    assert asked.settings["subsets"] == ["heard=0..33"]
