"""The form with which a selection is kept or changed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from patterns.models import Selection


class SelectionForm(forms.Form):
    """What people call a selection, and who sees it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What it is for. No words of a story, please."),
    )
    shared = forms.BooleanField(label=_("Everybody in the coalition sees it"), required=False)

    @classmethod
    def of(cls, one: Selection) -> "SelectionForm":
        """Return the form with what is kept now."""
        hidden = one.hidden
        return cls(initial={"name": "" if hidden else one.name, "note": "" if hidden else one.note,
                            "shared": one.shared})  # fmt: skip
