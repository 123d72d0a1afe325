"""A wish about who sits where, as it is posted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.models import SeatWish, Session
from duiding.queries.inviting import name_of
from duiding.queries.seats import guests_of
from lib.forms import PlainWords


class WishForm(PlainWords, forms.Form):
    """Two people together or apart, or somebody at a table."""

    first = forms.TypedChoiceField(label=_("Who"), coerce=int)
    kind = forms.ChoiceField(label=_("Wish"), choices=SeatWish.Kind.choices)
    second = forms.TypedChoiceField(label=_("With whom, or at which table"), coerce=str)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = sorted((name_of(one), one.pk) for one in guests_of(session))
        named = [(str(pk), name) for name, pk in people]
        tables = [(f"table-{table.pk}", str(table)) for table in session.tables.all()]
        self.fields["first"].choices = named  # type: ignore[attr-defined]
        self.fields["second"].choices = [(_("People"), named), (_("Tables"), tables)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        at = str(cleaned.get("second", "")).startswith("table-")
        if "kind" in cleaned and "second" in cleaned and at != (cleaned["kind"] == SeatWish.Kind.AT):
            self.add_error("second", _("With this wish goes a table for “at this table”, and a person otherwise."))
        return cleaned

    def wish(self) -> dict[str, Any]:
        """Return the wish as the action takes it."""
        cleaned = self.cleaned_data
        table, second = cleaned["second"].startswith("table-"), cleaned["second"]
        return {
            "kind": cleaned["kind"],
            "first": cleaned["first"],
            "second": None if table else int(second),
            "table": int(second.removeprefix("table-")) if table else None,
        }
