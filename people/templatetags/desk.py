"""Tags for pages of a coalition: its menu, and what the reader may do."""

from typing import Any

from django import template
from django.urls import reverse

from lib.slots import NavItem, coalition_menu
from people.access import Desk
from people.roles import Permission

register = template.Library()
STEPS = ("tell", "find", "mean", "people")  # the order of the menu: round the cycle


@register.inclusion_tag("people/_menu.html", takes_context=True)
def menu(context: template.Context, desk: Desk) -> dict[str, object]:
    """Show the menu of the desk's coalition: the places this person may go."""
    path = context["request"].path
    items: list[dict[str, Any]] = [
        {
            "label": item.label,
            "step": item.step,
            "url": reverse(item.url_name, args=[desk.coalition.slug]),
            "waiting": _waiting(item, desk),
        }
        for item in sorted(coalition_menu(), key=lambda item: STEPS.index(item.step))
        if desk.may(item.permission)
    ]
    current = max((item["url"] for item in items if path.startswith(item["url"])), key=len, default="")
    return {"items": items, "current": current, "coalition": desk.coalition}


def _waiting(item: NavItem, desk: Desk) -> int:
    return item.waiting(desk.coalition.pk) if item.waiting and desk.may(item.waits_for) else 0


@register.filter
def may(desk: Desk, permission: str) -> bool:
    """Tell whether the reader has `permission` here: {% if desk|may:"analyse" %}."""
    return desk.may(Permission(permission))
