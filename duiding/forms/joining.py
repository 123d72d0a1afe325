"""Forms with which people join on their own phone."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.forms.coming_back import own_field
from duiding.models import Session, Table
from duiding.models.session import Perspective
from lib.forms import PlainWords


class CodeForm(PlainWords, forms.Form):
    """The short code of a session."""

    code = forms.CharField(
        label=_("The code"),
        max_length=40,
        error_messages={"required": _("Fill in the code.")},
        help_text=_("It is on the screen, or on the sign on your table."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
    )


class ArriveForm(PlainWords, forms.Form):
    """A name, a perspective and a table; the key lets a form that is sent twice make one person."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    name = forms.CharField(
        label=_("What shall we call you?"),
        max_length=40,
        error_messages={"required": _("Fill in a name.")},
        help_text=_("Your first name is enough. Another name is fine too."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    perspective = forms.ChoiceField(
        label=_("Who are you here?"),
        choices=Perspective.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are.")},
    )
    table = forms.TypedChoiceField(
        label=_("At which table are you?"),
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a table.")},
    )
    own = own_field()
    sure = forms.BooleanField(label=_("I am somebody else with this name"), required=False)

    def __init__(self, *args: Any, session: Session, wanted: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("sure"):
            del self.fields["sure"]
        tables = list(session.tables.all())
        if session.assigned or len(tables) < 2:
            del self.fields["table"]
            return
        field = self.fields["table"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101
        field.choices = [(table.pk, table_label(table)) for table in tables]
        field.initial = wanted

    def ask_sure(self, why: str) -> None:
        """Ask who has the name of somebody else whether that is them."""
        self.add_error("name", why)
        self.fields["sure"] = self.base_fields["sure"]


def table_label(table: Table) -> str:
    """Return how a table is called where people choose one, and for whom it is when not for everybody."""
    named = f"{table}: {table.shown_theme}" if table.shown_theme else str(table)
    return f"{named} ({table.get_only_display()})" if table.only else named
