"""A mail to a partner about what it promised: once for each promise, shortly before its day."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.secrets import keyed_digest
from lib.texts import localized
from people.actions import forget_messages, log, post
from vertelpunt import ledger
from vertelpunt.models import Partner, PartnerContact, Promise, Vertelpunt

DAYS_AHEAD = 3
DAYS_LATE = 30  # what is older is talked about, not mailed about
STOPPED = "partner-contact"
STOP_SALT = "vertelpunt.partner.stop"
STOP_SECONDS = 90 * 24 * 60 * 60


def about(partner: Partner) -> str:
    """Return the name under which mails to a partner are deleted again."""
    return f"partner:{partner.pk}"


def stop_key(contact: PartnerContact) -> str:
    """Return the secret with which somebody at a partner stops reminders."""
    return signing.dumps(contact.partner_id, salt=STOP_SALT)


def contact_with(key: str) -> PartnerContact | None:
    """Return whom `key` may stop reminders for."""
    try:
        pk = signing.loads(key, salt=STOP_SALT, max_age=STOP_SECONDS)
    except signing.BadSignature:
        return None
    return PartnerContact.objects.select_related("partner__vertelpunt__coalition").filter(pk=pk).first()


@transaction.atomic
def remind(*, on: date) -> int:
    """Put one mail in the outbox for each partner with promises that are due and not reminded of; return how many."""
    first, last = on - timedelta(days=DAYS_LATE), on + timedelta(days=DAYS_AHEAD)
    due = (
        Promise.objects.select_for_update(of=("self",))
        .filter(done_on=None, reminded_on=None, before__range=(first, last))
        .filter(partner__contact__kept_until__gte=on, partner__vertelpunt__state__in=_at_work())
        .exclude(partner__contact__mail="")
        .select_related("partner__contact", "partner__vertelpunt__coalition")
        .order_by("partner", "before")
    )
    sent = 0
    for partner, promised in groupby(list(due), key=lambda one: one.partner):
        together = list(promised)
        _mail(partner, together)
        Promise.objects.filter(pk__in=[one.pk for one in together]).update(reminded_on=on)
        sent += 1
    return sent


def _at_work() -> list[str]:
    return [Vertelpunt.State.DRAFT, Vertelpunt.State.OPEN, Vertelpunt.State.PAUSED]


def _mail(partner: Partner, promised: Sequence[Promise]) -> None:
    point = partner.vertelpunt
    stop = f"{settings.PUBLIC_URL}{reverse('vertelpunt:partner_stop')}?key={stop_key(partner.contact)}"
    with translation.override(settings.LANGUAGE_CODE):
        lines = [f"- {one.what} ({date_format(one.before, 'j F Y')})" for one in promised]
        title = localized(point.title)
        words = {"title": title, "who": point.coalition.known_as, "stop": stop, "promises": "\n".join(lines)}
        body = _(
            "Hello,\n\nYou help to spread %(title)s. This is what we agreed, with its day:\n\n%(promises)s\n\n"
            "Is it done, or will it not be done? Tell %(who)s; then we know where we stand.\n\n"
            "No more reminders? Then go to %(stop)s\nWe then delete your name and mail address."
        )
        subject = _("What we agreed about %(title)s") % {"title": title}
    to, coalition = partner.contact.mail, point.coalition
    post(to=to, subject=subject, body=body % words, coalition=coalition, unsubscribe=stop, about=about(partner))


def contact_digest(partner: int, mail: str) -> str:
    """Return what the ledger calls somebody at a partner who stopped reminders."""
    return keyed_digest(STOPPED, f"{partner}:{mail.lower()}")


@transaction.atomic
def stop_reminders(*, contact: PartnerContact, on: date) -> None:
    """Forget name and mail address of somebody who wants no reminders; that they stopped is all that stays."""
    if contact.mail:
        ledger.note(STOPPED, [contact_digest(contact.partner_id, contact.mail)], on)
    contact.name = contact.mail = ""
    contact.stopped_on = on
    contact.save(update_fields=["name", "mail", "stopped_on"])
    forget_messages(about(contact.partner))


@transaction.atomic
def forget_contacts(*, on: date) -> int:
    """Delete whom to mail at partners when their term is over, with the mails to them; return how many went."""
    old = PartnerContact.objects.filter(kept_until__lt=on).select_related("partner__vertelpunt__coalition")
    for contact in old:
        forget_messages(about(contact.partner))
    for point in {contact.partner.vertelpunt for contact in old}:
        log("partners-forgotten", actor=None, coalition=point.coalition, thing=point)
    return old.delete()[0]
