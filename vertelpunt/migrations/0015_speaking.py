"""Stories that were told aloud: their recording, and that nobody has written them down yet."""

import django.db.models.deletion
from django.db import migrations, models

import vertelpunt.models.recording


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_professional"),
        ("vertelpunt", "0014_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        default=vertelpunt.models.recording.new_name, editable=False, max_length=32, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("webm", "audio/webm"), ("ogg", "audio/ogg"), ("mp4", "audio/mp4")], max_length=4
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("written_on", models.DateField(blank=True, null=True)),
                ("counts_from", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "recording",
            },
        ),
        migrations.RemoveConstraint(
            model_name="story",
            name="story_has_text",
        ),
        migrations.AddField(
            model_name="story",
            name="unwritten",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="recording_kept_days",
            field=models.PositiveSmallIntegerField(default=14, verbose_name="days that a recording is kept"),
        ),
        migrations.AddField(
            model_name="vertelpunt",
            name="speaking",
            field=models.BooleanField(default=False, verbose_name="people can speak instead of type"),
        ),
        migrations.AlterField(
            model_name="story",
            name="text",
            field=models.TextField(blank=True, verbose_name="story"),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unwritten", False), models.Q(("text", ""), _negated=True)),
                    models.Q(("text", ""), ("unwritten", True)),
                    _connector="OR",
                ),
                name="story_text_once_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="vertelpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(("recording_kept_days__gte", 1), ("recording_kept_days__lte", 90)),
                name="vertelpunt_recording_kept",
            ),
        ),
        migrations.AddField(
            model_name="recording",
            name="story",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="recording", to="vertelpunt.story"
            ),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["webm", "ogg", "mp4"])), name="recording_kind_known"
            ),
        ),
    ]
