"""Forms of the pages about observations."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patterns.models import Observation
from vertelpunt.text import clean

READINGS = 6
OPEN_READINGS = 2


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DraftForm(forms.Form):
    """The first words of a card."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        help_text=_("A sentence that says what stands out. Describe, do not explain."),
    )
    description = forms.CharField(
        label=_("What we see"),
        widget=_area(6),
        help_text=_("One or two sentences that only describe what was answered."),
    )
    theme = forms.CharField(
        label=_("Theme"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "themes"})
    )


class ObservationForm(DraftForm):
    """Everything that is typed on a card: also the readings and how far it is."""

    state = forms.ChoiceField(label=_("How far is it"), choices=Observation.State.choices, widget=forms.RadioSelect)
    seen_at = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(READINGS):
            self.fields[f"reading_{place}"] = forms.CharField(
                label=_("Reading %(letter)s") % {"letter": "ABCDEF"[place]}, widget=_area(3), required=False
            )

    @classmethod
    def of(cls, observation: Observation) -> "ObservationForm":
        """Return the form with what stands on the card now."""
        texts = [reading.text for reading in observation.interpretations.filter(hidden=False)]
        return cls(
            initial={
                "title": observation.title,
                "description": observation.description,
                "theme": observation.theme,
                "state": observation.state,
                "seen_at": observation.changed_at.isoformat(),
            }
            | {f"reading_{place}": text for place, text in enumerate(texts)}
        )

    def clean_seen_at(self) -> datetime | None:
        """Return when the page was made, as a moment."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen_at"])
        except ValueError:
            return None

    @property
    def words(self) -> list[forms.BoundField]:
        """Return the fields of the card itself."""
        return [self[name] for name in ("title", "description", "theme")]

    @property
    def readings(self) -> list[forms.BoundField]:
        """Return those that are filled in, at least two, and one to spare."""
        filled = [place for place in range(READINGS) if (self[f"reading_{place}"].value() or "").strip()]
        shown = min(max((filled or [-1])[-1] + 2, OPEN_READINGS + 1), READINGS)
        return [self[f"reading_{place}"] for place in range(shown)]

    def written(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        readings = [clean(data.get(f"reading_{place}", "")) for place in range(READINGS)]
        return {name: data[name] for name in ("title", "description", "theme", "state", "seen_at")} | {
            "readings": readings
        }


class QuoteForm(forms.Form):
    """A marked piece of a story, or whole sentences of it: code points from start to end."""

    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)
