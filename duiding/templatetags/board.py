"""Tags of the board: the id that makes a form count once, and small words."""

import uuid

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from duiding.wording import ended
from lib.texts import localized
from patterns.card import CardPattern
from vertelpunt.models import Audience

register = template.Library()


@register.simple_tag
def client_id() -> SafeString:
    """Return a hidden field with a new id: the same form sent twice counts once."""
    return format_html('<input type="hidden" name="client_id" value="{}">', uuid.uuid4())


@register.simple_tag
def language_of_members() -> str:
    """Return the language in which members write what is not translated."""
    return settings.LANGUAGE_CODE


@register.filter
def ended_lines(text: str) -> list[str]:
    """Return the lines of a text, each with a full stop."""
    return [ended(line) for line in text.splitlines() if line.strip()]


@register.filter
def poles(pattern: CardPattern) -> tuple[str, str]:
    """Return the words at the ends of the slider that a pattern is about."""
    return next((question.poles for question in pattern.questions if question.poles[0]), ("", ""))


@register.filter
def audience_name(audience: Audience) -> str:
    """Return who tells, in the reader's language."""
    return localized(audience.name)
