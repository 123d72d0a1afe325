"""Forms with which the programme of a session is made."""

from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from duiding.actions.programme import StepData
from duiding.forms.sessions import Moment
from duiding.models import ProgrammeStep, Session, SessionDay
from duiding.models.programme import LONGEST
from lib.forms import PlainWords


class DayChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A further day by its date."""

    def label_from_instance(self, obj: SessionDay) -> str:
        return date_format(localtime(obj.starts_at), "l j F")


class StepForm(PlainWords, forms.Form):
    """A step: what people do, how long it takes, what the facilitator says."""

    kind = forms.ChoiceField(label=_("What people do"), choices=ProgrammeStep.Kind.choices)
    title = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Empty: the name of what people do.")
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST)
    day = DayChoice(SessionDay.objects.none(), label=_("Day"), required=False)
    script = forms.CharField(
        label=_("What the facilitator says"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Ready to read aloud. What is between brackets is not read aloud, or is filled in."),
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = session.more_days.all()
        if not days:
            del self.fields["day"]
            return
        field = self.fields["day"]
        assert isinstance(field, DayChoice)  # noqa: S101
        field.queryset = days
        field.empty_label = date_format(localtime(session.starts_at), "l j F")

    def data_of_step(self) -> StepData:
        """Return what was filled in."""
        return cast(StepData, dict(self.cleaned_data))


class DayForm(PlainWords, forms.Form):
    """A further day of a session."""

    starts_at = forms.DateTimeField(label=_("Starts"), widget=Moment())
    ends_at = forms.DateTimeField(label=_("Ends"), widget=Moment())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("This day ends before it starts. Choose a later time."))
        return cleaned
