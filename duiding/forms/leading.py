"""Forms of leading a session live: what was agreed, dots, choices, and looking back."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext_lazy as _

from duiding.actions.choosing import LookBackData
from duiding.actions.leading import Choices
from duiding.forms.board import MOST, ClientIdForm
from duiding.models import Leading, Session
from duiding.models.leading import GRADES
from duiding.queries.leading import stories_to_read_aloud
from lib.forms import PlainWords
from vertelpunt.models import Story

TOO_LONG = MaxLengthValidator(
    MOST, _("An answer has at most %(limit_value)d characters; yours has %(show_value)d. Make it shorter.")
)

GRADE_NAMES = {5: _("very good"), 4: _("good"), 3: _("so-so"), 2: _("not so good"), 1: _("not good at all")}


class AloudField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A story by its number and how it begins."""

    def label_from_instance(self, obj: Story) -> str:
        return f"{obj} {truncatechars(obj.release.title or obj.release.text, 60)}"


class ChoicesForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was agreed: who is there for people, the story that is read aloud, and what is covered."""

    aloud = AloudField(Story.objects.none(), label=_("Story that is read aloud"), required=False)

    class Meta:
        model = Leading
        fields = ("trusted", "aloud", "hide_ideas", "guess_first", "votes", "names_shown")

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(AloudField, self.fields["aloud"])
        field.queryset = Story.objects.filter(
            pk__in=[story.pk for story in stories_to_read_aloud(session)]
        ).select_related("release")
        field.empty_label = str(_("none"))
        for each in self.fields.values():
            each.show_hidden_initial = True

    def choices(self) -> Choices:
        """Return what the reader changed on the page: the rest may have been changed by somebody else since."""
        return cast(Choices, {name: self.cleaned_data[name] for name in self.changed_data})


class FitForm(ClientIdForm):
    """The reading that fits best."""

    interpretation = forms.IntegerField(error_messages={"required": _("Choose a reading.")})


class FitCountForm(FitForm):
    """How many people find that a reading fits best."""

    number = forms.IntegerField(min_value=0, max_value=999, error_messages={"required": _("Fill in how many people.")})


class DotsForm(ClientIdForm):
    """How many dots on a group."""

    cluster = forms.IntegerField()
    number = forms.IntegerField(min_value=0, max_value=999)


class GroundForm(ClientIdForm):
    """The story under the plan."""

    story = forms.UUIDField(error_messages={"required": _("Choose a story.")})


class LookBackForm(PlainWords, ClientIdForm):
    """How somebody looks back."""

    grade = forms.TypedChoiceField(
        label=_("How was it?"),
        coerce=int,
        choices=[(grade, GRADE_NAMES[grade]) for grade in range(GRADES, 0, -1)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it was.")},
    )
    takes_along = forms.CharField(
        label=_("What do you take with you?"), required=False, validators=[TOO_LONG], widget=forms.Textarea
    )
    better = forms.CharField(
        label=_("What could have been better?"), required=False, validators=[TOO_LONG], widget=forms.Textarea
    )

    def answer(self) -> LookBackData:
        """Return what was filled in."""
        cleaned = self.cleaned_data
        return LookBackData(grade=cleaned["grade"], takes_along=cleaned["takes_along"], better=cleaned["better"])
