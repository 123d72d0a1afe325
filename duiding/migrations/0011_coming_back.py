"""Coming back to one's seat, and people at the tables without a phone."""

import django.db.models.deletion
from django.db import migrations, models

PERSPECTIVES = [
    ("youth", "young person"),
    ("parent", "parent or carer"),
    ("professional", "professional"),
    ("policy", "policy officer"),
    ("manager", "manager or director"),
    ("administrator", "administrator or alderman"),
    ("other", "someone else"),
]
REASONS = [
    ("came_back", "went on elsewhere"),
    ("let_in", "let in by a facilitator"),
    ("together", "put together with somebody"),
    ("removed", "taken off the list"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0010_decisions_with_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="seated_at",
            field=models.DateTimeField(help_text="when the device that is theirs now sat down", null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="by_hand",
            field=models.BooleanField(default=False, help_text="written down by a facilitator: has no device here"),
        ),
        migrations.AddField(
            model_name="participant",
            name="code_round",
            field=models.PositiveSmallIntegerField(default=0, help_text="grows when the come-back code is renewed"),
        ),
        migrations.CreateModel(
            name="FormerSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("why", models.CharField(choices=REASONS, max_length=10)),
                ("ended_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="former_seats",
                        to="duiding.participant",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_seats", to="duiding.session"
                    ),
                ),
            ],
            options={"verbose_name": "former seat", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="ReturnRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=40, verbose_name="what did we call you?")),
                (
                    "perspective",
                    models.CharField(choices=PERSPECTIVES, max_length=20, verbose_name="from where do you look?"),
                ),
                ("refused", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="return_requests",
                        to="duiding.session",
                    ),
                ),
            ],
            options={"verbose_name": "request to come back", "ordering": ["pk"]},
        ),
    ]
