"""Limits by a keyed hash of the address, in memory only, forgotten after a while and at the end of the day."""

import secrets
from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lib.secrets import keyed_digest

BOOT = secrets.token_hex(16)  # with the day, the key: a digest of yesterday or of another process says nothing


def address_of(request: HttpRequest) -> str:
    """Return the address of the sender, as far as our own proxies vouch for it."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return forwarded[-proxies] if proxies and len(forwarded) >= proxies else request.META.get("REMOTE_ADDR", "")


def sender(request: HttpRequest) -> str:
    """Return the keyed digest of the sender's address for today."""
    return keyed_digest(f"limit:{BOOT}:{timezone.localdate()}", address_of(request))


@dataclass
class Limit:
    """At most `most` times within `seconds` by one sender."""

    most: int
    seconds: int
    _times: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def _recent(self, who: str, now: float) -> deque[float]:
        times = self._times.get(who, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        return times

    def reached(self, who: str) -> bool:
        """Tell whether `who` has had all that is allowed for now."""
        with self._lock:
            return len(self._recent(who, monotonic())) >= self.most

    def count(self, who: str) -> None:
        """Count one time for `who`, and forget everybody who has been quiet."""
        now = monotonic()
        with self._lock:
            self._times = {other: left for other in self._times if (left := self._recent(other, now))}
            self._times.setdefault(who, deque()).append(now)

    def clear(self) -> None:
        """Forget everything."""
        self._times.clear()


STORIES = Limit(most=100, seconds=60 * 60)  # a class of 30 behind one address passes easily
VOLUNTEERS = Limit(most=60, seconds=60 * 60)
GUESSES = Limit(most=40, seconds=15 * 60)
