"""In which language a page answers: what the reader chose, else what the browser asks for, else Dutch."""

from collections.abc import Collection, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGE_PARAMETER = "lang"
START, MEMBERS, PREVIEW = "/", "/c/", "/preview/"


def offered_at(path: str) -> tuple[str, ...]:
    """Return the languages in which pages at `path` exist: those of tellers in more than those of members."""
    for_tellers = path == START or path.startswith(settings.TELLER_ADDRESSES) or previews(path)
    return tuple(code for code, _name in (settings.TELLER_LANGUAGES if for_tellers else settings.LANGUAGES))


def previews(path: str) -> bool:
    """Tell whether a member looks at tellers' pages at `path`, in a frame."""
    return path.startswith(MEMBERS) and PREVIEW in path


def asked_language(request: HttpRequest) -> str | None:
    """Return the language asked for by a link on the page, if we speak it."""
    asked = request.GET.get(LANGUAGE_PARAMETER)
    return asked if asked in offered_at(request.path) else None


def _wished(request: HttpRequest) -> Iterator[str]:
    yield request.GET.get(LANGUAGE_PARAMETER, "")
    yield request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    yield from (code for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()))


def best_language(request: HttpRequest, offered: Collection[str]) -> str:
    """Return the first of the languages that the reader wishes for which is offered, else Dutch, else the first."""
    wishes = (wish.split("-")[0] for wish in _wished(request))
    usual = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in offered else next(iter(offered))
    return next((wish for wish in wishes if wish in offered), usual)


def speak(request: HttpRequest, offered: Collection[str]) -> None:
    """Answer from here on in a language of `offered`, as far as possible the one that the reader wishes for."""
    request.LANGUAGE_CODE = best_language(request, offered)
    translation.activate(request.LANGUAGE_CODE)  # the middleware puts it back
