"""What was imported is told apart from what tellers are asked, and an imported row is known again."""

from django.db import migrations, models
from django.db.migrations.operations import RunPython

from lib.immutable import forbid_update

IMMUTABLE = forbid_update(
    "vertelpunt_questionsetversion",
    ["definition", "number", "published_on"],
    when="OLD.published_on IS NOT NULL",
)


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0005_why_held_back")]
    operations = [
        migrations.AddField("audience", "offered", models.BooleanField(default=True)),
        RunPython(IMMUTABLE.reverse_code, IMMUTABLE.code),  # SQLite makes the table anew, which loses its trigger
        migrations.AddField("questionsetversion", "asked", models.BooleanField(default=True)),
        IMMUTABLE,
        migrations.AddField(
            "story", "import_digest", models.CharField(max_length=64, null=True, blank=True, editable=False)
        ),
    ]
