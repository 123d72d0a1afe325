"""The form of what a proposal hopes to move."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.forms.days import Day
from duiding.models import Proposal
from duiding.queries.effect import questions_to_move, stories_to_compare
from lib.forms import PlainWords
from patterns.explorer.stock import stock_of
from vertelpunt.access import Workplace

MOST_QUESTIONS = 5


class EffectForm(PlainWords, forms.Form):
    """Which stories, which questions, and from which day."""

    query = forms.ChoiceField(
        label=_("Which stories is it about?"),
        required=False,
        help_text=_("Those with a certain answer, of a track, or a selection that you kept."),
    )
    questions = forms.MultipleChoiceField(
        label=_("Which questions do you hope to move?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or two. What would people answer otherwise if this works?"),
    )
    since = forms.DateField(
        label=_("From which day are stories new?"),
        widget=Day(),
        help_text=_("The day on which people could notice it."),
    )

    def __init__(self, *args: Any, proposal: Proposal, place: Workplace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = stories_to_compare(place)
        self.fields["query"].choices = [  # type: ignore[attr-defined]
            (name, [(choice.query, choice.name) for choice in choices]) for name, choices in groups.items()
        ]
        self.fields["questions"].choices = questions_to_move(stock_of(place))  # type: ignore[attr-defined]
        now, decision = getattr(proposal, "effect", None), getattr(proposal, "decision", None)
        day = decision.decided_on if decision else timezone.localdate()
        self.initial.update(since=now.since if now else day)
        if now:
            self.initial.update(query=now.query, questions=now.questions)

    def clean_questions(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["questions"]
        if len(chosen) > MOST_QUESTIONS:
            raise forms.ValidationError(
                _("Choose five questions at most: who looks at everything always finds something.")
            )
        return chosen
