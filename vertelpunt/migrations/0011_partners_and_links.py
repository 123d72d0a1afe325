"""Partners with what they promised, links and targets; channels know their medium, audience and short address."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MEDIA = [
    ("poster", "poster"),
    ("flyer", "flyer"),
    ("card", "card to hand over"),
    ("waiting_room", "waiting room"),
    ("letter", "letter"),
    ("mail", "mail"),
    ("newsletter", "newsletter"),
    ("site", "site"),
    ("social", "social media"),
    ("talk", "from person to person"),
    ("table", "story table"),
    ("other", "something else"),
]


def key() -> models.BigAutoField:  # type: ignore[type-arg]
    """Return the usual key."""
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def owned(to: str, name: str, **more: object) -> models.ForeignKey:  # type: ignore[type-arg]
    """Return a key to what the row goes with."""
    options: dict[str, object] = {"on_delete": django.db.models.deletion.CASCADE, "related_name": name, "to": to}
    return models.ForeignKey(**options | more)  # type: ignore[arg-type]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_small_groups"),
        ("vertelpunt", "0010_languages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", key()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("vertelpunt", owned("vertelpunt.vertelpunt", "partners")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("vertelpunt", "name"), name="partner_name_once"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="partner_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerContact",
            fields=[
                (
                    "partner",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="vertelpunt.partner",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="name of the person"),
                ),
                ("mail", models.EmailField(blank=True, default="", max_length=254, verbose_name="mail address")),
                ("kept_until", models.DateField()),
                ("stopped_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_on", None), models.Q(("mail", ""), ("name", "")), _connector="OR"
                        ),
                        name="contact_gone_when_stopped",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", key()),
                ("what", models.CharField(max_length=300, verbose_name="what was promised")),
                ("by_whom", models.CharField(blank=True, default="", max_length=120, verbose_name="by whom")),
                ("before", models.DateField(verbose_name="done before")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("partner", owned("vertelpunt.partner", "promises")),
            ],
            options={
                "ordering": ["before", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="promise_says_what")
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerLink",
            fields=[
                ("id", key()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_on", models.DateField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("partner", owned("vertelpunt.partner", "links")),
            ],
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", key()),
                (
                    "stories",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="complete stories"
                    ),
                ),
                ("before", models.DateField(blank=True, null=True, verbose_name="by")),
                ("audience", owned("vertelpunt.audience", "targets", blank=True, null=True)),
                ("channel", owned("vertelpunt.channel", "targets", blank=True, null=True)),
                ("vertelpunt", owned("vertelpunt.vertelpunt", "targets")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("audience", None), ("channel", None)),
                        fields=("vertelpunt",),
                        name="target_of_all_once",
                    ),
                    models.UniqueConstraint(fields=("audience",), name="target_of_audience_once"),
                    models.UniqueConstraint(fields=("channel",), name="target_of_channel_once"),
                    models.CheckConstraint(
                        condition=models.Q(("audience", None), ("channel", None), _connector="OR"),
                        name="target_of_one_thing",
                    ),
                    models.CheckConstraint(condition=models.Q(("stories__gte", 1)), name="target_above_nothing"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asker",
            fields=[
                ("id", key()),
                (
                    "kind",
                    models.CharField(
                        choices=[("logo", "logo"), ("face", "face")], max_length=8, verbose_name="what it is"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("alt", models.CharField(max_length=160, verbose_name="what can be seen, for who cannot see it")),
                ("file", models.CharField(max_length=80, unique=True)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("vertelpunt", owned("vertelpunt.vertelpunt", "askers")),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["logo", "face"])), name="asker_kind_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("alt", ""), _negated=True), name="asker_is_described"),
                ],
            },
        ),
        migrations.RenameField("channel", "partner", "partner_name"),
        migrations.AlterField("channel", "name", models.CharField(max_length=120, verbose_name="name")),
        migrations.AddField(
            model_name="channel",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="channels",
                to="vertelpunt.partner",
                verbose_name="partner",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="medium",
            field=models.CharField(choices=MEDIA, default="other", max_length=12, verbose_name="medium"),
        ),
        migrations.AddField(
            model_name="channel",
            name="audience",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="channels",
                to="vertelpunt.audience",
            ),
        ),
        migrations.AddField("channel", "short", models.CharField(max_length=12, null=True)),
        migrations.AddField("channel", "closed_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(("medium__in", [medium for medium, _name in MEDIA])), name="channel_medium_known"
            ),
        ),
    ]
