"""Forms with which people come back to their own seat."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Perspective
from lib.forms import PlainWords


class OnceForm(PlainWords, forms.Form):
    """A form that is sent twice and counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


def name_field() -> forms.CharField:
    """Return the field for the name that somebody chose when they joined."""
    return forms.CharField(
        label=_("What did we call you?"),
        max_length=40,
        error_messages={"required": _("Fill in a name.")},
        help_text=_("The name with which you joined."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def own_field() -> forms.BooleanField:
    """Return the tick that lets a device remember somebody for the length of a session."""
    return forms.BooleanField(
        label=_("This is my own phone"),
        required=False,
        help_text=_("Then you can close the browser and come back, for twelve hours. Not on a phone that you share."),
    )


class BackForm(OnceForm):
    """A name with a come-back code."""

    name = name_field()
    code = forms.CharField(
        label=_("Your come-back code"),
        max_length=20,
        error_messages={"required": _("Fill in your come-back code, or ask to be let in.")},
        help_text=_("Five letters and figures. They were on your screen, under “Come back later”."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
    )
    own = own_field()


class ReturnForm(OnceForm):
    """A name and a perspective, for a facilitator who knows who it is."""

    name = name_field()
    perspective = forms.ChoiceField(
        label=_("Who are you here?"),
        choices=Perspective.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are.")},
    )


class PassForm(OnceForm):
    """Going on on this device."""

    own = own_field()
