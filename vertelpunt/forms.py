"""Forms of members' pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vertelpunt.models import Story
from vertelpunt.text import MAX_TITLE


class HoldForm(forms.Form):
    """Why nobody else will read a story: the teller finds it behind the code."""

    use_required_attribute = False  # it shares the page with the button that releases
    why = forms.ChoiceField(
        label=_("Why does nobody else read this story?"),
        choices=Story.HeldFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why. The teller reads it behind the code.")},
        help_text=_("The teller reads this behind the code."),
    )


class ReleaseForm(forms.Form):
    """The text of a story as others will read it."""

    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE, required=False)
    text = forms.CharField(label=_("Story"), widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}))

    @classmethod
    def of(cls, story: Story) -> "ReleaseForm":
        """Return the form with the released text, else the text as told."""
        source = getattr(story, "release", None) or story
        return cls(initial={"title": source.title, "text": source.text})
