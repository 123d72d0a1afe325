"""The list of people who want to think along at a table, tied to no story."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("vertelpunt", "0008_moderation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Volunteer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "perspective",
                    models.CharField(
                        choices=[
                            ("youth", "young person"),
                            ("parent", "parent or carer"),
                            ("professional", "professional"),
                            ("other", "someone else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reach", models.CharField(max_length=200, verbose_name="mail address or phone number")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("consent", models.TextField()),
                ("month", models.DateField()),
                ("kept_until", models.DateField()),
                ("code_digest", models.CharField(max_length=64, unique=True)),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.region",
                    ),
                ),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="volunteers",
                        to="vertelpunt.vertelpunt",
                    ),
                ),
            ],
            options={
                "verbose_name": "somebody who thinks along",
                "verbose_name_plural": "people who think along",
                "ordering": ["perspective", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("vertelpunt", "reach"), name="volunteer_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reach", ""), _negated=True), models.Q(("consent", ""), _negated=True)
                        ),
                        name="volunteer_reachable",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="volunteer_month_only"),
                    models.CheckConstraint(
                        condition=models.Q(("perspective__in", ["youth", "parent", "professional", "other"])),
                        name="volunteer_perspective_known",
                    ),
                ],
            },
        ),
    ]
