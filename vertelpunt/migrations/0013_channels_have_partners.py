"""What partners and targets took over leaves the channels; a short address is there and used once."""

from django.db import migrations, models

import vertelpunt.models.vertelpunt


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0012_partners_from_channels")]

    operations = [
        migrations.RemoveField("channel", "partner_name"),
        migrations.RemoveField("channel", "target"),
        migrations.AlterField(
            model_name="channel",
            name="short",
            field=models.CharField(default=vertelpunt.models.vertelpunt.new_short, max_length=12, unique=True),
        ),
    ]
