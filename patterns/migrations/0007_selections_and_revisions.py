"""Selections are kept; every change of a story is written down by triggers, so that nothing old is shown."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

EVENTS = ("insert", "update", "delete")
WATCHED = ("vertelpunt_story", "patterns_trackstory", "patterns_annotation")


def nothing(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Triggers are made after all migrations (patterns.explorer.revisions)."""


def drop_triggers(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what would write into a table that is about to go."""
    for table in WATCHED:
        for event in EVENTS:
            name = f"{table}_{event}_revision"
            if editor.connection.vendor == "postgresql":
                editor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
            else:
                editor.execute(f"DROP TRIGGER IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0006_nothing_stored_twice"),
        ("people", "0001_people"),
        ("vertelpunt", "0006_imports_are_not_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(db_index=True, max_length=40)),
                ("times", models.PositiveBigIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True), name="revision_has_subject"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Selection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("query", models.CharField(max_length=1000)),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("shared", models.BooleanField(default=False, verbose_name="everybody in the coalition sees it")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="selections", to="people.coalition"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="selections",
                        to="vertelpunt.vertelpunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "selection",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("shared", True)),
                        fields=("coalition", "vertelpunt", "name"),
                        name="shared_selection_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("shared", False)),
                        fields=("coalition", "vertelpunt", "made_by", "name"),
                        name="own_selection_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="selection_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("query", ""), _negated=True), name="selection_has_query"
                    ),
                ],
            },
        ),
        migrations.RunPython(nothing, drop_triggers),
    ]
