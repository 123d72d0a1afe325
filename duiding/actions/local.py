"""A second reader looks whether somebody may be recognised, before a story from here lies on a local table."""

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.live import touch
from duiding.models import LocalCheck, Table, TableStory
from duiding.queries.local import is_local, to_ask, waiting_checks
from duiding.queries.material import stories_to_choose
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission


@transaction.atomic
def ask_second_reader(*, desk: Desk, table: Table, story: UUID) -> None:
    """Ask for a second reader; a story that reads otherwise now is asked about anew."""
    desk.require(Permission.PREPARE_SESSIONS)
    found = to_ask(stories_to_choose(desk), table).filter(pk=story).first()
    if found is None:
        raise Http404
    LocalCheck.objects.update_or_create(
        coalition=desk.coalition,
        story=found,
        defaults={
            "release_number": found.release.number,
            "asked_by": desk.user,
            "asked_on": timezone.localdate(),
            "checked_by": None,
            "checked_on": None,
            "safe": None,
        },
    )
    log("second-reader-asked", actor=desk.user, coalition=desk.coalition, thing=found)


def _off_local_tables(check: LocalCheck) -> None:
    lying = TableStory.objects.filter(story=check.story_id, table__session__coalition=check.coalition_id)
    for card in lying.select_related("table__session__coalition", "table__board"):
        if is_local(card.table):
            card.delete()
            touch(card.table.board)


@transaction.atomic
def say_safe(*, desk: Desk, check: int, safe: bool) -> None:
    """Say whether a story is safe at a local table; never by who asked. A no takes it off local tables."""
    desk.require(Permission.MODERATE)
    found: LocalCheck | None = waiting_checks(desk.coalition).filter(pk=check).first()
    if found is None:
        raise Http404
    if found.asked_by_id == desk.user.pk:
        raise Refused("second_reader", _("You asked for this yourself, so somebody else reads it."))
    found.safe, found.checked_by, found.checked_on = safe, desk.user, timezone.localdate()
    found.save(update_fields=["safe", "checked_by", "checked_on"])
    if not safe:
        _off_local_tables(found)
    log("second-reader-said", actor=desk.user, coalition=desk.coalition, thing=found)
