"""Filters for the pages of setting up a Vertelpunt."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(values: Mapping[str, str], key: str) -> str:
    """Return what `values` has under `key`: {{ readings|of:"lead" }}."""
    return values.get(key, "")
