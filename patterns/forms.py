"""Forms of the pages about observations."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patterns.models import CardSet, Observation
from patterns.models.observation import LETTERS, OPPOSING
from patterns.written import pair_named
from vertelpunt.text import clean

READINGS = len(LETTERS)
OPEN_READINGS = 2
WORDS = ("title", "description", "theme")


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
    """Everything that is typed on a card: also the readings, the notes and how far it is."""

    opposing = forms.ChoiceField(
        label=_("Which two oppose each other"),
        required=False,
        help_text=_(
            "Two readings oppose each other when whoever believes the one would do something else than whoever "
            "believes the other."
        ),
    )
    strength = forms.ChoiceField(
        label=_("How strong is this"),
        choices=Observation.Strength.choices,
        required=False,
        help_text=_("Your own view, beside what the numbers say. It is not printed."),
    )
    notes = forms.CharField(
        label=pgettext_lazy("card", "Notes"),
        widget=_area(3),
        required=False,
        help_text=_("For who writes this card. Never printed."),
    )
    state = forms.ChoiceField(label=_("How far is it"), choices=Observation.State.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(READINGS):
            self.fields[f"reading_{place}"] = forms.CharField(
                label=_("Reading %(letter)s") % {"letter": LETTERS[place]}, widget=_area(3), required=False
            )
        shown = {LETTERS[int(field.name.rpartition("_")[2])] for field in self.readings}
        pairs = [(pair, pair_named(pair)) for pair in OPPOSING if set(pair) <= shown]
        self.fields["opposing"].choices = [("", _("not said yet")), *pairs]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, observation: Observation) -> "ObservationForm":
        """Return the form with what stands on the card now."""
        texts = [reading.text for reading in observation.interpretations.filter(hidden=False)]
        return cls(
            initial={
                "title": observation.title,
                "description": observation.description,
                "theme": observation.theme,
                "opposing": observation.opposing,
                "strength": observation.strength,
                "notes": "" if observation.notes_hidden else observation.notes,
                "state": observation.state,
                "version": observation.version,
            }
            | {f"reading_{place}": text for place, text in enumerate(texts)}
        )

    def at_version(self, version: int) -> None:
        """Let the page know the newest version, so that what is kept next is meant to come after it."""
        self.data = {**self.data.dict(), "version": str(version)} if isinstance(self.data, QueryDict) else self.data

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
        return {name: data[name] for name in (*WORDS, "opposing", "strength", "notes", "state", "version")} | {
            "readings": readings
        }


class QuoteForm(forms.Form):
    """A marked piece of a story, or whole sentences of it: code points from start to end."""

    start = forms.IntegerField(min_value=0, required=False)
    end = forms.IntegerField(min_value=1, required=False)


class NewSetForm(forms.Form):
    """What a new set of cards needs."""

    name = forms.CharField(label=_("Name of the set"), max_length=100)
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=CardSet.Purpose.choices,
        widget=forms.RadioSelect,
        initial=CardSet.Purpose.TABLE,
    )


class SetForm(NewSetForm):
    """What can be changed of a set of cards, beside its cards."""

    budget = forms.IntegerField(label=_("Warn above this many cards"), min_value=1, max_value=200)
    stories = forms.IntegerField(label=_("Warn above this many stories"), min_value=0, max_value=500)

    @classmethod
    def of(cls, card_set: CardSet) -> "SetForm":
        """Return the form with what the set is now."""
        return cls(initial={name: getattr(card_set, name) for name in ("name", "purpose", "budget", "stories")})
