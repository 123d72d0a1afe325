"""The come-back code of a participant, for their own screen."""

from django import template

from duiding.actions.coming_back import come_back_code as code_of
from duiding.models import Participant

register = template.Library()


@register.filter
def come_back_code(participant: Participant) -> str:
    """Return the code with which somebody comes back to their seat."""
    return code_of(participant)
