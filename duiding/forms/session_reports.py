"""The form with which somebody writes in the report of a session."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.models import ReportText, SessionReport
from duiding.report.made import WRITABLE
from lib.forms import PlainWords
from lib.meanwhile import Meanwhile

LONGEST = 4000
LETTER = ("letter", "told", "decided", "happens")
SHORT = 700  # in the letter, which has two pages


class ReportForm(PlainWords, Meanwhile, forms.Form):
    """A text for each part, of which only what its reader changed is kept; a withdrawn story is mended elsewhere."""

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
        self.watch()

    @property
    def texts(self) -> Mapping[str, str]:
        """Return what the reader wrote anew, by part."""
        return {part: text for part, text in self.changes().items() if part in WRITABLE}

    @property
    def owners_named(self) -> bool | None:
        """Return whether owners are named, when the reader changed that."""
        return self.changes().get("owners_named")
