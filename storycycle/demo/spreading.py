"""Spreading in the demo: what partners promised, and how many stories are hoped for by when."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from people.access import Desk, roles_in
from storycycle.demo.points import content
from storycycle.demo.world import person
from vertelpunt.actions.channels import set_targets
from vertelpunt.actions.partners import change_partner, promise
from vertelpunt.models import Vertelpunt


def make_spreading(points: Mapping[str, Vertelpunt]) -> None:
    """Write down promises, some kept and some late, whom to mail, and targets with a day."""
    for slug, data in content("spreading.json").items():
        point, by = points[slug], person(data["by"])
        desk = Desk(by, point.coalition, roles_in(by, point.coalition))
        for one in data["contacts"]:
            partner = point.partners.get(name=one["partner"])
            change_partner(desk=desk, partner=partner, name=partner.name, contact_name=one["name"], mail=one["mail"])
        for one in data["promises"]:
            partner = point.partners.get(name=one["partner"])
            made = promise(
                desk=desk, partner=partner, what=one["what"], by_whom=one["by_whom"], before=_day(one["in_days"])
            )
            made.done_on = _day(one["done"]) if one["done"] is not None else None
            made.save(update_fields=["done_on"])
        hoped = {one["of"]: (one["stories"], _day(one["in_days"])) for one in data["targets"]}
        groups = {point.audiences.get(key=key).pk: each for key, each in hoped.items() if key}
        before = _day(data["channels_in_days"])
        links = {one.channel.pk: (one.stories, before) for one in point.targets.all() if one.channel}
        set_targets(desk=desk, point=point, whole=hoped[""], audiences=groups, channels=links)


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
