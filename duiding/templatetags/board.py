"""Tags of the board: the id that makes a form count once, and small words."""

import uuid

from django import template
from django.conf import settings
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from duiding.laid_out import HOLE, TOKEN, drawn_note
from duiding.queries.board import NoteView
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


@register.simple_tag(takes_context=True)
def note(context: Context, view: NoteView) -> SafeString:
    """Return a note as the reader sees it, laid out once for all phones of a table."""
    seat = context["seat"]
    if seat.leads:
        names = {"view": view, **{name: context.get(name) for name in ("seat", "session", "table", "board", "desk")}}
        return render_to_string("duiding/_note.html", names, context["request"])
    if context.get("holes"):
        return SafeString(f"{HOLE}{view.note.pk}{HOLE}")
    drawn = drawn_note(view, seat, context["board"].drawn)
    return SafeString(drawn.replace(TOKEN, get_token(context["request"])) if view.removable else drawn)


@register.filter
def poles(pattern: CardPattern) -> tuple[str, str]:
    """Return the words at the ends of the slider that a pattern is about."""
    return next((question.poles for question in pattern.questions if question.poles[0]), ("", ""))


@register.filter
def audience_name(audience: Audience) -> str:
    """Return who tells, in the reader's language."""
    return localized(audience.name)
