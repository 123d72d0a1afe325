"""The form of an export: for whom, which stories, which kind of file and which columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from patterns.models import Selection
from vertelpunt.actions.exporting import Wanted
from vertelpunt.exporting.columns import Part
from vertelpunt.exporting.kinds import KINDS

INSIDE, OUTSIDE = "inside", "outside"
FOR_WHOM = (
    (OUTSIDE, gettext_lazy("others, such as researchers or partners")),
    (INSIDE, gettext_lazy("people of this coalition who may read stories")),
)
NAMES = (
    ("words", gettext_lazy("in words, for reading and spreadsheets")),
    ("codes", gettext_lazy("as codes, which stay the same in every language")),
)


class ExportForm(forms.Form):
    """What leaves."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of file"),
        choices=[(key, kind.label) for key, kind in KINDS.items()],
        widget=forms.RadioSelect,
        initial="csv",
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who is it for?"), choices=FOR_WHOM, widget=forms.RadioSelect, initial=OUTSIDE
    )
    stories = forms.ChoiceField(label=gettext_lazy("Which stories"), required=False)
    names = forms.ChoiceField(
        label=gettext_lazy("Answers in a CSV file or workbook"),
        choices=NAMES,
        widget=forms.RadioSelect,
        initial="words",
    )
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, data: Any, *, kept: Iterable[Selection], parts: Sequence[Part], own: bool) -> None:
        super().__init__(data)
        every = [(part.key, part.label) for part in parts]
        chosen = [("", _("all stories")), *((str(one.pk), one.name) for one in kept)]
        self.fields["stories"].choices = chosen  # type: ignore[attr-defined]
        self.fields["parts"].choices = every  # type: ignore[attr-defined]
        self.fields["parts"].initial = [key for key, _label in every]
        self.fields["parts"].ticks = True  # type: ignore[attr-defined]
        if not own:
            del self.fields["audience"]

    def ticked(self, posted: QueryDict) -> None:
        """Begin with what was filled in so far, with all columns ticked or none."""
        self.initial = {name: posted.get(name) for name in self.fields if name in posted and name != "parts"}
        if posted["tick"] == "none":
            self.initial["parts"] = []

    def wanted(self, only: Sequence[Any] | None) -> Wanted:
        """Return what was chosen."""
        found = self.cleaned_data
        outside = found.get("audience", OUTSIDE) == OUTSIDE
        return Wanted(found["kind"], outside, found["names"] == "words", frozenset(found["parts"]), only)
