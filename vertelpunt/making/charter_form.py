"""The form of the start page: what it is for, who does what, and who decides what and when."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from vertelpunt.models import Charter

ROWS = {"people": 8, "decisions": 5}
CELLS: dict[str, tuple[tuple[str, Any], ...]] = {
    "people": (("role", _("Role")), ("name", _("Who")), ("hours", _("Hours"))),
    "decisions": (("what", _("What")), ("who", _("Who decides")), ("when", _("When"))),
}
FIRST_ROLES = (
    _("decider"), _("process leader"), _("method expert"), _("network connector"), _("subject expert"),
    _("communication adviser"),
)  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """A table of the form: its headings and its rows of fields."""

    headings: tuple[Any, ...]
    rows: list[list[Any]]


class CharterForm(PlainWords, forms.Form):
    """The start page of a Vertelpunt; everything may stay open for now."""

    aim = forms.ChoiceField(
        label=_("What is it for?"), choices=Charter.Aim.choices, required=False, widget=forms.RadioSelect
    )
    question = forms.CharField(
        label=_("What do we want to know?"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    plan = forms.CharField(
        label=_("Which plan does it serve?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the youth plan of the region, with the part that this is about."),
    )
    hours = forms.CharField(
        label=_("What do we ask of everybody else?"),
        required=False,
        max_length=300,
        help_text=_("Hours for partners, and for people who come to a session. Who pays their travel?"),
    )
    deadline = forms.DateField(
        label=_("Done before"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    back = forms.CharField(
        label=_("How do tellers hear what came of it?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, charter: Charter | None, **kwargs: Any) -> None:
        fields = ("aim", "question", "plan", "hours", "deadline", "back")
        first: dict[str, Any] = {name: getattr(charter, name) for name in fields} if charter else {}
        kept = {name: getattr(charter, name) for name in ROWS} if charter else {"people": _first_people()}
        super().__init__(*args, initial=first, **kwargs)
        for table, count in ROWS.items():
            for at in range(count):
                row = (kept.get(table, []) + [{}] * count)[at]
                for cell, label in CELLS[table]:
                    self.fields[f"{table}-{at}-{cell}"] = forms.CharField(
                        label=label, required=False, max_length=120, initial=row.get(cell, "")
                    )

    def plain_fields(self) -> list[Any]:
        """Return the fields outside the tables."""
        return [field for field in self.visible_fields() if "-" not in field.name]

    def tables(self) -> dict[str, Rows]:
        """Return the tables with their fields."""
        return {
            table: Rows(
                tuple(label for _cell, label in CELLS[table]),
                [[self[f"{table}-{at}-{cell}"] for cell, _label in CELLS[table]] for at in range(count)],
            )
            for table, count in ROWS.items()
        }

    def values(self) -> dict[str, Any]:
        """Return what is kept, without empty rows."""
        data = self.cleaned_data
        rows = {table: [self._row(table, at) for at in range(count)] for table, count in ROWS.items()}
        kept = {table: [row for row in found if any(row.values())] for table, found in rows.items()}
        return {field.name: data[field.name] for field in self.plain_fields()} | kept

    def _row(self, table: str, at: int) -> dict[str, str]:
        return {cell: self.cleaned_data.get(f"{table}-{at}-{cell}", "") for cell, _label in CELLS[table]}


def _first_people() -> list[dict[str, str]]:
    return [{"role": str(role)} for role in FIRST_ROLES]
