"""A mail may carry a calendar file, and knows what it goes with, so that it is deleted with that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_click_stops")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="calendar",
            field=models.TextField(blank=True, help_text="a calendar file that goes with it"),
        ),
        migrations.AddField(
            model_name="message",
            name="about",
            field=models.CharField(
                blank=True, db_index=True, help_text="what it goes with when that goes", max_length=60
            ),
        ),
    ]
