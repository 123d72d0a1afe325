"""Which languages a Vertelpunt offers its tellers."""

from django.db import migrations, models

import vertelpunt.models.vertelpunt


class Migration(migrations.Migration):
    dependencies = [
        ("vertelpunt", "0009_volunteer"),
    ]

    operations = [
        migrations.AddField(
            model_name="vertelpunt",
            name="languages",
            field=models.JSONField(
                default=vertelpunt.models.vertelpunt.usual_languages,
                validators=[vertelpunt.models.vertelpunt.validate_languages],
                verbose_name="languages of tellers' pages",
            ),
        ),
    ]
