"""Forms of the pages about key figures."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from patterns.keyfigures.reading import Line, Number, number_in
from patterns.keyfigures.sheets import ShownFigure


class FigureForm(PlainWords, forms.Form):
    """One key figure."""

    figure = forms.CharField(
        label=_("Figure"), max_length=40, help_text=_("As people read it, such as 12,4% or 1.250 or 1 in 8.")
    )
    label = forms.CharField(
        label=_("What it counts"), max_length=140, help_text=_("Such as: of the young people got help this year.")
    )
    about = forms.CharField(label=_("Which region and period it is about"), max_length=80)
    source = forms.CharField(label=_("Source"), max_length=120, help_text=_("Who says so, such as CBS."))
    year = forms.IntegerField(label=_("Year of the source"), min_value=1900, max_value=2100)

    def clean_figure(self) -> Number:
        """Return the number that was typed."""
        number = number_in(self.cleaned_data["figure"])
        if number is None:
            raise forms.ValidationError(_now("Write a figure such as 12,4% or 1.250 or 1 in 8."))
        return number

    def line(self) -> Line:
        """Return what the actions take."""
        data = self.cleaned_data
        return Line(data["figure"], data["label"], data["about"], data["source"], data["year"])

    @classmethod
    def of(cls, shown: ShownFigure) -> "FigureForm":
        """Return the form with what stands there now."""
        figure = shown.figure
        return cls(
            initial={
                "figure": shown.value.replace("\u00a0", " "),
                "label": figure.label,
                "about": figure.about,
                "source": figure.source,
                "year": figure.year,
            }
        )


class PasteForm(PlainWords, forms.Form):
    """Lines of a table."""

    pasted = forms.CharField(
        label=_("Lines of a table"),
        max_length=10_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "One line for each figure, five parts with a tab or ; between them: "
            "figure; what it counts; region and period; source; year"
        ),
    )
