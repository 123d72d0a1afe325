"""Links of a Vertelpunt: made for a partner, media and audiences at once, renamed, closed; and targets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.texts import localized
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.kit.look import is_colour
from vertelpunt.models import Audience, Channel, Partner, Target, Vertelpunt
from vertelpunt.text import clean_line

MOST_AT_ONCE = 60
Hoped = tuple[int | None, date | None]


def may_spread(desk: Desk, point: Vertelpunt) -> None:
    """Refuse with 404 who may not spread `point`."""
    desk.require(Permission.SPREAD)
    if point.coalition_id != desk.coalition.pk:
        raise Http404


def partner_called(point: Vertelpunt, name: str) -> Partner | None:
    """Return the partner called `name`, made when there is none yet; None for no name."""
    name = clean_line(name)[:120]
    known = point.partners.filter(name__iexact=name).first() if name else None
    return known or (Partner.objects.create(vertelpunt=point, name=name) if name else None)


@transaction.atomic
def make_channels(
    *, desk: Desk, point: Vertelpunt, partner: str, media: Sequence[str], audiences: Sequence[Audience | None]
) -> list[Channel]:
    """Make a link for every medium and audience (None: everybody) of a partner; those there already stay."""
    may_spread(desk, point)
    if len(media) * len(audiences) > MOST_AT_ONCE:
        raise Refused("too_many_links", _("That is more than 60 links at once. Choose fewer media or groups."))
    owner = partner_called(point, partner)
    made = [_make(point, owner, medium, audience) for medium in media for audience in audiences]
    log("channels-made", actor=desk.user, coalition=desk.coalition, thing=point)
    return [channel for channel in made if channel is not None]


def _make(point: Vertelpunt, partner: Partner | None, medium: str, audience: Audience | None) -> Channel | None:
    same = {"partner": partner, "medium": medium, "audience": audience}
    if point.channels.filter(closed_on=None, **same).exists():
        return None
    parts = (
        partner.name if partner else "",
        Channel.Medium(medium).label,
        localized(audience.name) if audience else "",
    )
    name = " · ".join(str(part) for part in parts if part)[:120]
    return Channel.objects.create(vertelpunt=point, code=free_code(point, name), name=name, **same)


def links_of(point: Vertelpunt, partner: str, audience: Audience | None) -> dict[str, Channel]:
    """Return the links in use of a partner (no name: our own) for a group, the oldest of each medium, by medium."""
    name = clean_line(partner)[:120]
    owner: dict[str, Any] = {"partner__name__iexact": name} if name else {"partner": None}
    found = point.channels.filter(audience=audience, closed_on=None, **owner).order_by("-pk")
    return {one.medium: one for one in found.select_related("vertelpunt__coalition", "partner", "audience")}


def free_code(point: Vertelpunt, name: str) -> str:
    """Return a code of at most 20 letters for a channel called `name` that no other channel here has."""
    base = slugify(name)[:16].strip("-") or "link"
    used = set(point.channels.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for at in range(1, len(used) + 2) if (code := base if at == 1 else f"{base}-{at}") not in used)


@transaction.atomic
def change_channel(
    *, desk: Desk, channel: Channel, name: str, partner: str, medium: str, audience: Audience | None
) -> None:
    """Change what a link is called and for whom it is; its address stays."""
    may_spread(desk, channel.vertelpunt)
    channel.name, channel.medium, channel.audience = clean_line(name)[:120], medium, audience
    channel.partner = partner_called(channel.vertelpunt, partner)
    channel.save(update_fields=["name", "medium", "audience", "partner"])
    log("channel-changed", actor=desk.user, coalition=desk.coalition, thing=channel)


@transaction.atomic
def close_channels(*, desk: Desk, point: Vertelpunt, channels: Iterable[Channel], closed: bool = True) -> int:
    """Close links, or open them again; a closed one still leads to the first page, so that no story is lost."""
    may_spread(desk, point)
    keys = [channel.pk for channel in channels]
    day = timezone.localdate() if closed else None
    count = point.channels.filter(pk__in=keys, closed_on__isnull=closed).update(closed_on=day)
    log("channels-closed" if closed else "channels-opened", actor=desk.user, coalition=desk.coalition, thing=point)
    return count


@transaction.atomic
def set_targets(
    *, desk: Desk, point: Vertelpunt, whole: Hoped, audiences: Mapping[int, Hoped], channels: Mapping[int, Hoped]
) -> None:
    """Keep how many complete stories are hoped for by when, in all, by audience and by channel; None takes away."""
    may_spread(desk, point)
    _hope(point, whole, audience=None, channel=None)
    for pk, hoped in audiences.items():
        _hope(point, hoped, audience=point.audiences.get(pk=pk), channel=None)
    for pk, hoped in channels.items():
        _hope(point, hoped, audience=None, channel=point.channels.get(pk=pk))
    log("targets-set", actor=desk.user, coalition=desk.coalition, thing=point)


@transaction.atomic
def keep_colour(*, desk: Desk, point: Vertelpunt, colour: str) -> None:
    """Keep the colour of the communication kit, for who makes the next kit."""
    may_spread(desk, point)
    if not is_colour(colour):
        raise Refused("no_colour", _("This is not a colour."))
    if colour == point.kit_colour:
        return
    point.kit_colour = colour
    point.save(update_fields=["kit_colour"])
    log("kit-colour-kept", actor=desk.user, coalition=desk.coalition, thing=point)


def _hope(point: Vertelpunt, hoped: Hoped, *, audience: Audience | None, channel: Channel | None) -> None:
    stories, before = hoped
    of: dict[str, Any] = {"vertelpunt": point, "audience": audience, "channel": channel}
    if stories is None:
        Target.objects.filter(**of).delete()
    else:
        Target.objects.update_or_create(**of, defaults={"stories": stories, "before": before})
