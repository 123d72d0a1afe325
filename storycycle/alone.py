"""The embedded push layer serves one web process: a second one is refused."""

import fcntl
from typing import TextIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_lock: list[TextIO] = []  # kept open for as long as this process lives


def only_web_process() -> None:
    """Refuse to start beside another web process, unless Redis carries what they tell each other."""
    if settings.REDIS_URL or _lock:
        return
    held = (settings.VAR_DIR / "web.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.close()
        message = "Another web process runs on this folder. More than one needs REDIS_URL."
        raise ImproperlyConfigured(message) from error
    _lock.append(held)
