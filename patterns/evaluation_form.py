"""The form with which an analyst chooses what an evaluation does."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lib.forms import PlainWords
from patterns.actions.evaluations import MOST_SUBSETS
from patterns.evaluation_settings import STEPS, Asked, can_be_compared
from patterns.explorer.selections import found_by, selections_of
from patterns.stats.settings import Settings
from vertelpunt.access import Workplace

LEAST, MOST, LONGEST_LIST = 5, 500, 60


class EvaluationForm(PlainWords, forms.Form):
    """The steps, the smallest group, the length of the short list, and selections to compare with the rest."""

    steps = forms.MultipleChoiceField(
        label=_("Look also at"),
        choices=list(STEPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All pairs of questions are always looked at. Three questions take longer."),
    )
    minimum = forms.IntegerField(
        label=_("Smallest group that is tested"),
        min_value=LEAST,
        max_value=MOST,
        help_text=_("So many people must have answered in each group. 20 is usual; with fewer, more is chance."),
    )
    top = forms.IntegerField(
        label=_("Patterns on the proposed short list"),
        min_value=1,
        max_value=LONGEST_LIST,
        help_text=_("17 is usual: as many as fit on a table."),
    )
    subsets = forms.MultipleChoiceField(
        label=_("Selections to compare with all other stories"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each selection is a comparison of its own. The more you ask, the stronger each must be."),
    )

    def __init__(self, place: Workplace, asked: Asked, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.gone = [query for query in asked.subsets if not can_be_compared(place, query)]
        compared = _offered(place, asked)
        self.fields["subsets"].choices = compared  # type: ignore[attr-defined]
        if not compared:
            del self.fields["subsets"]
        self.initial = {
            "steps": [name for name in STEPS if getattr(asked.settings, name)],
            "minimum": asked.settings.minimum,
            "top": asked.settings.top,
            "subsets": [query for query in asked.subsets if query not in self.gone],
        }

    def clean_subsets(self) -> list[str]:
        """Refuse more selections than can be read beside each other."""
        chosen: list[str] = self.cleaned_data["subsets"]
        if len(chosen) > MOST_SUBSETS:
            raise forms.ValidationError(
                ngettext("Choose at most %(n)d selection.", "Choose at most %(n)d selections.", MOST_SUBSETS)
                % {"n": MOST_SUBSETS}
            )
        return chosen

    def chosen(self) -> Asked:
        """Return what was chosen; what the page does not show stays as it was."""
        data = self.cleaned_data
        steps = {name: name in data["steps"] for name in STEPS}
        plain = self.asked.settings.to_dict() | steps | {"minimum": data["minimum"], "top": data["top"]}
        return Asked(Settings.from_dict(plain), tuple(data.get("subsets", ())))


def _offered(place: Workplace, asked: Asked) -> list[tuple[str, str]]:
    """Return the selections that can be compared: those that are kept, and those of the last evaluation."""
    names = {one.query: "" if one.hidden else one.name for one in selections_of(place)}
    queries = dict.fromkeys((*names, *asked.subsets))
    return [(query, _named(place, query, names.get(query, ""))) for query in queries if can_be_compared(place, query)]


def _named(place: Workplace, query: str, name: str) -> str:
    found = found_by(place, query)
    count = int(found.rows.sum())
    stories = ngettext("%(n)d story", "%(n)d stories", count) % {"n": count}
    if not name:
        return f"{found.label} ({stories})"
    return _now("“%(name)s”: %(conditions)s (%(stories)s)") % {
        "name": name,
        "conditions": found.label,
        "stories": stories,
    }
