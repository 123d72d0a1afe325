"""Forms of the pages about tracks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from patterns.models import Track


class TrackForm(PlainWords, forms.Form):
    """The words and the colour of a track."""

    name = forms.CharField(label=_("Name"), max_length=60)
    description = forms.CharField(
        label=_("What it is about"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a few sentences, with words that people use. Proposals start from these words."),
    )
    colour = forms.ChoiceField(label=_("Colour"), choices=Track.Colour.choices)

    @classmethod
    def of(cls, track: Track) -> "TrackForm":
        """Return the form with what stands there now."""
        return cls(initial={"name": track.name, "description": track.description, "colour": track.colour})


class NewTrackForm(TrackForm):
    """The first words of a track; the colour comes by itself."""

    colour = None  # type: ignore[assignment]
