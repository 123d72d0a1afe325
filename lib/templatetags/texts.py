"""Filters for texts that people write in several languages."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language_info

from lib.texts import localized as in_language
from lib.texts import other_language
from lib.words import first_sentence

register = template.Library()
register.filter(first_sentence)


@register.filter
def localized(texts: Mapping[str, str] | None) -> str:
    """Return the text in the reader's language: {{ vertelpunt.title|localized }}."""
    return in_language(texts or {})


@register.filter
def in_other(texts: Mapping[str, str] | None) -> str:
    """Return the language in which the reader gets a text, "" when it is the reader's own."""
    return other_language(texts or {})


@register.filter
def lang(texts: Mapping[str, str] | None) -> str:
    """Return the attribute that says in which language a text is, if not the reader's: <p{{ point.lead|lang }}>."""
    return lang_code(other_language(texts or {}))


@register.filter
def lang_code(code: str) -> str:
    """Return the attribute for a language, nothing for "": <p{{ question.lang|lang_code }}>."""
    return format_html(' lang="{}"', code) if code else ""


@register.filter
def language_name(code: str) -> str:
    """Return what a language calls itself: Nederlands."""
    return str(get_language_info(code)["name_local"]).capitalize()
