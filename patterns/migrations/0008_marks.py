"""People mark patterns as remarkable, maybe or no, with a note."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0007_selections_and_revisions"),
        ("people", "0001_people"),
        ("vertelpunt", "0006_imports_are_not_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pattern_key", models.CharField(max_length=200)),
                (
                    "choice",
                    models.SlugField(
                        blank=True,
                        choices=[("remarkable", "remarkable"), ("maybe", "maybe"), ("no", "no")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=600, verbose_name="note")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="people.coalition"
                    ),
                ),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="vertelpunt.vertelpunt"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["changed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coalition", "vertelpunt", "pattern_key", "user"), name="mark_once_per_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["", "remarkable", "maybe", "no"])), name="mark_choice_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="mark_version_grows"),
                ],
            },
        ),
    ]
