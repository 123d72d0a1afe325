"""A coalition is made below another by who administers that one, and logged."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.models import Coalition, Region
from people.roles import Permission

LONGEST = 50  # letters of the name in addresses


@transaction.atomic
def found_coalition(*, desk: Desk, name: str, kind: str, region: Region | None = None) -> Coalition:
    """Make a coalition below the desk's own; who administers here does so there as well."""
    desk.require(Permission.FOUND_COALITIONS)
    if Coalition.objects.filter(parent=desk.coalition, name__iexact=name).exists():
        raise Refused("same_name", _("There is a coalition with this name already. Nothing was made."), status=409)
    made = Coalition.objects.create(
        name=name,
        slug=_free_slug(name),
        kind=Coalition.Kind(kind),
        parent=desk.coalition,
        region=region,
        fictional=desk.coalition.fictional,
        small_group=desk.coalition.small_group,
    )
    log("coalition-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _free_slug(name: str) -> str:
    """Return the name as it stands in addresses; with a number when another coalition has it."""
    plain = slugify(name)[:LONGEST].strip("-") or "c"
    taken = set(Coalition.objects.filter(slug__startswith=plain[: LONGEST - 4]).values_list("slug", flat=True))
    numbered = (f"{plain[: LONGEST - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (plain, *numbered) if slug not in taken)
