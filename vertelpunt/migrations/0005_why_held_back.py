"""Why a story is held back, so that its teller can read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("vertelpunt", "0004_shared_modules_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="held_for",
            field=models.CharField(
                blank=True,
                choices=[
                    ("short", "says too little to learn from"),
                    ("known", "somebody can be recognised in it"),
                    ("elsewhere", "is about something else"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_for", ""),
                    models.Q(("held_for__in", ["short", "known", "elsewhere"]), ("state", "held")),
                    _connector="OR",
                ),
                name="story_held_for_known",
            ),
        ),
    ]
