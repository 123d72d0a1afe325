"""People put themselves on the list to think along, and leave it; nothing ties them to what was told."""

import re
import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.secrets import code_digest, new_code
from people.access import Desk
from people.actions import log
from people.models import Region
from people.roles import Permission
from vertelpunt import ledger
from vertelpunt.models import Vertelpunt, Volunteer
from vertelpunt.text import clean_line

PURPOSE = "volunteer"
FEWEST_DIGITS = 8
PHONE = re.compile(r"\+?[0-9 ().-]+")


def cleaned_reach(typed: str) -> str:
    """Return a mail address or phone number as it is kept, or refuse."""
    reach = clean_line(typed)[:200]
    if "@" in reach:
        try:
            validate_email(reach)
        except ValidationError as error:
            raise Refused("bad_reach", _("This is not a whole mail address. Look at it again.")) from error
        return reach.lower()
    digits = "".join(character for character in reach if character.isdecimal() or character == "+")
    if not PHONE.fullmatch(reach) or len(digits) < FEWEST_DIGITS:
        raise Refused("bad_reach", _("Fill in a mail address, or a phone number of at least 8 digits."))
    return digits


@transaction.atomic
def join_list(
    *, vertelpunt: Vertelpunt, perspective: str, reach: str, consent: str, name: str = "", region: Region | None = None
) -> str:
    """Put somebody on the list and return the code to leave it; who was on it already is on it once.

    The whole list is written anew in a random order, so that the order of rows says nothing about who came when;
    no line in the log of actions says when either.
    """
    today, code = timezone.localdate(), new_code()
    forget_old_volunteers(today)
    made = Volunteer(
        vertelpunt=vertelpunt,
        region=region,
        perspective=perspective,
        reach=cleaned_reach(reach),
        name=clean_line(name)[:80],
        consent=consent,
        month=today.replace(day=1),
        kept_until=today.replace(day=1) + timedelta(days=vertelpunt.contact_kept_days),
        code_digest=code_digest(PURPOSE, code),
    )
    others = list(Volunteer.objects.select_for_update().filter(vertelpunt=vertelpunt).exclude(reach=made.reach))
    Volunteer.objects.filter(vertelpunt=vertelpunt).delete()
    everybody = [*others, made]
    secrets.SystemRandom().shuffle(everybody)
    Volunteer.objects.bulk_create(everybody)
    return code


@transaction.atomic
def leave_list(*, code: str) -> bool:
    """Delete who has `code`; tell whether somebody had."""
    return _take_off(Volunteer.objects.filter(code_digest=code_digest(PURPOSE, code)))


@transaction.atomic
def remove_volunteer(*, desk: Desk, volunteer: str) -> None:
    """Take somebody off the list, because they asked for it or cannot be reached."""
    desk.require(Permission.PREPARE_SESSIONS)
    found = get_object_or_404(Volunteer, pk=volunteer, vertelpunt__coalition=desk.coalition)
    _take_off(Volunteer.objects.filter(pk=found.pk))
    log("volunteer-removed", actor=desk.user, coalition=desk.coalition)


def _take_off(volunteers: QuerySet[Volunteer]) -> bool:
    """Delete who leaves the list; the ledger knows first."""
    ledger.note(PURPOSE, volunteers.values_list("pk", flat=True), timezone.localdate())
    return bool(volunteers.delete()[0])


def forget_old_volunteers(today: date) -> int:
    """Delete everybody whose term is over; return how many went. Nothing is logged: it is done when somebody comes."""
    gone, _rows = Volunteer.objects.filter(kept_until__lt=today).delete()
    return gone


@transaction.atomic
def expire_volunteers(today: date) -> int:
    """Delete everybody whose term is over, by the daily work: it is logged of which Vertelpunten."""
    old = Vertelpunt.objects.filter(volunteers__kept_until__lt=today).distinct().select_related("coalition")
    for point in old.order_by("pk"):
        log("volunteers-forgotten", actor=None, coalition=point.coalition, thing=point)
    return forget_old_volunteers(today)
