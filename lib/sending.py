"""A file that was made is sent piece by piece, so that a large one is never in memory as a whole."""

from collections.abc import AsyncIterator, Iterator
from typing import IO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

PIECE = 1 << 18


def sent(request: HttpRequest, made: IO[bytes], name: str, content_type: str) -> StreamingHttpResponse:
    """Return a file to keep under `name`; nothing in between keeps it."""
    pieces = _later(made) if isinstance(request, ASGIRequest) else _now(made)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return StreamingHttpResponse(pieces, content_type=content_type, headers=headers)


def _now(made: IO[bytes]) -> Iterator[bytes]:
    with made:
        while piece := made.read(PIECE):
            yield piece


async def _later(made: IO[bytes]) -> AsyncIterator[bytes]:
    with made:
        while piece := await sync_to_async(made.read, thread_sensitive=False)(PIECE):
            yield piece
