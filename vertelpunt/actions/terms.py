"""How long a Vertelpunt keeps what: six terms, changed together; the daily work carries them out."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from people.access import Desk
from people.actions import log
from vertelpunt.actions.making import may_edit
from vertelpunt.models import PartnerContact, Vertelpunt, Volunteer

TERMS: Mapping[str, str] = {  # the field, and what the log calls it
    "original_kept_days": "originals",
    "recording_kept_days": "recordings",
    "unfinished_kept_days": "unfinished",
    "contact_kept_days": "contacts",
    "reading_kept_days": "readings",
    "draft_kept_days": "drafts",
}


@transaction.atomic
def keep_terms(*, desk: Desk, point: Vertelpunt, terms: Mapping[str, int | None]) -> None:
    """Set how many days `point` keeps what; contact details that are there already follow."""
    may_edit(desk, point)
    point = Vertelpunt.objects.select_for_update().get(pk=point.pk)
    changed = [name for name in TERMS if name in terms and getattr(point, name) != terms[name]]
    before = point.contact_kept_days
    for name in changed:
        setattr(point, name, terms[name])
        log(f"{TERMS[name]}-kept-changed", actor=desk.user, coalition=desk.coalition, thing=point)
    point.save(update_fields=changed)
    if point.contact_kept_days != before:
        _move_contacts(point, point.contact_kept_days - before)


def _move_contacts(point: Vertelpunt, days: int) -> None:
    """Have everybody whose details are kept here go so many days later, or earlier."""
    for volunteer in Volunteer.objects.filter(vertelpunt=point):
        volunteer.kept_until += timedelta(days=days)
        volunteer.save(update_fields=["kept_until"])
    for contact in PartnerContact.objects.filter(partner__vertelpunt=point):
        contact.kept_until += timedelta(days=days)
        contact.save(update_fields=["kept_until"])
