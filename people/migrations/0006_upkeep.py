"""What the daily work did, part by part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_professional")]

    operations = [
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.SlugField(max_length=40)),
                ("day", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "count",
                    models.PositiveIntegerField(blank=True, help_text="how many went or were mailed", null=True),
                ),
                (
                    "fault",
                    models.CharField(
                        blank=True, help_text="the kind of error, and nothing of its text", max_length=80
                    ),
                ),
            ],
            options={
                "verbose_name": "daily work",
                "ordering": ["-started_at"],
                "constraints": [models.UniqueConstraint(fields=("part", "day"), name="upkeep_once_a_day")],
            },
        ),
    ]
