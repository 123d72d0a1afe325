"""Forms of the board: notes, groups and moves; each carries the id that makes it happen once."""

import uuid
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from duiding.actions.board import NoteData
from duiding.models import Note
from lib.errors import Refused

MOST = 500
TOO_LONG = MaxLengthValidator(
    MOST, _("A note has at most %(limit_value)d characters; yours has %(show_value)d. Make two notes of it.")
)


class ClientIdForm(forms.Form):
    """A form that can be sent twice and counts once."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class NoteForm(ClientIdForm):
    """A note: what kind, the words, and what it is about."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Note.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your note"),
        validators=[TOO_LONG],
        error_messages={"required": _("Your note is empty. Write something first.")},
    )
    so_that = forms.CharField(label=_("so that …"), required=False, validators=[TOO_LONG])
    said_by = forms.CharField(label=_("Who says it? (not needed)"), required=False, max_length=40)
    about = forms.CharField(required=False)

    def clean_about(self) -> tuple[int | None, uuid.UUID | None]:
        about: str = self.cleaned_data["about"]
        kind, _dash, key = about.partition("-")
        try:
            return (int(key) if kind == "card" else None), (uuid.UUID(key) if kind == "story" else None)
        except ValueError:
            raise forms.ValidationError(_("We do not know this card or story. Choose another one.")) from None

    def note(self) -> NoteData:
        """Return the note as it was written."""
        cleaned: dict[str, Any] = self.cleaned_data
        observation, story = cleaned["about"]
        idea = cleaned["kind"] == Note.Kind.IDEA
        return NoteData(
            kind=cleaned["kind"],
            text=cleaned["text"],
            so_that=cleaned["so_that"] if idea else "",
            said_by=cleaned["said_by"],
            observation=observation,
            story=story,
        )


class ClusterForm(ClientIdForm):
    """The name of a group."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)


class MoveForm(ClientIdForm):
    """The group that a note goes to; none takes it out."""

    cluster = forms.IntegerField(required=False)


def first_error(form: forms.Form) -> str:
    """Return the first thing that is wrong, in words."""
    return str(next(iter(form.errors.values()))[0])


def valid(form: ClientIdForm) -> ClientIdForm:
    """Return a form that is right, or refuse it with the first thing that is wrong."""
    if not form.is_valid():
        raise Refused("form", first_error(form))
    return form
