"""Filters for texts that people write in several languages."""

from collections.abc import Mapping

from django import template

from lib.texts import localized as in_language
from lib.words import first_sentence

register = template.Library()
register.filter(first_sentence)


@register.filter
def localized(texts: Mapping[str, str] | None) -> str:
    """Return the text in the reader's language: {{ vertelpunt.title|localized }}."""
    return in_language(texts or {})
