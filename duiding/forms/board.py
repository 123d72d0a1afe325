"""Forms of the board: notes, groups and moves; each carries the id that makes it happen once."""

import uuid
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from duiding.actions.arranging import Place
from duiding.actions.board import NoteData
from duiding.actions.splitting import Halves
from duiding.models import Note
from duiding.queries.wall import SPOTS
from lib.errors import Refused

MOST = 500
LONGEST_NUMBER, MOST_TICKED = 15, 500
_EMPTY = _("One of the two notes is empty. Write something in both, or leave the note as it was.")
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


class Numbers(forms.CharField):
    """Numbers of notes: a box ticked for each, or with commas between them as a script sends them."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[int]:
        """Return the numbers; what is none is left out."""
        parts = ",".join(value or []).split(",")
        numbers = [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) <= LONGEST_NUMBER]
        return numbers[:MOST_TICKED]


class NewClusterForm(ClusterForm):
    """The name of a new group, and the notes that were ticked for it."""

    notes = Numbers(required=False)


class MergeForm(ClientIdForm):
    """The group that another one goes into, and whose name stays."""

    other = forms.IntegerField(error_messages={"required": _("Choose the group to put together with this one.")})
    name_of = forms.ChoiceField(choices=[("this", ""), ("other", "")], required=False)

    def kept_and_gone(self, this: int) -> tuple[int, int]:
        """Return the group whose name stays, and the one that goes."""
        other: int = self.cleaned_data["other"]
        return (other, this) if self.cleaned_data["name_of"] == "other" else (this, other)


class MoveForm(ClientIdForm):
    """The group that a note goes to, and before which note there; none takes it out."""

    cluster = forms.IntegerField(required=False)
    before = forms.IntegerField(required=False)


class OrderForm(ClientIdForm):
    """One place earlier or later in a group."""

    do = forms.ChoiceField(choices=[("earlier", ""), ("later", "")])


class PlaceForm(ClientIdForm):
    """A place on the wall: where a note was put, or one of nine spots, or none."""

    x = forms.FloatField(min_value=0, max_value=1, required=False)
    y = forms.FloatField(min_value=0, max_value=1, required=False)
    spot = forms.ChoiceField(
        choices=[("none", ""), *((key, label) for key, (label, _at) in SPOTS.items())], required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse when no place was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned["spot"] and None in (cleaned["x"], cleaned["y"]):
            raise forms.ValidationError(_("Choose a place on the wall."))
        return cleaned

    def place(self) -> Place:
        """Return the place; without one the note lies with those that have no place yet."""
        x, y, spot = (self.cleaned_data[name] for name in ("x", "y", "spot"))
        if x is not None and y is not None:
            return x, y
        return SPOTS[spot][1] if spot in SPOTS else None


class SplitForm(ClientIdForm):
    """The words of both notes that one is made into."""

    was = forms.CharField(widget=forms.HiddenInput)
    first = forms.CharField(
        label=_("First note"), validators=[TOO_LONG], widget=forms.Textarea, error_messages={"required": _EMPTY}
    )
    first_so_that = forms.CharField(label=_("so that …"), required=False, validators=[TOO_LONG], widget=forms.Textarea)
    second = forms.CharField(
        label=_("Second note"), validators=[TOO_LONG], widget=forms.Textarea, error_messages={"required": _EMPTY}
    )
    second_so_that = forms.CharField(
        label=_("so that …"), required=False, validators=[TOO_LONG], widget=forms.Textarea
    )

    @property
    def parts(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """Return the fields of the first note and of the second."""
        return [(self[name], self[f"{name}_so_that"], name) for name in ("first", "second")]

    def halves(self) -> Halves:
        """Return both parts as they were written."""
        return Halves(**{name: self.cleaned_data[name] for name in Halves.__dataclass_fields__})


def first_error(form: forms.Form) -> str:
    """Return the first thing that is wrong, in words."""
    return str(next(iter(form.errors.values()))[0])


def valid(form: ClientIdForm) -> ClientIdForm:
    """Return a form that is right, or refuse it with the first thing that is wrong."""
    if not form.is_valid():
        raise Refused("form", first_error(form))
    return form
