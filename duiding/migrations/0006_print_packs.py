"""Which printed cards went into the pack of which table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0005_preparing"),
        ("patterns", "0013_which_story_changed"),
    ]

    operations = [
        migrations.CreateModel(
            name="PackSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "printed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pack_sheets",
                        to="patterns.printedcard",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pack_sheets", to="duiding.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "sheet in a print pack",
                "ordering": ["table", "pk"],
                "constraints": [models.UniqueConstraint(fields=("table", "printed"), name="pack_sheet_once")],
            },
        ),
    ]
