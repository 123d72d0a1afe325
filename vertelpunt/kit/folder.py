"""The whole kit as one ZIP: every file named in plain letters, with a list of what is in it."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from vertelpunt.kit.items import ITEMS, Item
from vertelpunt.kit.printing import Kit, make
from vertelpunt.models import Channel
from vertelpunt.spreading.links import qr, short_link

LONGEST = 40


def plain(name: str, otherwise: str) -> str:
    """Return `name` as part of a file name that every system takes."""
    return slugify(name)[:LONGEST].strip("-_") or otherwise


def folder_name(channel: Channel, language: str) -> str:
    """Return what the folder of a kit is called: the Vertelpunt, the partner, the group and the language."""
    partner = plain(channel.partner.name, f"partner-{channel.partner_id}") if channel.partner else ""
    group = plain(channel.audience.key, "group") if channel.audience else ""
    return "-".join(part for part in (channel.vertelpunt.slug, partner, group, language) if part)


def file_name(place: int, item: Item) -> str:
    """Return the name of an item in the ZIP, in the active language; its place keeps them in order."""
    return f"{place:02d}-{plain(str(item.name), item.key)}.{item.form}"


def folder(channels: dict[str, Channel], language: str, colour: str, *, at: datetime) -> bytes:
    """Return the ZIP of all items of which there is a link in `channels`, by medium."""
    kept = BytesIO()
    top = folder_name(next(iter(channels.values())), language)
    with ZipFile(kept, "w", ZIP_DEFLATED) as packed, override(language):
        there = [item for item in ITEMS if item.medium in channels]
        for place, item in enumerate(there, start=1):
            made = make(Kit(channels[item.medium], language, colour), item)
            packed.writestr(_entry(f"{top}/{file_name(place, item)}", at), made)
        for medium, channel in channels.items():
            for form in ("svg", "png"):
                packed.writestr(_entry(f"{top}/qr/{plain(medium, 'qr')}.{form}", at), qr(channel, form))
        packed.writestr(_entry(f"{top}/00-{plain(_('read me'), 'read-me')}.txt", at), _contents(there, channels))
    return kept.getvalue()


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry


def _contents(there: list[Item], channels: dict[str, Channel]) -> bytes:
    """Return what is in the kit, what each file is for and by which link it leads there."""
    lines = [
        _("This kit belongs to one partner and one group: its links count apart. Do not mix it with another kit."),
        _("Print at 100 per cent, in colour or in grey. Print the flyer and the cards on both sides."),
        _("The folder qr has the QR codes of all links, for what you make yourself."),
        "",
    ]
    for place, item in enumerate(there, start=1):
        lines += [file_name(place, item), f"   {item.about}", f"   {short_link(channels[item.medium])}"]
    return ("\r\n".join(lines) + "\r\n").encode()
