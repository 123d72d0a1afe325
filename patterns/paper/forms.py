"""Forms of what can be chosen before printing; the address holds it, so that a print can be made again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from patterns.card import Card
from patterns.paper.sources import Source

NUMBERS = (
    ("front", _("below the figure, for who knows numbers")),
    ("back", _("on the back of each card")),
    ("none", _("no statistics, only how many stories")),
    ("young", _("for young people: short words, a larger figure, no statistics")),
)
STORIES = (
    ("no", pgettext_lazy("story cards", "none")),
    ("a6", _("four to a sheet of A4, with lines to cut along")),
    ("a5", _("one to a sheet of A5")),
)
ORDERS = (("set", _("as in the set")), ("theme", _("by theme")), ("number", _("by number")))
Choices = Iterable[tuple[Any, Any]]


class CardForm(forms.Form):
    """How one card is printed."""

    numbers = forms.ChoiceField(label=_("Statistics"), choices=NUMBERS, widget=forms.RadioSelect, initial="front")
    stories = forms.ChoiceField(
        label=_("Story cards of the stories that belong to it"),
        choices=STORIES,
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, data: QueryDict, *, reads: bool) -> None:
        asked = bool(data)
        super().__init__(data if asked else None)
        if not reads:
            del self.fields["stories"]

    @property
    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, or what is proposed when nothing was chosen yet."""
        start = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        return {"stories": "no"} | start | (self.cleaned_data if self.is_bound and self.is_valid() else {})


class SetPrintForm(CardForm):
    """How a set of cards is printed."""

    contents = forms.BooleanField(label=_("A page with the contents in front"), required=False, initial=True)
    order = forms.ChoiceField(label=_("Order of the cards"), choices=ORDERS, initial="set")
    cards = forms.MultipleChoiceField(label=_("Cards"), widget=forms.CheckboxSelectMultiple)
    sheets = forms.MultipleChoiceField(
        label=_("Key figures at the end"), widget=forms.CheckboxSelectMultiple, required=False
    )
    field_order = ("numbers", "cards", "order", "contents", "sheets", "stories")

    def __init__(self, data: QueryDict, *, reads: bool, cards: Sequence[Card], sheets: Choices) -> None:
        super().__init__(data, reads=reads)
        every = [(str(card.pk), f"{card.number} {card.title}") for card in cards]
        self.fields["cards"].choices = every  # type: ignore[attr-defined]
        self.fields["cards"].initial = [pk for pk, _title in every]
        figures = list(sheets)
        self.fields["sheets"].choices = figures  # type: ignore[attr-defined]
        self.fields["sheets"].initial = []
        if not figures:
            del self.fields["sheets"]


class StoryCardsForm(forms.Form):
    """Which stories are printed on cards, and how large."""

    source = forms.ChoiceField(label=_("Which stories"))
    format = forms.ChoiceField(label=_("How large"), choices=STORIES[1:], widget=forms.RadioSelect, initial="a6")

    def __init__(self, data: QueryDict, sources: Sequence[tuple[str, Sequence[Source]]]) -> None:
        super().__init__(data if data else None)
        choices = [(kind, [(one.key, one.name) for one in some]) for kind, some in sources]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
