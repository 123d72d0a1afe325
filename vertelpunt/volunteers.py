"""Who wants to think along, for those who prepare a session."""

from django.db.models import QuerySet
from django.utils import timezone

from people.access import Desk
from people.models import Region
from people.roles import Permission
from vertelpunt.models import Volunteer


def volunteers_for(desk: Desk, *, region: Region | None = None, perspective: str = "") -> QuerySet[Volunteer]:
    """Return who put themselves on a list of the desk's coalition, all or of one region or perspective."""
    if not desk.may(Permission.PREPARE_SESSIONS):
        return Volunteer.objects.none()
    found = Volunteer.objects.filter(vertelpunt__coalition=desk.coalition, kept_until__gte=timezone.localdate())
    found = found.filter(region=region) if region else found
    found = found.filter(perspective=perspective) if perspective else found
    return found.select_related("vertelpunt", "region").order_by("vertelpunt", "perspective", "region__name", "id")
