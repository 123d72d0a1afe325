"""Sittings, forms on paper, personal links, and what a teller lets a professional read."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_people"),
        ("vertelpunt", "0013_channels_have_partners"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="story",
            name="story_source_known",
        ),
        migrations.AlterField(
            model_name="story",
            name="source",
            field=models.CharField(
                choices=[
                    ("form", "told here"),
                    ("table", "told at a story table"),
                    ("interview", "told in an interview"),
                    ("paper", "told on paper"),
                    ("import", "imported"),
                    ("elsewhere", "told elsewhere, for the table only"),
                    ("test", "told as a test"),
                ],
                default="form",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__in", ["form", "table", "interview", "paper", "import", "elsewhere", "test"])
                ),
                name="story_source_known",
            ),
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sittings",
                        to="vertelpunt.vertelpunt",
                    ),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.coalition"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("table", "story table"), ("interview", "interview"), ("paper", "forms on paper")],
                        max_length=10,
                        verbose_name="what is it",
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="vertelpunt.audience"
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.region",
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("told", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("open_until", models.DateField()),
            ],
            options={
                "ordering": ["-held_on", "place"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["table", "interview", "paper"])), name="sitting_kind_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("place", ""), _negated=True), name="sitting_has_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_forms",
                        to="vertelpunt.vertelpunt",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_forms",
                        to="vertelpunt.questionsetversion",
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="vertelpunt.audience"
                    ),
                ),
                ("number", models.CharField(max_length=6)),
                ("language", models.CharField(default="nl", max_length=8)),
                ("code_digest", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("printed_on", models.DateField()),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("entered_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("vertelpunt", "number"), name="paper_form_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_on", None),
                            models.Q(("code_digest", None), ("stopped_on", None)),
                            _connector="OR",
                        ),
                        name="paper_form_entered_untied",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "vertelpunt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_links",
                        to="vertelpunt.vertelpunt",
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.coalition"
                    ),
                ),
                ("expires_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("vertelpunt", "professional", "coalition"), name="hand_link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="share", to="vertelpunt.story"
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.coalition"
                    ),
                ),
                (
                    "reader",
                    models.CharField(
                        choices=[("professional", "only who gave the link"), ("organisation", "the organisation too")],
                        max_length=12,
                    ),
                ),
                (
                    "called",
                    models.CharField(
                        blank=True, default="", max_length=80, verbose_name="how the teller wants to be called"
                    ),
                ),
                ("given_on", models.DateField()),
                ("read_on", models.DateField(blank=True, null=True)),
                ("talked_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-given_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reader__in", ["professional", "organisation"])), name="share_reader_known"
                    )
                ],
            },
        ),
    ]
