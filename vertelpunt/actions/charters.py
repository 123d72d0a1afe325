"""The start page of a Vertelpunt is written."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from people.access import Desk
from people.actions import log
from vertelpunt.actions.making import may_edit
from vertelpunt.models import Charter, Vertelpunt


@transaction.atomic
def write_charter(*, desk: Desk, point: Vertelpunt, values: Mapping[str, Any]) -> Charter:
    """Keep what was agreed about a Vertelpunt."""
    may_edit(desk, point)
    charter, _made = Charter.objects.update_or_create(vertelpunt=point, defaults=dict(values))
    log("charter-written", actor=desk.user, coalition=desk.coalition, thing=point)
    return charter
