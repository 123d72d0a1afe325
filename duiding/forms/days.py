"""Days in forms."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Day(forms.DateInput):
    """A day, as browsers let people choose it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def not_to_come(day: date) -> None:
    """Refuse a day in the future for what has happened."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come. Choose today, or a day before it."))
