"""Programmes with steps, who is invited and how to reach them, wishes about seats, and a second reader's check."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0004_proposals_followed"),
        ("patterns", "0011_story_cards_printed"),
        ("people", "0004_messages_carry_a_calendar"),
        ("vertelpunt", "0013_channels_have_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="answer_before",
            field=models.DateField(blank=True, null=True, verbose_name="answer before"),
        ),
        migrations.AddField(
            model_name="session",
            name="contact",
            field=models.CharField(blank=True, max_length=200, verbose_name="whom to ask"),
        ),
        migrations.AddField(
            model_name="session",
            name="expenses",
            field=models.TextField(blank=True, max_length=1000, verbose_name="expenses for young people and parents"),
        ),
        migrations.AddField(
            model_name="session",
            name="practical",
            field=models.TextField(blank=True, max_length=2000, verbose_name="good to know"),
        ),
        migrations.AddField(
            model_name="session",
            name="template",
            field=models.SlugField(blank=True, help_text="the programme it began with", max_length=20),
        ),
        migrations.AddField(
            model_name="session",
            name="track",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="patterns.track",
                verbose_name="track",
            ),
        ),
        migrations.AddField(
            model_name="table",
            name="facilitator",
            field=models.CharField(blank=True, max_length=80, verbose_name="facilitator"),
        ),
        migrations.AddField(
            model_name="table",
            name="municipality",
            field=models.CharField(blank=True, max_length=120, verbose_name="municipality"),
        ),
        migrations.AddField(
            model_name="table",
            name="only",
            field=models.CharField(
                blank=True,
                choices=[
                    ("youth", "young person"),
                    ("parent", "parent or carer"),
                    ("professional", "professional"),
                    ("policy", "policy officer"),
                    ("manager", "manager or director"),
                    ("administrator", "administrator or alderman"),
                    ("other", "someone else"),
                ],
                max_length=20,
                verbose_name="for one perspective",
            ),
        ),
        migrations.AddField(
            model_name="table",
            name="track",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="patterns.track",
                verbose_name="track",
            ),
        ),
        migrations.CreateModel(
            name="Invitee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perspective",
                    models.CharField(
                        choices=[
                            ("youth", "young person"),
                            ("parent", "parent or carer"),
                            ("professional", "professional"),
                            ("policy", "policy officer"),
                            ("manager", "manager or director"),
                            ("administrator", "administrator or alderman"),
                            ("other", "someone else"),
                        ],
                        max_length=20,
                        verbose_name="looks as",
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=120, verbose_name="organisation")),
                ("municipality", models.CharField(blank=True, max_length=80, verbose_name="municipality")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("none", "no answer yet"),
                            ("comes", "comes"),
                            ("not", "does not come"),
                            ("other", "somebody else comes"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("invited_on", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("fixed", models.BooleanField(default=False, verbose_name="stays at this table")),
                (
                    "instead_of",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replacement",
                        to="duiding.invitee",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitees", to="duiding.session"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats",
                        to="duiding.table",
                    ),
                ),
            ],
            options={
                "verbose_name": "invited person",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LocalCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("release_number", models.PositiveSmallIntegerField()),
                ("asked_on", models.DateField()),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("safe", models.BooleanField(null=True, verbose_name="nobody is recognised")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="local_checks", to="people.coalition"
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="local_checks", to="vertelpunt.story"
                    ),
                ),
            ],
            options={
                "verbose_name": "check by a second reader",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SeatWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("together", "at one table with"),
                            ("apart", "not at one table with"),
                            ("at", "at this table"),
                        ],
                        max_length=10,
                        verbose_name="wish",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="duiding.invitee"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="duiding.invitee",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="duiding.session"
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="duiding.table",
                    ),
                ),
            ],
            options={
                "verbose_name": "wish about seats",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SessionDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="more_days", to="duiding.session"
                    ),
                ),
            ],
            options={
                "verbose_name": "further day",
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
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
                        max_length=10,
                        verbose_name="kind of step",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                ("minutes", models.PositiveSmallIntegerField(default=10, verbose_name="minutes")),
                ("script", models.TextField(blank=True, max_length=4000, verbose_name="what the facilitator says")),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="programme", to="duiding.session"
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="duiding.sessionday",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the programme",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "invitee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="duiding.invitee",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone number")),
                ("needs", models.CharField(blank=True, max_length=300, verbose_name="what is needed")),
                (
                    "needs_access",
                    models.BooleanField(
                        default=False, verbose_name="a room that is easy to get into, or help with seeing or hearing"
                    ),
                ),
                ("needs_food", models.BooleanField(default=False, verbose_name="other food")),
                ("needs_travel", models.BooleanField(default=False, verbose_name="help with travelling")),
                ("brings_someone", models.BooleanField(default=False, verbose_name="brings somebody along")),
            ],
            options={
                "verbose_name": "contact details",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="contact_has_name")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "perspective__in",
                        ["youth", "parent", "professional", "policy", "manager", "administrator", "other"],
                    )
                ),
                name="invitee_perspective_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitee",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["none", "comes", "not", "other"])), name="invitee_answer_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="localcheck",
            constraint=models.UniqueConstraint(fields=("coalition", "story"), name="local_check_once"),
        ),
        migrations.AddConstraint(
            model_name="localcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("checked_by")), _negated=True), name="local_check_by_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="localcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checked_on", None), ("safe__isnull", True)),
                    models.Q(("checked_on__isnull", False), ("safe__isnull", False)),
                    _connector="OR",
                ),
                name="local_check_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatwish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "at"), ("second", None), ("table__isnull", False)),
                    models.Q(("kind__in", ["together", "apart"]), ("second__isnull", False), ("table", None)),
                    _connector="OR",
                ),
                name="seat_wish_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatwish",
            constraint=models.CheckConstraint(
                condition=models.Q(("first", models.F("second")), _negated=True), name="seat_wish_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="sessionday",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="session_day_ends_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 480)), name="programme_minutes"
            ),
        ),
    ]
