"""What the addresses of telling together show: a sitting, and a story that a teller lets an organisation read."""

from typing import Any

from tests import world
from vertelpunt.actions.sittings import sitting_key
from vertelpunt.models import Share, Sitting, Story


def make(told: Story) -> dict[str, dict[str, Any]]:
    """Return what stands in the addresses, by their name."""
    point = told.vertelpunt
    sitting = Sitting.objects.create(
        vertelpunt=point,
        coalition=point.coalition,
        kind="table",
        audience=told.audience,
        place="De Ster",
        held_on=world.DAY,
        open_until=world.DAY.replace(year=2999),
    )
    share = Share.objects.create(
        story=told,
        professional=world.person("Hulpverlener"),
        coalition=point.coalition,
        reader="organisation",
        given_on=world.DAY,
    )
    key = {"key": sitting_key(sitting)}
    return {
        "vertelpunt:collect": key,
        "vertelpunt:collect_paper": key,
        "vertelpunt:sitting": {"sitting": sitting.pk},
        "vertelpunt:given": {"share": share.pk},
    }
