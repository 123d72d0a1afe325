"""Files of stories that are brought in: read, checked, staged unseen, published at once, and undone."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_upkeep"),
        ("vertelpunt", "0016_table_card_and_kit_colour"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("table", "a table"),
                            ("narrafirma", "NarraFirma's story form and stories"),
                            ("sensemaker", "SenseMaker's framework and stories"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="file")),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "is being read"),
                            ("columns", "waits for you to look at the columns"),
                            ("checking", "is being checked"),
                            ("checked", "was checked"),
                            ("waiting", "waits for its turn"),
                            ("running", "is coming in"),
                            ("done", "is here"),
                            ("failed", "came to nothing"),
                            ("undoing", "is being taken out again"),
                            ("undone", "was taken out again"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("fault", models.CharField(blank=True, default="", max_length=40)),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("report", models.JSONField(blank=True, default=dict)),
                ("screened", models.BooleanField(default=False)),
                ("progress", models.FloatField(default=0.0)),
                ("heartbeat", models.DateTimeField(blank=True, null=True)),
                ("stories", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="KeptMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("kept_on", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="story",
            name="story_source_known",
        ),
        migrations.AlterField(
            model_name="story",
            name="source",
            field=models.CharField(
                choices=[
                    ("form", "told here"),
                    ("table", "told at a story table"),
                    ("interview", "told in an interview"),
                    ("paper", "told on paper"),
                    ("import", "imported"),
                    ("elsewhere", "told elsewhere, for the table only"),
                    ("test", "told as a test"),
                    ("staged", "being brought in"),
                ],
                default="form",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="audience",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vertelpunt.audience",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vertelpunt.questionsetversion",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="vertelpunt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="intakes", to="vertelpunt.vertelpunt"
            ),
        ),
        migrations.AddField(
            model_name="story",
            name="intake",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="brought",
                to="vertelpunt.intake",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__in", ["form", "table", "interview", "paper", "import", "elsewhere", "test", "staged"])
                ),
                name="story_source_known",
            ),
        ),
        migrations.AddField(
            model_name="keptmapping",
            name="coalition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="kept_mappings", to="people.coalition"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["table", "narrafirma", "sensemaker"])), name="intake_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "reading",
                            "columns",
                            "checking",
                            "checked",
                            "waiting",
                            "running",
                            "done",
                            "failed",
                            "undoing",
                            "undone",
                        ],
                    )
                ),
                name="intake_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptmapping",
            constraint=models.UniqueConstraint(fields=("coalition", "fingerprint"), name="kept_mapping_once"),
        ),
    ]
