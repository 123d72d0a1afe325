"""Care professionals, who hand over a personal link and read what tellers let them read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_messages_carry_a_calendar"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_role_known",
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("administrator", "administrator"),
                    ("process_leader", "process leader"),
                    ("analyst", "method expert"),
                    ("moderator", "moderator"),
                    ("facilitator", "facilitator"),
                    ("connector", "network connector"),
                    ("subject_expert", "subject expert"),
                    ("communication", "communication adviser"),
                    ("decider", "decider"),
                    ("reader", "reader"),
                    ("professional", "care professional"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "administrator",
                            "process_leader",
                            "analyst",
                            "moderator",
                            "facilitator",
                            "connector",
                            "subject_expert",
                            "communication",
                            "decider",
                            "reader",
                            "professional",
                        ],
                    )
                ),
                name="membership_role_known",
            ),
        ),
    ]
