"""Vele Handen: a professional hands over a personal link, and each teller decides who may read."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt import ledger
from vertelpunt.models import HandLink, Share, Story, Vertelpunt
from vertelpunt.text import clean_line

SALT = "vertelpunt.hands"
LINK_DAYS = 183
NOBODY = ""
SHARE = "share"  # in the ledger: the random id of who may read along


def hand_key(link: HandLink) -> str:
    """Return the part of the address that is this professional's."""
    return signing.Signer(salt=SALT).sign(str(link.pk))


def link_by_key(point: Vertelpunt, key: str) -> HandLink | None:
    """Return the link that `key` opens today, or None: not one, expired, or replaced by a newer one."""
    try:
        pk = signing.Signer(salt=SALT).unsign(key)
    except signing.BadSignature:
        return None
    return link_by_id(point, pk)


def link_by_id(point: Vertelpunt, pk: str) -> HandLink | None:
    """Return the link `pk` if it can be used today."""
    found = point.hand_links.select_related("professional", "coalition")
    return found.filter(pk=pk, expires_on__gte=timezone.localdate(), professional__is_active=True).first()


def whole_organisation(link: HandLink) -> bool:
    """Tell whether a teller can let the organisation read too: only where the coalition is one."""
    return link.coalition.kind == Coalition.Kind.ORGANISATION


@transaction.atomic
def make_hand_link(*, desk: Desk, point: Vertelpunt) -> HandLink:
    """Make the personal link of this professional, in place of the one before; what was shared stays shared."""
    desk.require(Permission.RECEIVE)
    HandLink.objects.filter(vertelpunt=point, professional=desk.user, coalition=desk.coalition).delete()
    log("hand-link-made", actor=desk.user, coalition=desk.coalition, thing=point)
    until = timezone.localdate() + timedelta(days=LINK_DAYS)
    return HandLink.objects.create(
        vertelpunt=point, professional=desk.user, coalition=desk.coalition, expires_on=until
    )


@transaction.atomic
def share(*, story: Story, link: HandLink, reader: str, called: str = "") -> Share | None:
    """Do what the teller chose: nobody (any share goes), the professional, or the organisation too."""
    if reader == NOBODY:
        stop_sharing(story=story)
        return None
    if reader not in Share.With.values or (reader == Share.With.ORGANISATION and not whole_organisation(link)):
        raise Refused("bad_reader", _("Choose who may read your story. Until then nobody does."))
    values = {
        "professional": link.professional,
        "coalition": link.coalition,
        "reader": reader,
        "called": clean_line(called)[:80],
        "given_on": timezone.localdate(),
    }
    if (before := Share.objects.filter(story=story).first()) and _ends(before, link, reader):
        stop_sharing(story=story)
    made, new = Share.objects.update_or_create(story=story, defaults=values)
    if new:
        log("story-shared", actor=None, coalition=link.coalition, thing=made)
    return made


@transaction.atomic
def stop_sharing(*, story: Story) -> bool:
    """Let nobody read along any more; tell whether somebody could."""
    ledger.note(SHARE, Share.objects.filter(story=story).values_list("pk", flat=True), timezone.localdate())
    gone, _rows = Share.objects.filter(story=story).delete()
    return bool(gone)


def _ends(share: Share, link: HandLink, reader: str) -> bool:
    """Tell whether somebody who could read along cannot with the new choice."""
    others = share.professional_id != link.professional_id or share.coalition_id != link.coalition_id
    return others or (share.reader == Share.With.ORGANISATION and reader != share.reader)


@transaction.atomic
def read_share(*, desk: Desk, share: Share) -> None:
    """Write down that somebody reads a story that was given; the teller sees since when."""
    _mine(desk, share)
    if share.read_on is None:
        share.read_on = timezone.localdate()
        share.save(update_fields=["read_on"])
    log("shared-story-read", actor=desk.user, coalition=desk.coalition, thing=share)


@transaction.atomic
def note_talked(*, desk: Desk, share: Share, talked: bool) -> None:
    """Note that it was talked about with the teller, or that it was not after all; the day and nothing else."""
    _mine(desk, share)
    share.talked_on = timezone.localdate() if talked else None
    share.save(update_fields=["talked_on"])
    log("shared-story-talked" if talked else "shared-story-not-talked", actor=desk.user, coalition=desk.coalition,
        thing=share)  # fmt: skip


def _mine(desk: Desk, share: Share) -> None:
    """Refuse with 404 what was not given to this person."""
    desk.require(Permission.RECEIVE)
    own = share.professional_id == desk.user.pk or share.reader == Share.With.ORGANISATION
    if share.coalition_id != desk.coalition.pk or not own:
        raise Http404


def forget_old_links(today: date) -> int:
    """Delete links that can be used no more; what was shared by them stays with its story."""
    gone, _rows = HandLink.objects.filter(expires_on__lt=today).delete()
    return gone
