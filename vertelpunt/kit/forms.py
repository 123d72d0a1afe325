"""For whom a communication kit is made, in which language and in which colour."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from lib.texts import localized
from vertelpunt.kit.look import USUAL, is_colour
from vertelpunt.models import Audience, Vertelpunt
from vertelpunt.spreading.forms import EVERYBODY, partner_field

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))


def languages(point: Vertelpunt) -> list[tuple[str, Any]]:
    """Return the languages in which there is a kit and in which people can tell here."""
    return [one for one in LANGUAGES if one[0] in point.languages] or [LANGUAGES[0]]


class KitForm(PlainWords, forms.Form):
    """Which kit somebody wants."""

    partner = partner_field()
    group = forms.ChoiceField(label=_("For whom?"))
    language = forms.ChoiceField(label=_("Language"))
    colour = forms.CharField(
        label=_("Colour"),
        required=False,
        help_text=_("Of the speech bubble. The words on it become dark or white, so that they can be read."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.key: one for one in point.audiences.all() if one.offered}
        group: Any = self.fields["group"]
        group.choices = [(EVERYBODY, _("everybody")), *((key, localized(one.name)) for key, one in self.found.items())]
        language: Any = self.fields["language"]
        language.choices = languages(point)
        self.usual = point.kit_colour if is_colour(point.kit_colour) else USUAL
        self.fields["colour"].initial = f"#{self.usual}"

    def clean_colour(self) -> str:
        """Return the colour without its mark; what is no colour becomes the one that is kept."""
        found = str(self.cleaned_data["colour"]).lower().lstrip("#")
        return found if is_colour(found) else self.usual

    def audience(self) -> Audience | None:
        """Return the group that was chosen; None is everybody."""
        return self.found.get(self.cleaned_data["group"])
