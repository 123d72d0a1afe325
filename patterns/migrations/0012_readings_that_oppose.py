"""People say which two readings of a card oppose each other."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0011_story_cards_printed"),
        ("people", "0001_people"),
        ("vertelpunt", "0009_volunteer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalobservation",
            name="opposing",
            field=models.CharField(
                blank=True,
                help_text="by their letters; a person says so",
                max_length=2,
                verbose_name="which two oppose each other",
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="opposing",
            field=models.CharField(
                blank=True,
                help_text="by their letters; a person says so",
                max_length=2,
                verbose_name="which two oppose each other",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "opposing__in",
                        ["", "AB", "AC", "AD", "AE", "AF", "BC", "BD", "BE", "BF", "CD", "CE", "CF", "DE", "DF", "EF"],
                    )
                ),
                name="observation_opposing_known",
            ),
        ),
    ]
