"""Patterns keep their numbers once and their words in each language; an evaluation knows which stories it counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("patterns", "0001_find")]
    operations = [
        migrations.RenameField("pattern", "result", "stored"),
        migrations.AddField(
            "pattern",
            "group",
            models.PositiveIntegerField(blank=True, help_text="rank of the first that says the same", null=True),
        ),
        migrations.AddField("pattern", "selected", models.SlugField(blank=True, max_length=12)),
        migrations.AddField(
            "pattern",
            "questions",
            models.CharField(blank=True, help_text="keys, each between blanks", max_length=400),
        ),
        migrations.AddField(
            "evaluation",
            "counted",
            models.BinaryField(default=bytes, help_text="keyed digests of the stories, eight bytes each, sorted"),
        ),
    ]
