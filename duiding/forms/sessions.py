"""Forms with which a session and its tables are prepared."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.actions.sessions import SessionData
from duiding.actions.tables import TableData
from duiding.models import Session, Table
from lib.forms import PlainWords
from lib.texts import localized
from people.access import Desk
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Vertelpunt


class Moment(forms.DateTimeInput):
    """A date and a time, as browsers let people choose them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class VertelpuntChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A Vertelpunt by its title, own or lent."""

    def label_from_instance(self, obj: Vertelpunt) -> str:
        title = localized(obj.title) or obj.slug
        lent = obj.coalition_id != self.coalition
        return f"{title} ({_('lent by')} {obj.coalition})" if lent else title

    coalition: int = 0


class SessionForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What a session is for, when and where."""

    vertelpunt = VertelpuntChoice(Vertelpunt.objects.none(), label=_("Stories of"), empty_label=_("Choose …"))
    meeting_link = forms.URLField(
        label=_("Link of the online meeting"),
        required=False,
        assume_scheme="https",
        help_text=_("Only when you meet online: the link of the tool in which you talk."),
    )

    class Meta:
        model = Session
        fields = [
            "title",
            "vertelpunt",
            "goal",
            "theme",
            "kind",
            "starts_at",
            "ends_at",
            "place",
            "meeting_link",
            "assigned",
        ]
        widgets = {"starts_at": Moment(), "ends_at": Moment(), "goal": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "goal": _("What must be there at the end? One sentence that everybody understands."),
            "theme": _("One theme keeps people together. Leave it empty if the tables differ."),
            "assigned": _("Then people do not choose a table; perspectives are spread over the tables."),
        }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["vertelpunt"]
        assert isinstance(field, VertelpuntChoice)  # noqa: S101
        field.coalition = desk.coalition.pk
        field.queryset = vertelpunten_for(desk.coalition).select_related("coalition")
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget.format = "%Y-%m-%dT%H:%M"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session ends before it starts. Choose a later time."))
        return cleaned

    def data_of_session(self) -> SessionData:
        """Return what was filled in."""
        return cast(SessionData, dict(self.cleaned_data))

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""


class TableForm(PlainWords, forms.Form):
    """A table: its name, colour and theme."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("For example: Blue table, or a municipality."))
    colour = forms.ChoiceField(label=_("Colour"), choices=Table.Colour.choices)
    theme = forms.CharField(label=_("Theme"), max_length=80, required=False)

    def data_of_table(self) -> TableData:
        """Return what was filled in."""
        return cast(TableData, dict(self.cleaned_data))
