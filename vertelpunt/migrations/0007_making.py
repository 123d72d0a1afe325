"""Start pages, tests that never count, table material from elsewhere, and a public wall."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("vertelpunt", "0006_imports_are_not_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Charter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "aim",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("quality", "an instrument for quality: it shows how things stand"),
                            ("improvement", "a driver of improvement: it sets things in motion"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="what it is for",
                    ),
                ),
                ("question", models.TextField(blank=True, max_length=600, verbose_name="what we want to know")),
                ("plan", models.TextField(blank=True, max_length=600, verbose_name="the plan that it serves")),
                ("people", models.JSONField(blank=True, default=list, verbose_name="roles and people")),
                ("decisions", models.JSONField(blank=True, default=list, verbose_name="who decides what, and when")),
                (
                    "hours",
                    models.CharField(blank=True, max_length=300, verbose_name="what we ask of people, in hours"),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="done before")),
                (
                    "back",
                    models.TextField(blank=True, max_length=600, verbose_name="how tellers hear what came of it"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TrialLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("expires_on", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="story",
            name="story_source_known",
        ),
        migrations.AddField(
            model_name="story",
            name="origin",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="where this story comes from"),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="preset",
            field=models.SlugField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="wall",
            field=models.BooleanField(default=False, verbose_name="has a public wall"),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="wall_in_search_engines",
            field=models.BooleanField(default=False, verbose_name="search engines may list the wall"),
        ),
        migrations.AlterField(
            model_name="story",
            name="source",
            field=models.CharField(
                choices=[
                    ("form", "told here"),
                    ("import", "imported"),
                    ("elsewhere", "told elsewhere, for the table only"),
                    ("test", "told as a test"),
                ],
                default="form",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["form", "import", "elsewhere", "test"])), name="story_source_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "elsewhere"), models.Q(("origin", ""), _negated=True)),
                    models.Q(models.Q(("source", "elsewhere"), _negated=True), ("origin", "")),
                    _connector="OR",
                ),
                name="story_from_elsewhere_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertelpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(("wall", True), ("wall_in_search_engines", False), _connector="OR"),
                name="vertelpunt_search_engines_need_a_wall",
            ),
        ),
        migrations.AddField(
            model_name="charter",
            name="vertelpunt",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="charter", to="vertelpunt.vertelpunt"
            ),
        ),
        migrations.AddField(
            model_name="triallink",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="triallink",
            name="vertelpunt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="trial_links", to="vertelpunt.vertelpunt"
            ),
        ),
        migrations.AddConstraint(
            model_name="charter",
            constraint=models.CheckConstraint(
                condition=models.Q(("aim__in", ["", "quality", "improvement"])), name="charter_aim_known"
            ),
        ),
    ]
