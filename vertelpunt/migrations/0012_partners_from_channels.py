"""The names of partners on channels become partners, their targets become targets, every channel a short address."""

from typing import Any

from django.db import migrations

from vertelpunt.models.vertelpunt import new_short


def split(apps: Any, schema_editor: Any) -> None:
    """Make a partner of each name and a target of each number."""
    channels = apps.get_model("vertelpunt", "Channel")
    partners = apps.get_model("vertelpunt", "Partner")
    targets = apps.get_model("vertelpunt", "Target")
    for channel in channels.objects.all():
        if channel.partner_name:
            channel.partner, _made = partners.objects.get_or_create(
                vertelpunt_id=channel.vertelpunt_id, name=channel.partner_name
            )
        if channel.target:
            targets.objects.create(vertelpunt_id=channel.vertelpunt_id, channel=channel, stories=channel.target)
        channel.short = new_short()
        channel.save()


def join(apps: Any, schema_editor: Any) -> None:
    """Write names and numbers back on the channels."""
    channels = apps.get_model("vertelpunt", "Channel")
    targets = apps.get_model("vertelpunt", "Target")
    for channel in channels.objects.select_related("partner"):
        target = targets.objects.filter(channel=channel).first()
        channel.partner_name = channel.partner.name if channel.partner else ""
        channel.target = target.stories if target else None
        channel.save()


class Migration(migrations.Migration):
    dependencies = [("vertelpunt", "0011_partners_and_links")]

    operations = [migrations.RunPython(split, join)]
