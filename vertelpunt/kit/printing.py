"""The items of the kit made for one link: PDF/UA-1 by typst, PNG by typst, plain text."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from lib.pdf import breakable, picture, render
from lib.texts import localized
from vertelpunt import queries
from vertelpunt.actions.askers import picture_of
from vertelpunt.actions.channels import links_of
from vertelpunt.composed import groups
from vertelpunt.kit import words as texts
from vertelpunt.kit.items import MEDIA, Item, called
from vertelpunt.kit.look import USUAL, colours
from vertelpunt.models import Asker, Channel, Vertelpunt
from vertelpunt.questions import read_questions
from vertelpunt.spreading.links import qr, short_link, typed_link

HERE = Path(__file__).parent
MOST_LOGOS, MOST_HELP = 4, 3
PREVIEW = 420  # pixels, the longest side


@dataclass(frozen=True)
class Kit:
    """For whom a kit is: the link of one item, its language and its colour."""

    channel: Channel
    language: str
    colour: str = USUAL

    @property
    def point(self) -> Vertelpunt:
        """Return the Vertelpunt."""
        return self.channel.vertelpunt


def minutes(point: Vertelpunt, audience: str) -> int | None:
    """Return how long telling takes, of the longest group for everybody; None when no questions are published."""
    version = queries.current_version(point)
    found = groups(point, read_questions(version.definition)) if version else []
    return max((one.minutes for one in found if not audience or one.key == audience), default=None)


def words_for(kit: Kit) -> dict[str, Any]:
    """Return all words of the kit for its group, in its language, with everything filled in."""
    point, channel, audience = kit.point, kit.channel, kit.channel.audience
    key = audience.key if audience else ""
    common = {name: text for name, text in texts.shipped()[kit.language].items() if name not in ("tones", "time")}
    tone = texts.tone(kit.language, key, youth=bool(audience and audience.is_youth))
    asker, partner = point.coalition.known_as, channel.partner.name if channel.partner else ""
    values = texts.values_of(kit.language, minutes(point, key), {
        "title": localized(point.title),
        "prompt": _prompt(kit),
        "asker": asker,
        "partner": partner,
        "sender": partner or asker,
        "audience": localized(audience.name) if audience else _("people"),
        "link": short_link(channel),
        "help": " · ".join(f"{one['reach']} {one['name']}" for one in help_lines(point)),
    })  # fmt: skip
    return dict(texts.filled(common | tone, values)) | {"filled": values}


def _prompt(kit: Kit) -> str:
    audience = kit.channel.audience
    return (localized(audience.prompt) if audience else "") or localized(kit.point.prompt)


def help_lines(point: Vertelpunt) -> list[dict[str, str]]:
    """Return the first help lines that can be called."""
    called_up = [one for one in queries.help_lines(point) if one.phone]
    return [{"reach": one.phone, "name": localized(one.name)} for one in called_up[:MOST_HELP]]


def make(kit: Kit, item: Item) -> bytes:
    """Return one item of the kit as a file."""
    with override(kit.language):
        if item.form == "txt":
            return _text(item, words_for(kit)).encode()
        data = data_of(kit, item)
        template = HERE / f"{item.template}.typ"
        return render(template, data) if item.form == "pdf" else picture(template, data)


def preview(kit: Kit, item: Item) -> bytes:
    """Return the first page of an item as a small picture."""
    with override(kit.language):
        return picture(HERE / f"{item.template}.typ", data_of(kit, item), longest=PREVIEW)


def text(kit: Kit, item: Item) -> str:
    """Return an item that is plain text."""
    with override(kit.language):
        return _text(item, words_for(kit))


def _text(item: Item, words: dict[str, Any]) -> str:
    along = {"link": words["filled"]["link"]}
    if item.key in ("mail", "reminder"):
        return texts.mail_text(words[item.key], words["subject"])
    if item.key == "newsletter":
        return texts.newsletter_text(words["newsletter"] | along)
    if item.key == "site":
        return texts.site_text(words["site"] | along)
    return texts.social_text(words["social"], f"{words['for_images']}\n{words['image']}")


def data_of(kit: Kit, item: Item) -> dict[str, Any]:
    """Return what the template of an item is set from."""
    point, channel, words = kit.point, kit.channel, words_for(kit)
    prompt = _prompt(kit) or words["filled"]["title"]
    return {
        "lang": kit.language,
        "title": f"{words['filled']['title']} · {item.name}",
        "author": point.coalition.known_as,
        "asker": breakable(point.coalition.known_as, 24),
        "headline": breakable(prompt, 24),
        "eyebrow": words["eyebrow"],
        "intro": words["intro"],
        "facts": words["facts"],
        "address": typed_link(channel),
        "qr": {"svg": qr(channel, "svg").decode(), "alt": words["qr"]},
        "look": colours(kit.colour),
        "logos": [one for asker in point.askers.all() if (one := _logo(asker))][:MOST_LOGOS],
        "help": help_lines(point),
        "links": _links(channel) if item.key == "letter" else [],
        "size": {"wide": item.size[0], "high": item.size[1]} if item.size else None,
        "words": words | _long(point, words),
    }  # fmt: skip


def _logo(asker: Asker) -> dict[str, Any] | None:
    found = picture_of(asker) if asker.kind == Asker.Kind.LOGO else None
    return {"bytes": list(found), "format": "webp", "alt": asker.alt} if found else None


def _links(channel: Channel) -> list[dict[str, str]]:
    found = links_of(channel.vertelpunt, channel.partner.name if channel.partner else "", channel.audience)
    return [
        {"name": called(medium), "url": short_link(one), "address": breakable(typed_link(one))}
        for medium in MEDIA
        if (one := found.get(medium)) and medium != Channel.Medium.LETTER
    ]


def _long(point: Vertelpunt, words: dict[str, Any]) -> dict[str, Any]:
    """Return what stands on the back of the flyer and in the letter, where it depends on the Vertelpunt."""
    letter = dict(words["letter"])
    letter["greeting"] = letter["greeting"] if words["filled"]["partner"] else letter["greeting_all"]
    promises = list(words["promises"])
    if not point.released_on_arrival:
        promises.insert(1, words["names_out"])
        letter["may_lines"] = [*letter["may_lines"], letter["may_names"]]
    return {
        "letter": letter,
        "promises": promises,
        "who_text": breakable(localized(point.who_asks)),
        "on_page": words["on_page"] if localized(point.why) else "",
        "what_text": breakable(localized(point.why)) or words["back_page"],
    }
