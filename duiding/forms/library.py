"""Forms of the library: what somebody looks for, and on which stories one's own proposal rests."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duiding.forms.sessions import VertelpuntChoice
from duiding.queries.library import STANDINGS, themes
from lib.forms import PlainWords
from people.models import Coalition
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Vertelpunt


class LibraryForm(forms.Form):
    """By theme, by how it goes, and by words."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    standing = forms.ChoiceField(label=_("How it goes"), required=False, choices=[("", _("all")), *STANDINGS.items()])
    words = forms.CharField(label=_("Words"), required=False, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("all themes")), *((one, one) for one in themes())]  # type: ignore[attr-defined]


class TakeOverForm(PlainWords, forms.Form):
    """On whose stories the own proposal will rest."""

    vertelpunt = VertelpuntChoice(Vertelpunt.objects.none(), label=_("Stories of"), empty_label=_("Choose …"))

    def __init__(self, *args: Any, coalition: Coalition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        point = self.fields["vertelpunt"]
        assert isinstance(point, VertelpuntChoice)  # noqa: S101
        point.coalition, point.queryset = coalition.pk, vertelpunten_for(coalition)
