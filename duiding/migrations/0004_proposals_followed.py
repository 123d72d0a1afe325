"""Proposals are decided by somebody named, followed by owners and those concerned, copied and looked at later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0003_days_and_hidden_names"),
        ("patterns", "0011_story_cards_printed"),
        ("people", "0001_people"),
        ("vertelpunt", "0009_volunteer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="which stories")),
                ("questions", models.JSONField(default=list, verbose_name="which questions")),
                ("since", models.DateField(verbose_name="new from")),
            ],
            options={
                "verbose_name": "what it hopes to move",
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("digest", models.CharField(max_length=64)),
                ("owner", models.BooleanField(default=False, verbose_name="takes the proposal up")),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "who hears of it",
                "ordering": ["-owner", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_on", models.DateField()),
            ],
            options={
                "verbose_name": "pair of owners",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="progressentry",
            name="help_wanted",
            field=models.TextField(blank=True, default="", verbose_name="what help is wanted"),
        ),
        migrations.AddField(
            model_name="progressentry",
            name="involved",
            field=models.TextField(blank=True, default="", verbose_name="how young people and parents take part"),
        ),
        migrations.AddField(
            model_name="progressentry",
            name="obstacles",
            field=models.TextField(blank=True, default="", verbose_name="what is in the way"),
        ),
        migrations.AddField(
            model_name="progressentry",
            name="told_by",
            field=models.CharField(
                choices=[
                    ("member", "the coalition"),
                    ("owner", "the owner"),
                    ("interview", "the owner, asked by another owner"),
                ],
                default="member",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="duiding.proposal",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decide_before",
            field=models.DateField(blank=True, null=True, verbose_name="decision before"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decider",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="decides_at",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="asked_to_decide",
                to="people.coalition",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="helpers",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="who else"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="key_figures",
            field=models.ManyToManyField(blank=True, related_name="+", to="patterns.keyfigure"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="needs",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="what is needed"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="passed_on",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="proposal",
            name="place",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="progressentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_by__in", ["member", "owner", "interview"])), name="progress_told_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed_on", False), models.Q(("state", "draft"), _negated=True), _connector="OR"),
                name="proposal_passed_on_shown",
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="proposal",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="effect", to="duiding.proposal"
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="duiding.proposal"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="answers",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="asked_by", to="duiding.proposal"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="asks",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="duiding.proposal"
            ),
        ),
        migrations.AddField(
            model_name="pair",
            name="coalition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pairs", to="people.coalition"
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(fields=("proposal", "digest"), name="follower_once"),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(
                condition=models.Q(("owner", True)), fields=("proposal",), name="follower_one_owner"
            ),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_on", None), models.Q(("email", ""), _negated=True)),
                    models.Q(("email", ""), ("stopped_on__isnull", False)),
                    _connector="OR",
                ),
                name="follower_stopped_is_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.UniqueConstraint(fields=("coalition", "asks"), name="pair_asks_once"),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.UniqueConstraint(fields=("coalition", "answers"), name="pair_answers_once"),
        ),
        migrations.AddConstraint(
            model_name="pair",
            constraint=models.CheckConstraint(
                condition=models.Q(("asks", models.F("answers")), _negated=True), name="pair_of_two"
            ),
        ),
    ]
