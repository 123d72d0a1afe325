"""Filters and tags for the pages of setting up a Vertelpunt."""

from collections.abc import Mapping

from django import template
from django.template import Context

from people.access import Desk
from vertelpunt.starting import beginning

register = template.Library()


@register.filter
def of(values: Mapping[str, str], key: str) -> str:
    """Return what `values` has under `key`: {{ readings|of:"lead" }}."""
    return values.get(key, "")


@register.inclusion_tag("vertelpunt/_beginning_now.html", takes_context=True)
def beginning_now(context: Context, desk: Desk) -> dict[str, object]:
    """Say which step comes next where a coalition begins, on the pages of the steps: {% beginning_now desk %}."""
    return {"beginning": beginning(desk), "coalition": desk.coalition, "path": context["request"].path}
