"""Forms of people: inviting, roles, who comes in by an invitation, and keys and messages for programs."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from people.access import Desk
from people.actions.tokens import scopes_for
from people.models import Coalition, Region, User, Webhook
from people.roles import Role, may_give


class RolesForm(PlainWords, forms.Form):
    """Which roles somebody has here, of those that the reader may give."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = may_give(desk.roles)
        field = self.fields["roles"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(role.value, role.label) for role in Role if role in given]


class InviteForm(RolesForm):
    """Whom to invite, with which roles."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)
    field_order = ["email", "roles"]

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        self.fields["roles"].required = True
        self.fields["roles"].error_messages["required"] = _("Choose at least one role.")


class ComeInForm(PlainWords, forms.Form):
    """The name and the password of somebody who comes in by an invitation."""

    name = forms.CharField(label=_("Your name, as others here see it"), max_length=120)
    password = forms.CharField(
        label=_("Choose a password"),
        max_length=200,
        strip=False,
        help_text=_("At least 12 characters. A few words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the rules and against its repetition."""
        cleaned = super().clean() or self.cleaned_data
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("This is not the same password."))
        if password:
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class CoalitionForm(PlainWords, forms.Form):
    """What a new coalition is called, and what it is."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("What it is"), choices=Coalition.Kind.choices, initial=Coalition.Kind.REGION)
    region = forms.ModelChoiceField(
        label=_("Region"), queryset=Region.objects.all(), required=False, empty_label=_("no region")
    )


class KeyForm(PlainWords, forms.Form):
    """A key for a program: its name, what it may do, and how long it works."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What uses it, such as “our own dashboard”. No name of a person.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as it needs."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=((30, _("a month")), (90, _("three months")), (365, _("a year"))),
        coerce=int,
        initial=90,
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101
        field.choices = [(scope.value, scope.label) for scope in scopes_for(desk)]

    def wanted(self) -> dict[str, Any]:
        """Return what was asked for."""
        return {name: self.cleaned_data[name] for name in ("name", "scopes", "days")}


class WebhookForm(PlainWords, forms.Form):
    """Where messages go, and which."""

    address = forms.URLField(
        label=_("Address"),
        max_length=400,
        assume_scheme="https",
        help_text=_("Begins with https. The other program knows it."),
    )
    events = forms.MultipleChoiceField(
        label=_("Which messages"), choices=Webhook.Event.choices, widget=forms.CheckboxSelectMultiple
    )
