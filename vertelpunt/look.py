"""The look of tellers' pages: small stylesheets sent as one, since on a phone each request costs."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

PARTS = ("tokens", "base", "frame", "components", "forms", "teller", "teller-parts", "teller-help")


@dataclass(frozen=True)
class Look:
    """A stylesheet as it is sent, and the digest by which it is asked for."""

    digest: str
    plain: bytes
    packed: bytes


def _made() -> Look:
    folder = settings.BASE_DIR / "static" / "css"
    plain = b"".join((folder / f"{name}.css").read_bytes() for name in PARTS)
    return Look(hashlib.sha256(plain).hexdigest()[:12], plain, gzip.compress(plain, 9, mtime=0))


@cache
def _kept() -> Look:
    return _made()


def look() -> Look:
    """Return the stylesheet; while somebody works on it, as it is now."""
    return _made() if settings.DEBUG else _kept()
