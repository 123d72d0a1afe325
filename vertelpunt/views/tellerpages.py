"""The pages that a teller sees, rendered: story, questions, thanks, and what to say when a page came too late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lib.languages import asked_language
from lib.texts import localized, other_language
from vertelpunt.answers import Fault
from vertelpunt.at_hand import questions_of
from vertelpunt.models import Recording, Story
from vertelpunt.proof import BITS
from vertelpunt.recordings import LONGEST
from vertelpunt.telling import Place, pages, seal
from vertelpunt.text import MAX_TITLE, clean, clean_line
from vertelpunt.views import hand_door
from vertelpunt.views.context import help_lines, public_context, shown_again
from vertelpunt.views.drawn import drawn, with_own_words
from vertelpunt.views.embedding import EMBED, embedded
from vertelpunt.views.hands import asked_to_share
from vertelpunt.views.public import ROOM, frame_home, in_room, landing_address, room_home

if TYPE_CHECKING:
    from vertelpunt.views.telling import Visit

hears_itself = csp_update({"media-src": ["blob:"]})  # a teller can listen to a recording that was not sent yet
MICROPHONE = "camera=(), geolocation=(), microphone=(self)"


def closed_meanwhile() -> str:
    """Say that the place closed before the story was sent."""
    return _("This Vertelpunt does not take stories at the moment. Your text is still below: copy it if you want.")


def closed_but_kept() -> str:
    """Say that the place closed while somebody was telling."""
    return _("This Vertelpunt has closed in the meantime. Your story is kept and it counts.")


def record_again() -> str:
    """Say that a recording was not kept, because the page that brought it was refused."""
    return _("Your recording could not stay with it: record it again.")


def address(request: HttpRequest) -> str:
    """Return where a page is sent: not quite its own address, or browsers would forget the page and fetch it anew."""
    language = asked_language(request)
    room = f"&{ROOM}=1" if in_room(request) else ""
    frame = f"&{urlencode({EMBED: code})}" if (code := embedded(request)) else ""
    return f"{request.path}?on=1" + (f"&lang={language}" if language else "") + room + frame


def draft_name(place: Place | None) -> str:
    """Return the name under which an own device keeps a page: which story and which page, for this device only."""
    return f"{place.story[:8]}-{place.page}" if place else ""


def _page(
    visit: Visit, name: str, context: dict[str, Any], status: int = 200, place: Place | None = None
) -> HttpResponse:
    room = room_home(visit.request, visit.point, place.channel if place else "")
    base = public_context(visit.point) | {
        "room": room,
        "embed": frame_home(visit.request, visit.point),
        "embed_code": embedded(visit.request),
        "audience": visit.audience,
        "trial": visit.trial is not None,
        "address": address(visit.request),
        "in_form": True,
    }
    response = render(visit.request, f"vertelpunt/{name}.html", base | context, status=status)
    return response if room else shown_again(response)  # of a shared screen nothing is shown again


def story_page(
    visit: Visit,
    place: Place | None,
    *,
    story: Story | None = None,
    error: str = "",
    unsaved: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the open question as this audience reads it, with what was typed already."""
    posted = visit.request.POST
    text, title = (story.text, story.title) if story else (clean(posted.get("text", "")), posted.get("title", ""))
    prompt, prompt_help = (
        own if localized(own := getattr(visit.audience, name)) else getattr(visit.point, name)
        for name in ("prompt", "prompt_help")
    )
    context = {
        "prompt": localized(prompt),
        "prompt_lang": other_language(prompt),
        "prompt_help": localized(prompt_help),
        "prompt_help_lang": other_language(prompt_help),
        "token": seal(place) if place else "",
        "text": "" if "another" in posted else text,
        "story_title": "" if "another" in posted else clean_line(title),
        "max_title": MAX_TITLE,
        "bits": BITS,
        "error": error,
        "unsaved": unsaved,
        "back_to": landing_address(visit.request, visit.point, place.channel if place else ""),
        "saved_code": place.code if place and story else "",
        "draft": draft_name(place),
        "begins": visit.request.method != "POST",
        "longest": LONGEST,
        "longest_minutes": LONGEST // 60,
        "recorded": place is not None and Recording.objects.filter(story=UUID(place.story)).exists(),
    }
    response = _page(visit, "story", context, status, place)
    if visit.point.speaking:
        response.headers["Permissions-Policy"] = MICROPHONE
    return response


def _fault_notice(faults: Sequence[Fault], keys: Sequence[str]) -> str:
    here = sum(fault.key in keys for fault in faults)
    strange = len(faults) - here
    parts = [
        ngettext(
            "Your story is kept. %(count)d answer needs another look.",
            "Your story is kept. %(count)d answers need another look.",
            here,
        )
        % {"count": here}
    ] * bool(here)
    if strange:
        parts.append(_("An answer came in to a question that is not on this page. It was not kept; your story is."))
    return " ".join(parts)


def question_page(
    visit: Visit,
    place: Place,
    story: Story,
    number: int,
    *,
    given: Mapping[str, Any] | None = None,
    faults: Sequence[Fault] = (),
    notice: str = "",
    fresh: bool = False,
) -> HttpResponse:
    """Show page `number` (from 1) of the questions."""
    audience = story.audience.key
    all_pages = pages(questions_of(story.version), audience, story.answers)
    number = min(number, len(all_pages))
    page = all_pages[number - 1]
    here = replace(place, page=number, keys=tuple(question.key for question in page))
    answers = story.answers | dict(given or {})
    context = {
        "token": seal(here),
        "questions": [drawn(question, story, answers, faults) for question in page],
        "triads": any(question.kind == "triad" for question in page),
        "number": number,
        "total": len(all_pages),
        "code": place.code,
        "notice": notice,
        "fault_notice": _fault_notice(faults, here.keys),
        "fresh": fresh,
        "draft": draft_name(here),
    }
    regions = any(question.kind == "region" for question in page)  # whose list may change
    if fresh and not (notice or faults or story.answers or regions) and _plain(visit) and story.version.published_on:
        return _first_questions(visit, place, story, context)
    return _page(visit, "questions", context, 422 if faults else 200, place)


def _plain(visit: Visit) -> bool:
    """Tell whether nothing but the place is particular to this visit: no cookie, frame, shared screen or test."""
    request = visit.request
    usual = request.get_full_path() == f"{request.path}?on=1"
    return usual and not request.COOKIES and visit.trial is None


def _first_questions(visit: Visit, place: Place, story: Story, context: dict[str, Any]) -> HttpResponse:
    """Show the first questions to who just told: the same page for all of a group, but for code and token."""
    point, lines = visit.point, help_lines(visit.point)
    terms = (point.draft_kept_days, point.unfinished_kept_days)
    named = (str(point.title), str(point.languages))
    key = (story.version_id, visit.audience.key, get_language(), named, lines.says, terms)
    words = {name: context[name] for name in ("token", "code", "draft")}
    page = with_own_words(
        key, words, lambda marks: _page(visit, "questions", context | dict(marks), place=place).content.decode()
    )
    return shown_again(HttpResponse(page))


def thanks_page(visit: Visit, place: Place) -> HttpResponse:
    """Show the code, and how to take the story back."""
    context = {"token": seal(place), "code": place.code, "done": True} | asked_to_share(visit.point, place)
    response = _page(visit, "thanks", context, place=place)
    if hand_door.KEY in visit.request.COOKIES:
        hand_door.forget(response, visit.point)
    return response


def lost_page(visit: Visit, reason: str, status: int) -> HttpResponse:
    """Say why a page could not be taken, and what was kept."""
    return _page(visit, "lost", {"reason": reason, "in_form": False}, status)
