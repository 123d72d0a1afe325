"""Forms for who is asked, and for their answer."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from duiding.actions.answering import NEEDS, Other
from duiding.actions.inviting import PersonData
from duiding.models import Contact, Invitee
from duiding.models.session import Perspective
from lib.forms import PlainWords

COLUMNS = ("name", "email", "perspective", "organisation", "municipality")
MOST_LINES = 300


class PersonForm(PlainWords, forms.Form):
    """Somebody who is asked."""

    name = forms.CharField(label=_("Name"), max_length=80)
    perspective = forms.ChoiceField(label=_("Looks as"), choices=Perspective.choices)
    email = forms.EmailField(label=_("Mail address"), required=False)
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=Invitee.Answer.choices,
        required=False,
        help_text=_("For who answers by phone or on the street. Who got a link answers there."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("email") and not cleaned.get("phone") and "email" not in self.errors:
            self.add_error("email", _("Fill in a mail address or a phone number, or nobody can reach them."))
        return cleaned

    def clean_answer(self) -> str:
        return self.cleaned_data["answer"] or Invitee.Answer.NONE.value

    def data_of_person(self) -> PersonData:
        """Return what was filled in."""
        return cast(PersonData, dict(self.cleaned_data))


def perspective_named(typed: str) -> str:
    """Return the perspective that somebody wrote down in words, or nothing."""
    wanted = typed.strip().casefold()
    known = {str(label).casefold(): value for value, label in Perspective.choices} | {
        value: value for value in Perspective.values
    }
    first = {label.split()[0]: value for label, value in known.items()}
    return known.get(wanted) or first.get(wanted.split()[0] if wanted else "", "")


class ManyForm(PlainWords, forms.Form):
    """A list of people, one to a line, as it comes out of a spreadsheet."""

    lines = forms.CharField(
        label=_("One person on each line"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name; mail address; perspective; organisation; municipality. The last two may be left out."),
    )

    def clean_lines(self) -> list[PersonData]:
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("These are too many lines at once. Add at most 300 at a time."))
        return [self._person(number, line) for number, line in enumerate(lines, 1)]

    def _person(self, number: int, line: str) -> PersonData:
        parts = [part.strip() for part in line.replace("\t", ";").split(";")]
        person = dict(zip(COLUMNS, [*parts, *[""] * len(COLUMNS)], strict=False))
        person["perspective"] = perspective_named(person["perspective"])
        try:
            validate_email(person["email"])
        except ValidationError:
            person["email"] = ""
        if not (person["name"] and person["email"] and person["perspective"]):
            message = _("Line %(number)s lacks a name, a whole mail address or a perspective that we know.")
            raise forms.ValidationError(message, params={"number": number})
        most = {"name": 80, "organisation": 120, "municipality": 80}
        return cast(PersonData, {name: text[: most.get(name, 254)] for name, text in person.items()})


class AnswerForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """The answer of somebody who was asked, with what they need to take part."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        widget=forms.RadioSelect,
        choices=[("comes", _("Yes, I come")), ("not", _("No, I do not come")), ("other", _("Somebody else comes"))],
        error_messages={"required": _("Choose one, so that we know.")},
    )
    other_name = forms.CharField(label=_("Who comes instead"), max_length=80, required=False)
    other_email = forms.EmailField(
        label=_("Mail address of who comes instead"),
        required=False,
        help_text=_("Ask them first. They get a mail with a link of their own."),
    )
    other_perspective = forms.ChoiceField(label=_("They look as"), choices=Perspective.choices, required=False)
    forget = forms.BooleanField(label=_("I do not come: delete my name and address now"), required=False)

    class Meta:
        model = Contact
        fields = list(NEEDS)
        labels = {
            "needs_access": _("a room that is easy to get into, or help with seeing or hearing"),
            "needs_food": _("other food"),
            "needs_travel": _("help with travelling"),
            "brings_someone": _("I bring somebody along"),
            "needs": _("What should we know about that?"),
        }
        help_texts = {"needs": _("Only what helps us to make it easy for you.")}

    field_order = ["answer", *NEEDS[1:], "needs", "other_name", "other_email", "other_perspective", "forget"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == Invitee.Answer.OTHER:
            for name in ("other_name", "other_email"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, so that we can ask them."))
        return cleaned

    def for_who_comes(self) -> list[forms.BoundField]:
        """Return the fields about what somebody needs."""
        return [self[name] for name in (*NEEDS[1:], "needs")]

    def for_who_sends(self) -> list[forms.BoundField]:
        """Return the fields about who comes instead."""
        return [self[name] for name in ("other_name", "other_email", "other_perspective")]

    def needs_given(self) -> dict[str, str | bool]:
        """Return what somebody needs."""
        return {name: self.cleaned_data[name] for name in NEEDS}

    def other(self) -> Other | None:
        """Return who comes instead."""
        cleaned = self.cleaned_data
        if cleaned["answer"] != Invitee.Answer.OTHER:
            return None
        return Other(cleaned["other_name"], cleaned["other_email"], cleaned["other_perspective"] or "other")

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""
