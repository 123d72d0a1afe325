"""Migrations are named by hand, and let people go on telling while they run."""

import re
from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ProjectState

from lib.migrating import AddCheckInUse, AddIndexInUse
from tests.architecture.locking import faults, in_migration
from tests.architecture.source import ROOT, tracked

BEFORE_THE_FIRST_RELEASE = (  # when these came there was no installation with stories
    "duiding.0003_days_and_hidden_names",
    "duiding.0010_decisions_with_history",
    "patterns.0002_patterns_in_each_language",
    "patterns.0005_figures_when_looked_at",
    "patterns.0007_selections_and_revisions",
    "patterns.0009_cards_with_history_and_sets",
    "patterns.0013_which_story_changed",
    "vertelpunt.0005_why_held_back",
    "vertelpunt.0007_making",
    "vertelpunt.0008_moderation",
    "vertelpunt.0012_partners_from_channels",
    "vertelpunt.0014_together",
    "vertelpunt.0015_speaking",
    "vertelpunt.0017_stories_brought_in",
    "vertelpunt.0018_sketch_parts",
    "vertelpunt.0019_queues_by_index",
)
TOLD: tuple[str, ...] = ()  # later ones that must lock: the CHANGELOG names each, and says for how long


def test_no_migration_has_a_name_made_by_a_machine() -> None:
    migrations = [path for path in tracked(".py") if path.parent.name == "migrations"]
    assert not [
        str(path.relative_to(ROOT)) for path in migrations if "_auto_" in path.name or path.name == "0001_initial.py"
    ]


def test_no_new_migration_keeps_tellers_waiting_unless_the_changelog_says_so() -> None:
    found = faults()
    assert sorted(found) == sorted((*BEFORE_THE_FIRST_RELEASE, *TOLD)), found
    told = (ROOT / "CHANGELOG.md").read_text()
    assert not [name for name in TOLD if not re.search(rf"`{name.partition('_')[0]}`", told)]


def nothing(apps: Any, editor: Any) -> None:
    """Stand in for a step that writes rows."""


CHECK = models.CheckConstraint(condition=models.Q(words__gt=0), name="some")
INDEX = models.Index(fields=["words"], name="by_words")
CASES = {
    "lib.migrating.AddIndexInUse": migrations.AddIndex("story", INDEX),
    "batches": migrations.RunPython(nothing),
    "lib.migrating.AddCheckInUse": migrations.AddConstraint("story", CHECK),
    "by a constraint": migrations.AddConstraint("story", models.UniqueConstraint(fields=["words"], name="once")),
    "is made": migrations.AddField("story", "mark", models.SlugField(null=True)),
    "no default": migrations.AddField("story", "mark", models.TextField()),
    "another type": migrations.AlterField("story", "words", models.TextField()),
    "missing": migrations.AlterField("story", "teller", models.UUIDField()),
    "by a unique": migrations.AlterField("story", "teller", models.UUIDField(null=True, unique=True)),
}
GOOD = (
    AddIndexInUse("story", INDEX),
    AddCheckInUse("story", CHECK),
    migrations.AddField("story", "mark", models.TextField(default="")),
    migrations.AddField("story", "mark", models.TextField(null=True)),
    migrations.AlterField("story", "title", models.CharField(max_length=400)),
    migrations.AddIndex("kit", INDEX),
    migrations.RemoveField("story", "teller"),
)


def said(operation: Any, **more: Any) -> list[str]:
    """Return what is said of a migration with one step, on a story with some fields."""
    fields: list[tuple[str, Any]] = [
        ("id", models.AutoField(primary_key=True)),
        ("words", models.IntegerField()),
        ("teller", models.UUIDField(null=True)),
        ("title", models.CharField(max_length=200)),
    ]
    state = ProjectState()
    for name in ("story", "kit"):
        migrations.CreateModel(name, fields).state_forwards("vertelpunt", state)
    made = type("Migration", (migrations.Migration,), {"operations": [operation], **more})("0099_try", "vertelpunt")
    return list(in_migration(made, state))


@pytest.mark.parametrize("why", CASES)
def test_each_step_that_locks_is_seen(why: str) -> None:
    found = said(CASES[why])
    assert len(found) == 1
    assert ("an index is made" if why.startswith("by a") else why) in found[0]


@pytest.mark.parametrize("step", GOOD)
def test_what_takes_an_instant_passes(step: Any) -> None:
    assert said(step) == []


def test_rows_that_are_written_in_batches_pass() -> None:
    assert said(migrations.RunPython(nothing), atomic=False) == []
