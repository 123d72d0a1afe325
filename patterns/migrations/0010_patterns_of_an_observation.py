"""An observation has its patterns in rows of their own; the single one was copied there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patterns", "0009_cards_with_history_and_sets")]
    operations = [
        migrations.RemoveField("observation", "evaluation"),
        migrations.RemoveField("observation", "pattern_key"),
    ]
