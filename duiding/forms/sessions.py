"""Forms with which a session and its tables are prepared."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.actions.sessions import SessionData
from duiding.actions.tables import TableData
from duiding.beginnings import beginnings
from duiding.models import Session, Table
from duiding.models.session import Perspective
from lib.forms import PlainWords
from lib.meanwhile import Meanwhile
from lib.texts import localized
from patterns.models import Track
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


class SessionForm(Meanwhile, PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What a session is for, when and where."""

    vertelpunt = VertelpuntChoice(Vertelpunt.objects.none(), label=_("Stories of"), empty_label=_("Choose …"))
    meeting_link = forms.URLField(
        label=_("Link of the online meeting"),
        required=False,
        assume_scheme="https",
        help_text=_("Only when you meet online: the link of the tool in which you talk."),
    )

    beginning = forms.ChoiceField(
        label=_("Programme"),
        required=False,
        help_text=_("To begin with; you can change every step."),
        choices=lambda: [("", _("none yet")), *((key, one.label) for key, one in beginnings().items())],
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
            "track",
            "practical",
            "expenses",
            "contact",
            "answer_before",
            "assigned",
        ]
        widgets = {
            "starts_at": Moment(),
            "ends_at": Moment(),
            "goal": forms.Textarea(attrs={"rows": 3}),
            "practical": forms.Textarea(attrs={"rows": 4}),
            "expenses": forms.Textarea(attrs={"rows": 3}),
            "answer_before": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "goal": _("What must be there at the end? One sentence that everybody understands."),
            "theme": _("One theme keeps people together. Leave it empty if the tables differ."),
            "practical": _("How to get there, how easy the building is to get into, food, who is there to talk to."),
            "expenses": _("Travel, childcare, a voucher: young people and parents read this in their invitation."),
            "contact": _("A name with a phone number or mail address; it stands in the invitation."),
            "assigned": _("Then people do not choose a table; perspectives are spread over the tables."),
        }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["vertelpunt"]
        assert isinstance(field, VertelpuntChoice)  # noqa: S101
        field.coalition = desk.coalition.pk
        field.queryset = vertelpunten_for(desk.coalition).select_related("coalition")
        tracks = Track.objects.filter(coalition=desk.coalition, hidden=False)
        self.fields["track"].queryset = tracks  # type: ignore[attr-defined]
        if not tracks.exists():
            del self.fields["track"]
        if self.instance.pk:
            del self.fields["beginning"]
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget.format = "%Y-%m-%dT%H:%M"
        if self.instance.pk:
            self.watch()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The session ends before it starts. Choose a later time."))
        return cleaned

    def data_of_session(self) -> SessionData:
        """Return what was filled in; of a session that is there, what was changed."""
        return cast(SessionData, {name: value for name, value in self.changes().items() if name != "beginning"})

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""


class TableForm(Meanwhile, PlainWords, forms.Form):
    """A table: its name, colour and theme, for whom it is and who leads it."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("For example: Blue table, or a municipality."))
    colour = forms.ChoiceField(label=_("Colour"), choices=Table.Colour.choices)
    theme = forms.CharField(label=_("Theme"), max_length=80, required=False)
    track = forms.ModelChoiceField(Track.objects.none(), label=_("Track"), required=False, empty_label=_("none"))
    facilitator = forms.CharField(label=_("Facilitator"), max_length=80, required=False)
    only = forms.ChoiceField(
        label=_("Who sits here"),
        required=False,
        choices=[("", _("mixed: everybody")), *Perspective.choices],
        help_text=_("Choose one perspective for a table of, for example, young people only."),
    )
    municipality = forms.CharField(
        label=_("Municipality"),
        max_length=120,
        required=False,
        help_text=_(
            "For a local table, or some together: “Westerdam and Oosterdam”. People from there are seated here; "
            "the stories are from elsewhere, unless a second reader says that nobody is recognised."
        ),
    )

    def __init__(self, *args: Any, tracks: Sequence[Track] = (), edited: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["track"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = Track.objects.filter(pk__in=[track.pk for track in tracks])
        if not tracks:
            del self.fields["track"]
        if edited:
            self.watch()

    def data_of_table(self) -> TableData:
        """Return what was filled in; of a table that is there, what was changed."""
        return cast(TableData, self.changes())
