"""What people come to at a machine that will be broken, and what is there afterwards; run in processes of their own.

``python -m benchmarks.faults.filling benchmarks.faults.filling:place`` prints what the function returned, as JSON.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

STORIES = 6_000  # so that an evaluation takes some seconds


def place() -> dict[str, Any]:
    """Make a session of 8 tables at a Vertelpunt that takes stories; return who sits where."""
    from benchmarks.live.room import prepare

    people = prepare()
    return {"people": people}


def place_with_stories() -> dict[str, Any]:
    """Make the same, and a Vertelpunt with enough stories to evaluate for some seconds."""
    from benchmarks import database

    made = place()
    database.STORIES = STORIES
    point = database.fill()
    point.versions.update(published_on="2026-05-04")
    return made | {"point": point.pk}


def usual() -> dict[str, Any]:
    """Make the Vertelpunt of the usual beginning, with its own questions and pictures, open."""
    from django.core.management import call_command

    from benchmarks import first_page
    from vertelpunt.models import Vertelpunt

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    first_page._world()
    Vertelpunt.objects.update(slug="jeugdhulp")
    return {"people": []}


def stories() -> list[list[Any]]:
    """Return the text and the answers of every story."""
    from vertelpunt.models import Story

    return [list(row) for row in Story.everything.filter(source="form").values_list("text", "answers")]


def notes() -> list[str]:
    """Return the id of every note."""
    from duiding.models import Note

    return [str(key) for key in Note.objects.values_list("client_id", flat=True)]


def evaluate(point: str) -> int:
    """Ask for an evaluation, and return which."""
    from patterns.actions.evaluations import ask_evaluation
    from vertelpunt.models import Vertelpunt

    at = Vertelpunt.objects.get(pk=point)
    return ask_evaluation(desk=None, vertelpunt=at, coalition=at.coalition).pk


def evaluation(pk: str) -> list[Any]:
    """Return how an evaluation is doing."""
    from patterns.models import Evaluation

    found = Evaluation.objects.get(pk=pk)
    return [found.state, found.fault, found.patterns_tested]


def long_silent(pk: str) -> int:
    """Let an evaluation be silent for longer than a worker is, and return how many are reaped."""
    from datetime import timedelta

    from patterns.actions.evaluations import LOST_AFTER, reap_evaluations
    from patterns.models import Evaluation

    found = Evaluation.objects.get(pk=pk)
    Evaluation.objects.filter(pk=pk).update(heartbeat=found.heartbeat - LOST_AFTER - timedelta(seconds=1))
    return reap_evaluations()


def whole() -> str:
    """Return "ok" when no constraint of the database is broken and every table can be read."""
    from django.apps import apps
    from django.db import connection

    connection.check_constraints()
    for model in apps.get_models():
        sum(1 for _row in model._default_manager.all().values_list()[:100_000])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            return str(cursor.execute("PRAGMA integrity_check").fetchone()[0])
    return "ok"


def main() -> None:
    """Run one of these."""
    import django

    django.setup()
    module, name = sys.argv[1].split(":")
    print(json.dumps(getattr(import_module(module), name)(*sys.argv[2:])))


if __name__ == "__main__":
    main()
