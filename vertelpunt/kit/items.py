"""What is in the communication kit, and by which link each of it leads to the Vertelpunt."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vertelpunt.models import Channel

TYPES = {"pdf": "application/pdf", "png": "image/png", "txt": "text/plain; charset=utf-8"}
Medium = Channel.Medium


@dataclass(frozen=True)
class Item:
    """One file of the kit: its name in addresses, the medium of its link, its form, how it is called and used."""

    key: str
    medium: Medium
    form: str
    name: str | Promise
    about: str | Promise
    size: tuple[int, int] | None = None  # of an image for social media, in pixels

    @property
    def template(self) -> str:
        """Return the file that sets it, without its ending."""
        return "social" if self.form == "png" else self.key


def _item(key: str, medium: Medium, form: str, name: Any, about: Any, size: tuple[int, int] | None = None) -> Item:
    return Item(key, medium, form, name, about, size)


ITEMS = (
    _item(
        "letter",
        Medium.LETTER,
        "pdf",
        _("letter to the partner"),
        _("A4. What you ask of them, what they had better not do, and all their links."),
    ),
    _item("poster", Medium.POSTER, "pdf", _("poster"), _("A3. On A4 it can still be read and scanned.")),
    _item(
        "flyer",
        Medium.FLYER,
        "pdf",
        _("flyer"),
        _("A5, on both sides: who asks, what happens with it, what we promise."),
    ),
    _item(
        "card",
        Medium.CARD,
        "pdf",
        _("card to hand over"),
        _("Ten on an A4, on both sides, with lines to cut along. To give after a talk."),
    ),
    _item("waiting", Medium.WAITING_ROOM, "pdf", _("waiting room card"), _("A5, to put down where people wait.")),
    _item(
        "table",
        Medium.TABLE_CARD,
        "pdf",
        _("table card"),
        _("A4, folded in the middle it stands like a tent."),
    ),
    _item(
        "mail",
        Medium.MAIL,
        "txt",
        _("invitation by mail"),
        _("Plain text with a subject. Not for people whose address stands in a file."),
    ),
    _item("reminder", Medium.MAIL, "txt", _("reminder by mail"), _("Plain text, two or three weeks later.")),
    _item("newsletter", Medium.NEWSLETTER, "txt", _("text for the newsletter"), _("A title and a few lines.")),
    _item("site", Medium.SITE, "txt", _("text for the site"), _("A title, a text and what stands on the button.")),
    _item(
        "social",
        Medium.SOCIAL,
        "txt",
        _("texts for social media"),
        _("Three posts, and words for who cannot see the images."),
    ),
    _item("square", Medium.SOCIAL, "png", _("square image"), _("1080 by 1080 pixels, for a post."), (1080, 1080)),
    _item(
        "story", Medium.SOCIAL, "png", _("tall image"), _("1080 by 1920 pixels, for a story or status."), (1080, 1920)
    ),
    _item(
        "wide", Medium.SOCIAL, "png", _("wide image"), _("1200 by 630 pixels, for a message with a link."), (1200, 630)
    ),
)
BY_KEY = {item.key: item for item in ITEMS}
MEDIA = tuple(dict.fromkeys(item.medium for item in ITEMS))


def called(medium: str) -> str:
    """Return what the material with links of `medium` is called: by its own names when it is on paper."""
    printed = [str(item.name) for item in ITEMS if item.medium == medium and item.form == "pdf"]
    return ", ".join(printed) or str(Medium(medium).label)


def of_medium(medium: str) -> tuple[Item, ...]:
    """Return the items that carry a link of `medium`."""
    return tuple(item for item in ITEMS if item.medium == medium)
