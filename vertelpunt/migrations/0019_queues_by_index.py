"""Indexes for the queue of moderators, the last released texts and counts, however many stories there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0018_sketch_parts")]

    operations = [
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(
                condition=models.Q(("read_first", True)), fields=["story"], name="screening_read_first"
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("state", "told")),
                fields=["vertelpunt", "-finished", "told_on", "number"],
                name="story_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["vertelpunt", "state", "source", "audience", "complete"], name="story_counted"),
        ),
        migrations.AddIndex(
            model_name="storyrelease",
            index=models.Index(
                condition=models.Q(("released_by__isnull", False)), fields=["-id"], name="release_by_a_person"
            ),
        ),
    ]
