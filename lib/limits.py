"""Limits by a keyed hash of the sender's address, soon forgotten: in this process, or in Redis when there are more."""

import logging
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic, time
from typing import Any, TypeVar, cast

import redis
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lib.secrets import keyed_digest

logger = logging.getLogger(__name__)
BOOT = secrets.token_hex(16)  # with the day, the key: a digest of yesterday or of another process says nothing
PREFIX = "limits:"
KEY_SECONDS = 26 * 60 * 60  # a key of a day goes from Redis soon after that day
KEY_KEPT = 60.0  # seconds for which a process remembers the key of today, before it asks Redis again
PATIENCE = 0.5  # seconds for Redis to answer; who tells never waits longer for a limit
COUNTING = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, ARGV[1])
local before = redis.call('ZCARD', KEYS[1])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return before
"""  # one question, which nobody can come between
Answer = TypeVar("Answer")


_kept_keys: dict[str, tuple[str, float]] = {}


@cache
def _client(url: str) -> "redis.Redis":
    return redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)


@cache
def _counting(there: "redis.Redis") -> Callable[[list[str], list[Any]], Any]:
    return there.register_script(COUNTING)


def _shared(ask: Callable[["redis.Redis"], Answer]) -> Answer | None:
    """Return what Redis answers; None where there is none, or when it is away: then each process counts for itself."""
    if not settings.LIMITS_URL:
        return None
    try:
        return ask(_client(settings.LIMITS_URL))
    except redis.RedisError as error:
        logger.warning("Limits are counted per process: Redis does not answer (%s)", type(error).__name__)
        return None


def address_of(request: HttpRequest) -> str:
    """Return the address of the sender, as far as our own proxies vouch for it."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return forwarded[-proxies] if proxies and len(forwarded) >= proxies else request.META.get("REMOTE_ADDR", "")


def sender(request: HttpRequest) -> str:
    """Return the keyed digest of the sender's address for today."""
    day = timezone.localdate().isoformat()
    return keyed_digest(f"limit:{_todays_key(day) or BOOT}:{day}", one_connection(address_of(request)))


def one_connection(address: str) -> str:
    """Return what all devices and addresses of one connection share: with IPv6 each of them has billions.

    >>> one_connection("192.0.2.7"), one_connection("2001:db8:1:2:aaaa::1"), one_connection("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))


def forget_key() -> None:
    """Ask Redis for the key of today again, the next time."""
    _kept_keys.clear()


def _todays_key(day: str) -> str | None:
    key, until = _kept_keys.get(day, ("", 0.0))
    if key and settings.LIMITS_URL and monotonic() < until:
        return key
    found = _shared(lambda there: _key_of(there, day))
    if found:
        _kept_keys.clear()
        _kept_keys[day] = found, monotonic() + KEY_KEPT
    return found


def _key_of(there: "redis.Redis", day: str) -> str:
    """Return the random key of `day` that all processes share, made by the first that asks."""
    name = f"{PREFIX}key:{day}"
    found = there.get(name)
    if found is None:
        there.set(name, secrets.token_hex(16), nx=True, ex=KEY_SECONDS)
        found = there.get(name)
    return cast("bytes", found or b"").decode()


@dataclass
class Limit:
    """At most `most` times within `seconds` by one sender; `name` is what all processes know it by."""

    name: str
    most: int
    seconds: int
    _times: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def reached(self, who: str, *, times: int = 1) -> bool:
        """Tell whether `who` has had all that is allowed for now, or that so many times over."""
        together = _shared(lambda there: self._counted(there, who))
        if together is not None:
            return together >= self.most * times
        with self._lock:
            return len(self._recent(who, monotonic())) >= self.most * times

    def count(self, who: str) -> None:
        """Count one time for `who`, and forget everybody who has been quiet."""
        if _shared(lambda there: self._add(there, who)) is not None:
            return
        now = monotonic()
        with self._lock:
            self._times = {other: left for other in self._times if (left := self._recent(other, now))}
            self._times.setdefault(who, deque()).append(now)

    def count_beyond(self, who: str) -> bool:
        """Count one time for `who`, and tell whether all that is allowed was had before; one question to Redis."""
        before = _shared(lambda there: self._add(there, who))
        if before is not None:
            return before >= self.most
        reached = self.reached(who)
        self.count(who)
        return reached

    def clear(self) -> None:
        """Forget everything."""
        self._times.clear()
        _shared(lambda there: [there.delete(key) for key in there.scan_iter(f"{PREFIX}{self.name}:*")])

    def _recent(self, who: str, now: float) -> deque[float]:
        times = self._times.get(who, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        return times

    def _counted(self, there: "redis.Redis", who: str) -> int:
        return int(there.zcount(f"{PREFIX}{self.name}:{who}", time() - self.seconds, "+inf"))

    def _add(self, there: "redis.Redis", who: str) -> int:
        """Count one time for `who`, and return how often it was counted before."""
        now = time()
        values = [now - self.seconds, now, secrets.token_hex(8), self.seconds]
        return int(_counting(there)([f"{PREFIX}{self.name}:{who}"], values))
