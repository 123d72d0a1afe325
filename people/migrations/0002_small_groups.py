"""The smallest group that is shown outside a coalition becomes a setting of that coalition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people")]

    operations = [
        migrations.AddField(
            model_name="coalition",
            name="small_group",
            field=models.PositiveSmallIntegerField(
                default=5, verbose_name="smallest group shown outside the coalition"
            ),
        ),
        migrations.AddConstraint(
            model_name="coalition",
            constraint=models.CheckConstraint(
                condition=models.Q(("small_group__gte", 2), ("small_group__lte", 100)),
                name="coalition_small_group_sane",
            ),
        ),
    ]
