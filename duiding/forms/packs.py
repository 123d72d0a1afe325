"""The form with which somebody chooses what goes into a print pack."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.packs.choice import MOST_NOTES, PARTS, Choice
from lib.forms import PlainWords

NAMES = {
    "sign": _("table sign, with the square to join"),
    "programme": _("programme"),
    "script": _("what the facilitator says"),
    "badges": _("name badges"),
    "cards": _("cards"),
    "figures": _("key figures"),
    "stories": _("story cards"),
    "notes": _("notes"),
    "proposal": _("sheet for a proposal"),
}


class PackForm(PlainWords, forms.Form):
    """The parts, and how many sheets of each kind of note."""

    parts = forms.MultipleChoiceField(
        label=_("What is printed"), choices=list(NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    notes = forms.IntegerField(
        label=_("Sheets of each kind of note"),
        min_value=1,
        max_value=MOST_NOTES,
        help_text=_("Four notes come out of one sheet. There are five kinds."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {"parts": list(PARTS), "notes": 1}
        super().__init__(data if data and "notes" in data else None, initial=initial, **kwargs)

    @property
    def chosen(self) -> Choice:
        """Return what was chosen; everything where nothing was."""
        if not (self.is_bound and self.is_valid()):
            return Choice()
        picked = self.cleaned_data["parts"]
        return Choice(tuple(part for part in PARTS if part in picked), self.cleaned_data["notes"])
