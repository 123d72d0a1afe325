"""A cookie that says something about who is here: never for scripts, never over a plain line, never to other sites."""

from django.conf import settings
from django.http import HttpResponse


def keep(response: HttpResponse, name: str, value: str, *, path: str = "/", seconds: int | None = None) -> None:
    """Let this browser keep `value` for addresses below `path`; without `seconds` until it is closed."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")
