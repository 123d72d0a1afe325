"""A published question set and a released text never change."""

from django.db import migrations

from lib.immutable import forbid_update


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0001_collect")]
    operations = [
        forbid_update(
            "vertelpunt_questionsetversion",
            ["definition", "number", "published_on"],
            when="OLD.published_on IS NOT NULL",
        ),
        forbid_update("vertelpunt_storyrelease", ["number", "title", "text", "story_id", "released_on"]),
    ]
