"""Invitations by mail, and mails of which the text is for the addressee only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_upkeep")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="sealed",
            field=models.BooleanField(
                db_default=False, default=False, help_text="only the addressee reads it: it holds a personal link"
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="mail address")),
                ("roles", models.JSONField(default=list)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "digest",
                    models.CharField(help_text="keyed, of the secret in the link", max_length=64, unique=True),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="people.coalition"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["email"],
                "constraints": [models.UniqueConstraint(fields=("coalition", "email"), name="invitation_once_each")],
            },
        ),
    ]
