"""Days on which sessions were opened and proposals presented; names of sessions and tables can be hidden."""

from django.db import migrations, models
from django.db.models.functions import Least, Now, TruncDate


def fill_days(apps, schema_editor):
    """Give the rows that are there the day that is known, and keep drafts off the public page until seen."""
    sessions, proposals = apps.get_model("duiding", "Session"), apps.get_model("duiding", "Proposal")
    sessions.objects.exclude(state="preparing").update(opened_at=Least("starts_at", Now()))
    proposals.objects.exclude(state="draft").update(presented_on=TruncDate("created_at"))
    proposals.objects.filter(state="draft").update(public=False)


class Migration(migrations.Migration):
    dependencies = [
        ("duiding", "0002_board_receipts"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="presented_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="hidden",
            field=models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
        ),
        migrations.AddField(
            model_name="session",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="table",
            name="hidden",
            field=models.BooleanField(default=False, help_text="repeats words of a story that was withdrawn"),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="public",
            field=models.BooleanField(default=False, verbose_name="on the public page"),
        ),
        migrations.RunPython(fill_days, migrations.RunPython.noop),
    ]
