"""The form with which somebody writes in the report of a session."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.models import ReportText, SessionReport
from duiding.report.made import WRITABLE
from lib.forms import PlainWords

LONGEST = 4000
LETTER = ("letter", "told", "decided", "happens")
SHORT = 700  # in the letter, which has two pages


class ReportForm(PlainWords, forms.Form):
    """A text for each part; what repeats a withdrawn story is mended elsewhere."""

    def __init__(self, *args: Any, report: SessionReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: list[ReportText] = list(report.texts.all())
        written = {row.part: row.text for row in rows}
        hidden = {row.part for row in rows if row.hidden}
        for part, label in WRITABLE.items():
            if part in hidden:
                continue
            most = SHORT if part in LETTER else LONGEST
            area = forms.Textarea(attrs={"rows": 3, "maxlength": most})
            self.fields[part] = forms.CharField(
                label=str(label), required=False, max_length=most, initial=written.get(part, ""), widget=area
            )
        if "names" in self.fields:
            self.fields["names"].help_text = _("Leave it empty unless each of them said that it is fine.")
        self.fields["owners_named"] = forms.BooleanField(
            label=_("Name who takes a proposal up"),
            required=False,
            initial=report.owners_named,
            help_text=_("Only when each of them said that this is fine."),
        )

    @property
    def texts(self) -> Mapping[str, str]:
        """Return what was written, by part."""
        return {part: self.cleaned_data[part] for part in WRITABLE if part in self.cleaned_data}
