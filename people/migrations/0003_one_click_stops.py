"""A mail knows the address where one click stops mails like it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_small_groups")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="unsubscribe",
            field=models.CharField(blank=True, default="", max_length=400),
        ),
    ]
