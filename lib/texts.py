"""Texts that people write in several languages, kept as {language: text}."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Texts = dict[str, str]


def active_language() -> str:
    """Return the reader's language without its country; Dutch when there is none."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def localized(texts: Mapping[str, str], language: str | None = None) -> str:
    """Return the text in `language` (default: the reader's), else Dutch, else any."""
    wanted = language.split("-")[0] if language else active_language()
    for candidate in (wanted, "nl", *texts):
        if texts.get(candidate):
            return texts[candidate]
    return ""


def other_language(texts: Mapping[str, str]) -> str:
    """Return the language in which `localized` gives a text to this reader; "" when that is the reader's own."""
    shown = localized(texts)
    own = texts.get(active_language())
    return "" if not shown or own else next(code for code in ("nl", *texts) if texts.get(code) == shown)


def validate_texts(value: object) -> None:
    """Refuse anything but {language: text}."""
    ok = isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
    if not ok:
        raise ValidationError(_("This must be a text per language."), code="texts")
