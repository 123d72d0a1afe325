"""Forms of members' pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.texts import localized
from vertelpunt.models import Audience, ModerationRules, Story
from vertelpunt.text import MAX_TITLE


class AudienceChoice(forms.ModelChoiceField[Audience]):
    """An audience, by the name that readers know."""

    def label_from_instance(self, obj: Audience) -> str:
        return localized(obj.name)


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


class WrittenForm(forms.Form):
    """What a moderator hears in a recording."""

    said = forms.CharField(
        label=_("What is said, word for word"),
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("Names too: you take them out in the next step. This becomes the story as told."),
    )


class RulesForm(forms.Form):
    """How stories are read before others do."""

    protocol = forms.CharField(
        label=_("What to do with a worrying story"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=4000,
        help_text=_("Moderators see this beside the story. Say who to tell, and how to reach them."),
    )
    hours = forms.IntegerField(label=_("Within how many hours is somebody told?"), min_value=1, max_value=168)
    places = forms.CharField(
        label=_("Places to take out"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        required=False,
        help_text=_("One on a line: neighbourhoods and villages. All municipalities are known already."),
    )
    organisations = forms.CharField(
        label=_("Organisations to take out"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        required=False,
        help_text=_("One on a line: providers, schools and clubs in your region."),
    )

    @classmethod
    def values(cls, rules: ModerationRules) -> dict[str, object]:
        """Return what stands in the form."""
        return {name: getattr(rules, name) for name in ("protocol", "hours", "places", "organisations")}
