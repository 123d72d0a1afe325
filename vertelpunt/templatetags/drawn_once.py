"""Parts of tellers' pages that are the same for everybody, drawn once for each language."""

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from vertelpunt.views.context import HelpLines

register = template.Library()
_kept: dict[tuple[object, ...], SafeString] = {}


@register.simple_tag
def drawn_once(name: str, days: int | str = "") -> SafeString:
    """Include a template that has one input at most: {% drawn_once "vertelpunt/_unsent.html" days=2 %}."""
    key = (name, days, get_language())
    if key not in _kept or settings.DEBUG:
        _kept[key] = render_to_string(name, {"days": days})
    return _kept[key]


@register.simple_tag
def help_now(lines: HelpLines) -> SafeString:
    """Show help lines, one tap away; the same lines are drawn once: {% help_now help_lines %}."""
    drawn = lines.drawn if isinstance(lines, HelpLines) and not settings.DEBUG else {}
    language = get_language()
    if language not in drawn:
        drawn[language] = render_to_string("vertelpunt/_help_now.html", {"help_lines": lines})
    return drawn[language]
