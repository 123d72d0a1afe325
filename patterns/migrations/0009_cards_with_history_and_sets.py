"""Observations of several patterns with their versions, cards that were printed, and sets of cards."""

import django.db.models.deletion
import simple_history.models
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COPIED = ("id", "coalition_id", "vertelpunt_id", "number", "title", "description", "theme", "state")


def copy_patterns(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the one pattern of each observation be the first of several."""
    links = apps.get_model("patterns", "ObservationPattern").objects
    for observation in apps.get_model("patterns", "Observation").objects.exclude(pattern_key=""):
        links.create(observation=observation, key=observation.pattern_key)


def keep_first_versions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let what stands on each observation be its first version."""
    known = apps.get_model("patterns", "HistoricalObservation")
    for one in apps.get_model("patterns", "Observation").objects.all():
        fields = {name: getattr(one, name) for name in COPIED}
        readings = list(one.interpretations.filter(hidden=False).order_by("position").values_list("text", flat=True))
        about = {"history_date": one.changed_at, "history_type": "~", "history_user_id": one.created_by_id}
        if not one.hidden:
            known.objects.create(**fields, **about, readings=readings)


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0008_marks"),
        ("people", "0001_people"),
        ("vertelpunt", "0006_imports_are_not_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CardInSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CardSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("table", "for one table"),
                            ("region", "for a whole region"),
                            ("other", "for something else"),
                        ],
                        default="table",
                        max_length=10,
                        verbose_name="what for",
                    ),
                ),
                ("budget", models.PositiveSmallIntegerField(verbose_name="cards at most")),
                ("stories", models.PositiveSmallIntegerField(default=10, verbose_name="stories at most")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "set of cards",
                "verbose_name_plural": "sets of cards",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalObservation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("readings", models.JSONField(default=list)),
                (
                    "emptied",
                    models.BooleanField(default=False, help_text="repeated words of a story that was withdrawn"),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("description", models.TextField(verbose_name="what we see")),
                ("theme", models.CharField(blank=True, max_length=60, verbose_name="theme")),
                (
                    "strength",
                    models.CharField(
                        blank=True,
                        choices=[("", "not said"), ("weak", "a hint"), ("clear", "clear"), ("striking", "striking")],
                        max_length=10,
                        verbose_name="how strong",
                    ),
                ),
                (
                    "notes",
                    models.TextField(blank=True, help_text="for who writes; never printed", verbose_name="notes"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("discussed", "discussed"), ("final", "final")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical observation",
                "verbose_name_plural": "historical observations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ObservationPattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("made_of", models.JSONField(blank=True, null=True)),
                (
                    "passed_over",
                    models.CharField(blank=True, help_text="newer numbers that somebody did not take", max_length=64),
                ),
                ("lost", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PrintedCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("printed_on", models.DateField()),
                ("digest", models.CharField(help_text="keyed, of all that stood on the card", max_length=64)),
                (
                    "take_out",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "may stay"),
                            ("withdrawn", "a story on it was taken back"),
                            ("quoted", "a teller does not want to be quoted any more"),
                        ],
                        max_length=10,
                    ),
                ),
                ("noticed_at", models.DateTimeField(blank=True, null=True)),
                ("taken_out_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "printed card",
                "ordering": ["-printed_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PrintedStory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quoted", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="observation",
            name="notes",
            field=models.TextField(blank=True, help_text="for who writes; never printed", verbose_name="notes"),
        ),
        migrations.AddField(
            model_name="observation",
            name="notes_hidden",
            field=models.BooleanField(default=False, help_text="repeat words of a story that was withdrawn"),
        ),
        migrations.AddField(
            model_name="observation",
            name="stated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="stated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="strength",
            field=models.CharField(
                blank=True,
                choices=[("", "not said"), ("weak", "a hint"), ("clear", "clear"), ("striking", "striking")],
                max_length=10,
                verbose_name="how strong",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("strength__in", ["", "weak", "clear", "striking"])),
                name="observation_strength_known",
            ),
        ),
        migrations.AddField(
            model_name="cardinset",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="in_sets", to="patterns.observation"
            ),
        ),
        migrations.AddField(
            model_name="cardset",
            name="coalition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="card_sets", to="people.coalition"
            ),
        ),
        migrations.AddField(
            model_name="cardset",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cardinset",
            name="card_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cards", to="patterns.cardset"
            ),
        ),
        migrations.AddField(
            model_name="historicalobservation",
            name="coalition",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="people.coalition",
            ),
        ),
        migrations.AddField(
            model_name="historicalobservation",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalobservation",
            name="vertelpunt",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="vertelpunt.vertelpunt",
            ),
        ),
        migrations.AddField(
            model_name="observationpattern",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="patterns", to="patterns.observation"
            ),
        ),
        migrations.AddField(
            model_name="printedcard",
            name="card_set",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="printed",
                to="patterns.cardset",
            ),
        ),
        migrations.AddField(
            model_name="printedcard",
            name="coalition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="printed_cards", to="people.coalition"
            ),
        ),
        migrations.AddField(
            model_name="printedcard",
            name="observation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="printed", to="patterns.observation"
            ),
        ),
        migrations.AddField(
            model_name="printedcard",
            name="printed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="printedcard",
            name="taken_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="printedstory",
            name="printed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="stories", to="patterns.printedcard"
            ),
        ),
        migrations.AddField(
            model_name="printedstory",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="vertelpunt.story"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardset",
            constraint=models.UniqueConstraint(fields=("coalition", "number"), name="card_set_number_once"),
        ),
        migrations.AddConstraint(
            model_name="cardset",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="card_set_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardset",
            constraint=models.CheckConstraint(condition=models.Q(("budget__gte", 1)), name="card_set_budget_positive"),
        ),
        migrations.AddConstraint(
            model_name="cardset",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["table", "region", "other"])), name="card_set_purpose_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="cardinset",
            constraint=models.UniqueConstraint(fields=("card_set", "observation"), name="card_in_set_once"),
        ),
        migrations.AddConstraint(
            model_name="observationpattern",
            constraint=models.UniqueConstraint(fields=("observation", "key"), name="observation_pattern_once"),
        ),
        migrations.AddConstraint(
            model_name="observationpattern",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="observation_pattern_has_key"
            ),
        ),
        migrations.AddIndex(
            model_name="printedcard",
            index=models.Index(fields=["coalition", "take_out"], name="printed_card_to_take_out"),
        ),
        migrations.AddConstraint(
            model_name="printedcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("take_out__in", ["", "withdrawn", "quoted"])), name="printed_card_take_out_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="printedcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_out_at", None), models.Q(("take_out", ""), _negated=True), _connector="OR"),
                name="printed_card_out_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedstory",
            constraint=models.UniqueConstraint(fields=("printed", "story"), name="printed_story_once"),
        ),
        migrations.RunPython(copy_patterns, migrations.RunPython.noop),
        migrations.RunPython(keep_first_versions, migrations.RunPython.noop),
    ]
