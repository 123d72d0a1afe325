"""The address of the one stylesheet of tellers' pages."""

from django import template
from django.urls import reverse

from vertelpunt.look import look

register = template.Library()


@register.simple_tag
def teller_look() -> str:
    """Return where the stylesheet is, with its digest, so that a browser asks for it once."""
    return reverse("vertelpunt:look", args=[look().digest])
