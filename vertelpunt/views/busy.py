"""When too many people come at once: some work, some wait, the rest are asked to come back before anything fails."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import reduce

from asgiref.sync import markcoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string

from lib.crowd import Room, TurnedAway, give_back
from vertelpunt.views import faults
from vertelpunt.views.given_back import sent_back

Later = Callable[[HttpRequest], Awaitable[HttpResponse]]
Now = Callable[[HttpRequest], HttpResponse]
turned_away = TurnedAway()  # of this process
PATIENCE = 20.0  # seconds that somebody waits at most
EXEMPT = ("/health/", "/ready/", "/metrics/", f"/{settings.STATIC_URL.strip('/')}/", "/look-")
AROUND = (  # what a page of this module passes: all that the usual ones pass, but for sign-in and database
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "lib.middleware.PrivateHeaders",
    "lib.middleware.Language",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)


class Busy:
    """Let no more requests work at once than REQUESTS_AT_ONCE, and no more wait than REQUESTS_WAITING."""

    def __init__(self, get_response: Later) -> None:
        self.get_response = get_response
        self.room = Room(settings.REQUESTS_AT_ONCE, settings.REQUESTS_WAITING, PATIENCE)
        self.page: Now = reduce(lambda inner, name: import_string(name)(inner), reversed(AROUND), self.answer)
        markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EXEMPT):
            return await self.get_response(request)
        return await self._in_turn(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Say that it is busy, in the way of who asks."""
        return page(request)

    async def _in_turn(self, request: HttpRequest) -> HttpResponse:
        async with self.room.seat() as taken:
            if not taken:
                turned_away.one_more()
                return _counted(self.page(request))
            try:
                return await self.get_response(request)
            finally:  # in the thread of this request, so also after what still runs there when a visitor went away
                await asyncio.shield(sync_to_async(give_back)())


def _counted(response: HttpResponse) -> HttpResponse:
    """Have Django write no line of its own about this answer: there may be thousands in a minute."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def page(request: HttpRequest) -> HttpResponse:
    """Say that it is busy; what a teller sent comes back in a form that sends it again."""
    if request.headers.get("Accept", "").startswith("application/json"):
        headers = {"Retry-After": str(faults.AGAIN_AFTER)}
        return JsonResponse({"code": "busy", "message": ""}, status=503, headers=headers)
    if request.method == "POST" and request.path.startswith("/v/"):
        return sent_back(request, busy=True)
    return faults.away(request, busy=True)
