"""The short addresses of channels and their QR codes."""

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from vertelpunt.models import Channel

FORMS = {"svg": "image/svg+xml", "png": "image/png"}
SHARED = "room"


def short_path(channel: Channel, *, room: bool = False) -> str:
    """Return the short address of a channel below this site; with `room` for a screen that people share."""
    name = "vertelpunt:short_room" if room else "vertelpunt:short"
    return reverse(name, args=[channel.short])


def short_link(channel: Channel, *, room: bool = False) -> str:
    """Return the whole short address of a channel, as it is printed and mailed."""
    return f"{settings.PUBLIC_URL}{short_path(channel, room=room)}"


def typed_link(channel: Channel) -> str:
    """Return the short address as people read and type it, without its scheme."""
    return short_link(channel).split("://", 1)[-1].rstrip("/")


def qr(channel: Channel, form: str, *, room: bool = False) -> bytes:
    """Return the QR code of a channel as a picture; it can still be read when a quarter is damaged (level Q)."""
    made, kept = segno.make(short_link(channel, room=room), error="q", micro=False), BytesIO()
    if form == "png":
        made.save(kept, kind="png", scale=20, border=4)
    else:
        made.save(kept, kind="svg", scale=10, border=4, xmldecl=True, title=None)
    return kept.getvalue()


def qr_shown(address: str) -> SafeString:
    """Return the QR code of an address as SVG that stands in a page."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#fff", omitsize=True)
    return mark_safe(drawn)  # noqa: S308 - drawn by segno: squares only, nothing of what somebody typed
