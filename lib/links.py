"""Whole addresses, for what leaves the site: mails and paper."""

from django.conf import settings
from django.urls import reverse


def whole_address(name: str, *args: object, fragment: str = "") -> str:
    """Return the address called `name` with the public name of this site before it."""
    path = reverse(name, args=args)
    return f"{settings.PUBLIC_URL}{path}{'#' if fragment else ''}{fragment}"
