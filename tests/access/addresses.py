"""Every address of the product, and who may open it according to the register."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from lib.slots import access_rows

# Sign-in and the admin site: tested by their own makers, and apart here (tests/people/test_sign_in.py).
FOREIGN = ("accounts/", "admin/")
OPEN = {"health", "ready", "metrics"}


@dataclass(frozen=True)
class Address:
    """One address: its url name and the names of what stands in it."""

    name: str
    parameters: tuple[str, ...]


def _walk(resolver: URLResolver, namespace: str = "", above: tuple[str, ...] = ()) -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = above + tuple(each.pattern.converters)
        if str(each.pattern) in FOREIGN:
            continue
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, inner, here)
        elif isinstance(each, URLPattern):
            yield Address(f"{namespace}{each.name}", here)


def own_addresses() -> list[Address]:
    """Return the addresses that we answer for, each once."""
    found = {address.name: address for address in _walk(get_resolver())}
    return [address for name, address in sorted(found.items())]


def rules() -> dict[str, str]:
    """Return the rule of every address in the register."""
    return {row.url_name: row.rule for row in access_rows()} | dict.fromkeys(OPEN, "public")
