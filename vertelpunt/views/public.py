"""Pages for everybody: the first page of the product, and the first page of a Vertelpunt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lib.languages import asked_language, speak
from lib.slots import outcomes
from vertelpunt import queries
from vertelpunt.models import Audience, Channel, Vertelpunt
from vertelpunt.text import clean_line
from vertelpunt.views import hand_door
from vertelpunt.views.context import public_context
from vertelpunt.views.embedding import EMBED, embeddable, embedded

CHANNEL = "k"
ROOM = "room"  # in the link of a shared screen, such as a tablet in a waiting room
OUTCOMES_SHOWN = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, and where people can tell now."""
    return render(request, "vertelpunt/start.html", public_context(None) | {"points": queries.open_vertelpunten()})


def channel_code(request: HttpRequest) -> str:
    """Return the code of the channel in the link, known or not."""
    return clean_line(request.GET.get(CHANNEL) or request.GET.get(EMBED, ""))[:20]


def in_room(request: HttpRequest) -> bool:
    """Tell whether this is a shared screen, that is emptied after each teller."""
    return request.GET.get(ROOM) == "1"


def link_query(request: HttpRequest, channel: str = "") -> str:
    """Return what a link takes along: the channel, and that this is a shared screen."""
    along = {CHANNEL: channel} if channel else {}
    along |= {ROOM: "1"} if in_room(request) else {}
    along |= {EMBED: code} if (code := embedded(request)) else {}
    return f"?{urlencode(along)}" if along else ""


def landing_address(request: HttpRequest, point: Vertelpunt, channel: str = "") -> str:
    """Return the address of the first page of a Vertelpunt, by the same channel."""
    return reverse("vertelpunt:landing", args=[point.slug]) + link_query(request, channel)


def onward(request: HttpRequest, channel: str = "") -> str:
    """Return what a link takes along to the next page; in a frame, where no cookie is kept, the language as well."""
    query, language = link_query(request, channel), asked_language(request)
    return f"{query}&lang={language}" if language and embedded(request) else query


def frame_home(request: HttpRequest, point: Vertelpunt) -> str:
    """Return the first page within a frame, "" for a page of its own."""
    return reverse("vertelpunt:landing", args=[point.slug]) + onward(request) if embedded(request) else ""


def room_home(request: HttpRequest, point: Vertelpunt, channel: str = "") -> str:
    """Return the first page of a shared screen, "" on any other."""
    return landing_address(request, point, channel) if in_room(request) else ""


@embeddable
@require_safe
def landing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who asks and why, with a button per audience."""
    point = get_object_or_404(queries.public_vertelpunten(), slug=slug)
    speak(request, point.languages)
    if hand_door.KEY in request.GET:
        return hand_door.exchange(request, point)
    if in_room(request) and not asked_language(request) and settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return _in_own_language(request)
    channel = point.channels.filter(code=channel_code(request)).first()
    code = channel.code if channel else ""
    context = public_context(point) | {
        "audiences": _buttons(point, channel),
        "askers": point.askers.all(),
        "is_open": queries.can_tell(point),
        "query": link_query(request, code),
        "onward": onward(request, code),
        "embed": frame_home(request, point),
        "room": room_home(request, point, code),
        "hand": None if in_room(request) or embedded(request) else hand_door.hand_of(request, point),
        "outcomes": outcomes(point.pk)[:OUTCOMES_SHOWN],
    }
    return render(request, "vertelpunt/landing.html", context)


def _buttons(point: Vertelpunt, channel: Channel | None) -> list[Audience]:
    """Return the groups with a button; a link that is meant for one of them shows that one first."""
    meant = channel.audience_id if channel else None
    return sorted(point.audiences.filter(offered=True), key=lambda audience: audience.pk != meant)


def _in_own_language(request: HttpRequest) -> HttpResponse:
    """Show the first page of a shared screen again without the language that the last teller chose."""
    response = redirect(request.get_full_path())
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    return response
