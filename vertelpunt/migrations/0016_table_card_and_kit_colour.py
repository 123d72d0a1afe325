"""A table card has a link of its own, and a Vertelpunt keeps the colour of its communication kit."""

from django.db import migrations, models

MEDIA = [
    ("poster", "poster"),
    ("flyer", "flyer"),
    ("card", "card to hand over"),
    ("waiting_room", "waiting room"),
    ("table_card", "table card"),
    ("letter", "letter"),
    ("mail", "mail"),
    ("newsletter", "newsletter"),
    ("site", "site"),
    ("social", "social media"),
    ("talk", "from person to person"),
    ("table", "story table"),
    ("other", "something else"),
]


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0015_speaking")]

    operations = [
        migrations.AddField(
            model_name="vertelpunt",
            name="kit_colour",
            field=models.CharField(default="ffc629", max_length=6, verbose_name="colour of the communication kit"),
        ),
        migrations.RemoveConstraint(model_name="channel", name="channel_medium_known"),
        migrations.AlterField(
            model_name="channel",
            name="medium",
            field=models.CharField(choices=MEDIA, default="other", max_length=12, verbose_name="medium"),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(("medium__in", [medium for medium, _name in MEDIA])), name="channel_medium_known"
            ),
        ),
    ]
