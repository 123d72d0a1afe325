"""A revision says which story changed, so that the explorer reads only that one again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("patterns", "0012_readings_that_oppose")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="story",
            field=models.UUIDField(db_index=True, null=True),
        ),
    ]
