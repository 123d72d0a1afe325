"""Partners: whom to mail, what they promised, the link to their own part, and who wants no reminders any more."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.secrets import keyed_digest, new_token
from people.access import Desk
from people.actions import forget_messages, log
from people.roles import Permission
from vertelpunt import ledger
from vertelpunt.actions.channels import make_channels, may_spread, partner_called
from vertelpunt.actions.reminding import STOPPED, about, contact_digest
from vertelpunt.models import Channel, Partner, PartnerContact, PartnerLink, Promise, Vertelpunt
from vertelpunt.text import clean_line

LINK_DAYS = 60
PURPOSE = "partner-link"


@transaction.atomic
def make_partner(*, desk: Desk, point: Vertelpunt, name: str) -> Partner | None:
    """Make a partner; one of that name is found again."""
    may_spread(desk, point)
    partner = partner_called(point, name)
    log("partner-made", actor=desk.user, coalition=desk.coalition, thing=partner)
    return partner


@transaction.atomic
def change_partner(*, desk: Desk, partner: Partner, name: str, contact_name: str = "", mail: str = "") -> None:
    """Change what a partner is called and whom to mail; without a mail address nothing is kept of that person."""
    may_spread(desk, partner.vertelpunt)
    partner.name = clean_line(name)[:120]
    if partner.vertelpunt.partners.filter(name=partner.name).exclude(pk=partner.pk).exists():
        raise Refused("partner_twice", _("There is a partner with this name already. Nothing was changed."))
    partner.save(update_fields=["name"])
    if mail:
        until = timezone.localdate() + timedelta(days=partner.vertelpunt.contact_kept_days)
        values = {"name": clean_line(contact_name)[:120], "mail": mail, "kept_until": until, "stopped_on": None}
        PartnerContact.objects.update_or_create(partner=partner, defaults=values)
        ledger.undo(STOPPED, contact_digest(partner.pk, mail), timezone.localdate())
    else:
        PartnerContact.objects.filter(partner=partner, stopped_on=None).delete()
        forget_messages(about(partner))
    log("partner-changed", actor=desk.user, coalition=desk.coalition, thing=partner)


@transaction.atomic
def set_sites(*, desk: Desk, partner: Partner, sites: Sequence[str]) -> None:
    """Let these sites of a partner, and no others, show the Vertelpunt in a frame; there is a link for it."""
    point = partner.vertelpunt
    may_spread(desk, point)
    partner.sites = list(sites)
    partner.save(update_fields=["sites"])
    if partner.sites:
        make_channels(desk=desk, point=point, partner=partner.name, media=[Channel.Medium.SITE], audiences=[None])
    log("partner-sites", actor=desk.user, coalition=desk.coalition, thing=partner)


@transaction.atomic
def remove_partner(*, desk: Desk, partner: Partner) -> None:
    """Remove a partner with what it promised and whom to mail; its links and their stories stay."""
    may_spread(desk, partner.vertelpunt)
    log("partner-removed", actor=desk.user, coalition=desk.coalition, thing=partner)
    forget_messages(about(partner))
    partner.delete()


@transaction.atomic
def promise(*, desk: Desk, partner: Partner, what: str, before: date, by_whom: str = "") -> Promise:
    """Write down what a partner promised to do, and before when."""
    may_spread(desk, partner.vertelpunt)
    words: dict[str, Any] = {"what": clean_line(what)[:300], "by_whom": clean_line(by_whom)[:120]}
    made = Promise.objects.create(partner=partner, before=before, **words)
    log("promise-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


@transaction.atomic
def set_done(*, desk: Desk, promised: Promise, done: bool) -> None:
    """Say that a promise was kept, or that it was not after all."""
    may_spread(desk, promised.partner.vertelpunt)
    promised.done_on = timezone.localdate() if done else None
    promised.save(update_fields=["done_on"])
    log("promise-done" if done else "promise-open", actor=desk.user, coalition=desk.coalition, thing=promised)


@transaction.atomic
def remove_promise(*, desk: Desk, promised: Promise) -> None:
    """Take a promise away that was written down by mistake."""
    may_spread(desk, promised.partner.vertelpunt)
    log("promise-removed", actor=desk.user, coalition=desk.coalition, thing=promised)
    promised.delete()


@transaction.atomic
def share_with(*, desk: Desk, partner: Partner) -> str:
    """Make a link to the partner's own part and return its secret, which is shown once; links before it stop."""
    may_spread(desk, partner.vertelpunt)
    partner.links.all().delete()
    key, until = new_token(), timezone.localdate() + timedelta(days=LINK_DAYS)
    digest = keyed_digest(PURPOSE, key)
    PartnerLink.objects.create(partner=partner, digest=digest, expires_on=until, made_by=desk.user)
    log("partner-link-made", actor=desk.user, coalition=desk.coalition, thing=partner)
    return key


@transaction.atomic
def stop_sharing(*, desk: Desk, partner: Partner) -> None:
    """Stop the link of a partner; pages that are open with it stop as well."""
    may_spread(desk, partner.vertelpunt)
    partner.links.all().delete()
    log("partner-link-stopped", actor=desk.user, coalition=desk.coalition, thing=partner)


def link_with(key: str) -> PartnerLink | None:
    """Return the link that `key` opens today."""
    found = PartnerLink.objects.filter(digest=keyed_digest(PURPOSE, key), expires_on__gte=timezone.localdate())
    return found.select_related("partner__vertelpunt__coalition").first()


@transaction.atomic
def set_small_group(*, desk: Desk, point: Vertelpunt, size: int) -> None:
    """Set the smallest group of which numbers are shown outside the coalition."""
    may_spread(desk, point)
    desk.require(Permission.EDIT_VERTELPUNT)
    desk.coalition.small_group = size
    desk.coalition.save(update_fields=["small_group"])
    log("small-group-set", actor=desk.user, coalition=desk.coalition, thing=desk.coalition)
