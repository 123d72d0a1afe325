"""The smallest digests of each sketch get rows of their own, so that near-copies are found by an index."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FOUND_BY, SOME = 8, 2000


def parts_of_what_is_there(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the rows of sketches that were made before, some at a time."""
    screenings, parts = (apps.get_model("vertelpunt", name) for name in ("Screening", "SketchPart"))
    made = []
    for pk, sketch in screenings.objects.values_list("pk", "sketch").iterator(chunk_size=SOME):
        made += [parts(screening_id=pk, digest=digest) for digest in sketch[:FOUND_BY]]
        if len(made) >= SOME:
            parts.objects.bulk_create(made)
            made = []
    parts.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0017_stories_brought_in")]

    operations = [
        migrations.CreateModel(
            name="SketchPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BigIntegerField()),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="vertelpunt.screening"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["digest"], name="sketch_part_by_digest")]},
        ),
        migrations.RunPython(parts_of_what_is_there, migrations.RunPython.noop),
    ]
