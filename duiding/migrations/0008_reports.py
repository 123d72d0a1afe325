"""Reports of sessions with what is written in them, to whom they were sent, and sheets of packs counted once."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0007_live_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionReport",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="report",
                        serialize=False,
                        to="duiding.session",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="grows when somebody changes what is written in it"
                    ),
                ),
                (
                    "owners_named",
                    models.BooleanField(
                        default=False,
                        help_text="Only when each of them said that this is fine.",
                        verbose_name="Name who takes a proposal up",
                    ),
                ),
                ("taken_on", models.DateField(help_text="when it last left as a file or a mail", null=True)),
                ("outdated_on", models.DateField(help_text="when a story in what had left was withdrawn", null=True)),
            ],
            options={
                "verbose_name": "report of a session",
            },
        ),
        migrations.CreateModel(
            name="HistoricalReportText",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "emptied",
                    models.BooleanField(default=False, help_text="repeated words of a story that was withdrawn"),
                ),
                ("part", models.SlugField(max_length=20)),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="duiding.sessionreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical text of a report",
                "verbose_name_plural": "historical text of a reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PackCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("sheets", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField(auto_now=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pack_counts", to="duiding.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "counted sheets of a print pack",
                "ordering": ["-counted_at", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("session", "digest"), name="pack_count_once")],
            },
        ),
        migrations.CreateModel(
            name="ReportText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.SlugField(max_length=20)),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="duiding.sessionreport"
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a report",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("report", "part"), name="report_text_once")],
            },
        ),
        migrations.CreateModel(
            name="ReportSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("sent_on", models.DateField()),
                (
                    "invitee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="duiding.invitee"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="duiding.sessionreport"
                    ),
                ),
            ],
            options={
                "verbose_name": "report that was sent",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "invitee", "version"), name="report_sent_once")
                ],
            },
        ),
    ]
