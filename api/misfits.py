"""What does not fit in what a program sent, field by field, in sentences of our own."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

NOWHERE = "non_field_errors"  # the whole is no object
NUMBER = re.compile(r"\d+")


def misfits(error: ValidationError) -> dict[str, str]:
    """Return the first fault of each field."""
    found: Any = error.get_full_details()
    return {str(name): _said(_first(fault)) for name, fault in found.items()} if isinstance(found, dict) else {}


def _first(fault: Any) -> dict[str, str]:
    """Return the first fault in what may be lists in lists, or fields in fields."""
    while not (isinstance(fault, dict) and set(fault) == {"message", "code"} and isinstance(fault["code"], str)):
        fault = next(iter(fault.values() if isinstance(fault, dict) else fault), {"message": "", "code": ""})
    return {name: str(said) for name, said in fault.items()}


def _said(fault: dict[str, str]) -> str:
    limit = NUMBER.search(fault["message"])
    words = WORDS.get(fault["code"], WORDS["invalid"])()
    return words % {"limit": limit.group()} if limit and "%(limit)s" in words else words.replace("%(limit)s", "?")


def _strange() -> str:
    return _("There is a character in it that no text has.")


WORDS: dict[str, Callable[[], str]] = {
    "required": lambda: _("This is missing."),
    "null": lambda: _("This may not be null."),
    "blank": lambda: _("This may not be empty."),
    "invalid": lambda: _("This is of another kind than the description of the API says."),
    "not_a_dict": lambda: _("This must be an object: names with values."),
    "strange": lambda: _("The description of the API does not know this name."),
    "max_length": lambda: _("This has more than %(limit)s characters."),
    "max_value": lambda: _("This is more than %(limit)s."),
    "min_value": lambda: _("This is less than %(limit)s."),
    "null_characters_not_allowed": _strange,
    "surrogate_characters_not_allowed": _strange,
}
