"""Forms of the people at the tables, for facilitators."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.actions.people import GO, STAY
from duiding.models import Participant, Session
from duiding.models.session import Perspective
from lib.forms import PlainWords
from lib.meanwhile import Meanwhile


def _name() -> forms.CharField:
    missing = {"required": _("Fill in a name.")}
    off = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=_("Name"), max_length=40, error_messages=missing, widget=off)


def _perspective() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("From where do they look?"), choices=[("", "—"), *Perspective.choices])


class WriteDownForm(PlainWords, forms.Form):
    """Somebody without a phone."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = _name()
    perspective = _perspective()
    table = forms.TypedChoiceField(label=_("Table"), coerce=int)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [(table.pk, str(table)) for table in session.tables.all()]  # type: ignore[attr-defined]


class PersonForm(PlainWords, Meanwhile, forms.Form):
    """How somebody is called, and from where they look."""

    name = _name()
    perspective = _perspective()

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": person.name, "perspective": person.perspective}, **kwargs)
        self.watch()


class MoveForm(PlainWords, forms.Form):
    """Another table; `was` is where the reader saw somebody."""

    was = forms.IntegerField(widget=forms.HiddenInput, required=False)
    table = forms.TypedChoiceField(label=_("To which table"), coerce=int)

    def __init__(self, *args: Any, person: Participant, **kwargs: Any) -> None:
        super().__init__(*args, initial={"was": person.table_id}, **kwargs)
        tables = [table for table in person.session.tables.all() if table.pk != person.table_id or self.is_bound]
        self.fields["table"].choices = [(table.pk, str(table)) for table in tables]  # type: ignore[attr-defined]


class TogetherForm(PlainWords, forms.Form):
    """How two people who are one are called from now on."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    named = forms.TypedChoiceField(label=_("Which name stays?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, one: Participant, other: Participant, **kwargs: Any) -> None:
        super().__init__(*args, initial={"other": other.pk, "named": one.pk}, **kwargs)
        labels = [(each.pk, f"{each.name} ({each.get_perspective_display()})") for each in (one, other)]
        self.fields["named"].choices = labels  # type: ignore[attr-defined]


class TakeOffForm(PlainWords, forms.Form):
    """What happens with the notes of somebody who goes."""

    notes = forms.ChoiceField(
        label=_("What happens with what they wrote?"),
        choices=[(STAY, _("It stays, without their name")), (GO, _("It goes, and cannot be brought back"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens with the notes.")},
    )
