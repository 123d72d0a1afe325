"""Steps led live: where a session is, dots, the story under a plan, looking back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0006_print_packs"),
        ("patterns", "0013_which_story_changed"),
        ("vertelpunt", "0015_speaking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                "verbose_name": "dot",
            },
        ),
        migrations.CreateModel(
            name="Leading",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="leading",
                        serialize=False,
                        to="duiding.session",
                    ),
                ),
                ("ends_at", models.DateTimeField(help_text="when the timer runs out, while it runs", null=True)),
                ("left", models.IntegerField(help_text="seconds left, while the timer stands still", null=True)),
                ("locked", models.BooleanField(default=False)),
                ("ideas_shown", models.BooleanField(default=False)),
                ("dots_shown", models.BooleanField(default=False)),
                ("fits_shown", models.BooleanField(default=False)),
                (
                    "hide_ideas",
                    models.BooleanField(
                        default=False, verbose_name="keep ideas covered until everybody has written theirs"
                    ),
                ),
                (
                    "guess_first",
                    models.BooleanField(
                        default=False, verbose_name="guess first: a figure stays covered until somebody has guessed"
                    ),
                ),
                (
                    "votes",
                    models.BooleanField(
                        default=False, verbose_name="put dots on groups; nobody sees the totals until you show them"
                    ),
                ),
                (
                    "names_shown",
                    models.BooleanField(
                        default=False,
                        verbose_name="show names on the big screen; everybody has said that this is fine",
                    ),
                ),
                (
                    "trusted",
                    models.CharField(
                        blank=True,
                        help_text="name and where to find",
                        max_length=120,
                        verbose_name="who is there for people whom it touches",
                    ),
                ),
            ],
            options={
                "verbose_name": "leading of a session",
            },
        ),
        migrations.CreateModel(
            name="LookBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("client_id", models.UUIDField()),
                ("grade", models.PositiveSmallIntegerField(verbose_name="how was it?")),
                (
                    "takes_along",
                    models.CharField(blank=True, max_length=500, verbose_name="what do you take with you?"),
                ),
                ("better", models.CharField(blank=True, max_length=500, verbose_name="what could have been better?")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "look back",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="note",
            name="note_kind_known",
        ),
        migrations.AddField(
            model_name="board",
            name="ground",
            field=models.ForeignKey(
                blank=True,
                help_text="the story under the plan",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vertelpunt.story",
            ),
        ),
        migrations.AddField(
            model_name="board",
            name="ground_withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("surprise", "surprises me"),
                    ("worry", "worries me"),
                    ("chance", "is a chance"),
                    ("idea", "idea"),
                    ("good", "goes well"),
                    ("third", "another reading"),
                    ("need", "needed for a yes"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="session",
            name="step",
            field=models.CharField(
                choices=[
                    ("welcome", "Welcome"),
                    ("open", "Opening with a story"),
                    ("figures", "Figures"),
                    ("read", "Reading"),
                    ("interpret", "Which reading fits"),
                    ("notice", "Surprise, worry, chance"),
                    ("ideas", "Ideas"),
                    ("ground", "One story as the ground"),
                    ("cluster", "Group and name"),
                    ("propose", "Make a proposal"),
                    ("sharpen", "Sharpen with deciders"),
                    ("present", "Present"),
                    ("evaluate", "Looking back"),
                    ("talk", "Talk"),
                    ("break", "Break"),
                ],
                default="welcome",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["surprise", "worry", "chance", "idea", "good", "third", "need"])),
                name="note_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="dot",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="dots", to="duiding.board"
            ),
        ),
        migrations.AddField(
            model_name="dot",
            name="cluster",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="dots", to="duiding.cluster"
            ),
        ),
        migrations.AddField(
            model_name="dot",
            name="interpretation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patterns.interpretation"
            ),
        ),
        migrations.AddField(
            model_name="dot",
            name="member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="dot",
            name="participant",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="dots", to="duiding.participant"
            ),
        ),
        migrations.AddField(
            model_name="leading",
            name="aloud",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vertelpunt.story",
                verbose_name="story that is read aloud",
            ),
        ),
        migrations.AddField(
            model_name="leading",
            name="now",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="duiding.programmestep"
            ),
        ),
        migrations.AddField(
            model_name="lookback",
            name="participant",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="look_back",
                to="duiding.participant",
            ),
        ),
        migrations.AddField(
            model_name="lookback",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="look_backs", to="duiding.session"
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.UniqueConstraint(
                fields=("participant", "cluster"), name="dot_once_per_participant_and_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.UniqueConstraint(fields=("member", "cluster"), name="dot_once_per_member_and_group"),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.UniqueConstraint(
                fields=("board", "participant", "interpretation"), name="dot_once_per_participant_and_reading"
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.UniqueConstraint(
                fields=("board", "member", "interpretation"), name="dot_once_per_member_and_reading"
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("participant", None)),
                    models.Q(("member", None), ("participant__isnull", False)),
                    _connector="OR",
                ),
                name="dot_of_one_writer",
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cluster", None), ("interpretation__isnull", False)),
                    models.Q(("cluster__isnull", False), ("interpretation", None)),
                    _connector="OR",
                ),
                name="dot_on_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="dot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("number__gte", 1), models.Q(("participant", None), ("number__lte", 3), _connector="OR")
                ),
                name="dot_number_in_bounds",
            ),
        ),
        migrations.AddConstraint(
            model_name="leading",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at", None), ("left", None), _connector="OR"),
                name="leading_timer_runs_or_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.UniqueConstraint(fields=("session", "client_id"), name="look_back_once"),
        ),
        migrations.AddConstraint(
            model_name="lookback",
            constraint=models.CheckConstraint(
                condition=models.Q(("grade__gte", 1), ("grade__lte", 5)), name="look_back_grade"
            ),
        ),
    ]
