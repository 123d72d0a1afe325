"""Reading before others do: what was noticed, who reads, worries, rules, and how long a text as told stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("vertelpunt", "0007_making"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="claim",
                        serialize=False,
                        to="vertelpunt.story",
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raised_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("done", models.CharField(blank=True, default="", max_length=600, verbose_name="what was done")),
            ],
            options={
                "ordering": ["raised_at"],
            },
        ),
        migrations.CreateModel(
            name="ConcernTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(max_length=120, verbose_name="who was told")),
                ("told_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["told_at"],
            },
        ),
        migrations.CreateModel(
            name="ModerationRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "protocol",
                    models.TextField(blank=True, max_length=4000, verbose_name="what to do with a worrying story"),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours within which somebody is told"),
                ),
                ("places", models.TextField(blank=True, max_length=20000, verbose_name="places to take out")),
                (
                    "organisations",
                    models.TextField(blank=True, max_length=20000, verbose_name="organisations to take out"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="screening",
                        serialize=False,
                        to="vertelpunt.story",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("spans", models.JSONField(default=list)),
                ("sketch", models.JSONField(default=list)),
                ("read_first", models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="story",
            name="story_held_for_known",
        ),
        migrations.AddField(
            model_name="story",
            name="original_gone_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="original_kept_days",
            field=models.PositiveSmallIntegerField(default=30, verbose_name="days that the text as told is kept"),
        ),
        migrations.AlterField(
            model_name="story",
            name="held_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("short", "says too little to learn from"),
                    ("known", "somebody can be recognised in it"),
                    ("elsewhere", "is about something else"),
                    ("duplicate", "was told here already"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_for", ""),
                    models.Q(("held_for__in", ["short", "known", "elsewhere", "duplicate"]), ("state", "held")),
                    _connector="OR",
                ),
                name="story_held_for_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertelpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(("original_kept_days__gte", 1), ("original_kept_days__lte", 365)),
                name="vertelpunt_original_kept",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="raised_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="concerns", to="vertelpunt.story"
            ),
        ),
        migrations.AddField(
            model_name="concerntold",
            name="concern",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="told", to="vertelpunt.concern"
            ),
        ),
        migrations.AddField(
            model_name="concerntold",
            name="told_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="moderationrules",
            name="coalition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="moderation_rules", to="people.coalition"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["until"], name="claim_by_end"),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("story",), name="concern_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("done", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("done", ""), _negated=True)),
                    _connector="OR",
                ),
                name="concern_closed_says_what_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="concerntold",
            constraint=models.CheckConstraint(
                condition=models.Q(("who", ""), _negated=True), name="concern_told_says_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="moderationrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("hours__lte", 168)), name="rules_hours_in_a_week"
            ),
        ),
    ]
