"""Cards with a whole story are remembered when they are printed, as cards of observations are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0010_patterns_of_an_observation"),
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="printedcard",
            name="story_number",
            field=models.PositiveIntegerField(blank=True, help_text="of the story on a story card", null=True),
        ),
        migrations.AlterField(
            model_name="printedcard",
            name="observation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="printed",
                to="patterns.observation",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedcard",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("observation", None), ("story_number__isnull", False)),
                    models.Q(("observation__isnull", False), ("story_number", None)),
                    _connector="OR",
                ),
                name="printed_card_of_one_thing",
            ),
        ),
    ]
