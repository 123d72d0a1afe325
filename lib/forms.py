"""Forms that say in plain words what is missing."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_DJANGO = forms.Field.default_error_messages["required"]


def what_is_missing(field: forms.Field) -> Promise:
    """Return what to say when `field` was left empty."""
    if isinstance(field, forms.ChoiceField):
        return _("Choose one.")
    if isinstance(field, forms.DateField | forms.DateTimeField):
        return _("Choose a date.")
    return _("Fill this in.")


class PlainWords(forms.BaseForm):
    """A form of which every field says in plain words that it was left empty, unless it has words of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == OF_DJANGO:
                words: Any = what_is_missing(field)
                field.error_messages["required"] = words
