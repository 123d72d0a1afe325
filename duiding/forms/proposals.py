"""Forms of proposals, decisions, agreements and progress."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.actions.decisions import REFERS
from duiding.actions.proposals import AFTER_DECISION, ProposalData
from duiding.forms.sessions import VertelpuntChoice
from duiding.models import Agreement, Decision, ProgressEntry, Proposal
from duiding.queries.material import cards_to_choose, stories_to_choose
from lib.forms import PlainWords
from patterns.models import Observation
from people.access import Desk
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Story, Vertelpunt

SHORT = {"rows": 3}


class Day(forms.DateInput):
    """A day, as browsers let people choose it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def not_to_come(day: date) -> None:
    """Refuse a day in the future for what has happened."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come. Choose today, or a day before it."))


class CardChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Cards by number and title."""

    def label_from_instance(self, obj: Observation) -> str:
        return f"{obj.number}. {obj.title}"


class StoryChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Stories by number and title."""

    def label_from_instance(self, obj: Story) -> str:
        return " · ".join(part for part in (str(obj), obj.release.title) if part)


def _first(rows: QuerySet[Any], here: Any, *then: str) -> QuerySet[Any]:
    """Return `rows` with those that lie on this table first."""
    elsewhere = Case(When(pk__in=here, then=Value(0)), default=Value(1))
    return rows.order_by(elsewhere, *then, "number")


class ProposalForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What we see, what we want to do, so that; who takes it up, the first step and when."""

    vertelpunt = VertelpuntChoice(Vertelpunt.objects.none(), label=_("Stories of"), empty_label=_("Choose …"))
    observations = CardChoice(
        Observation.objects.none(), label=_("Cards it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stories = StoryChoice(
        Story.objects.none(), label=_("Stories it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Proposal
        fields = [
            "title",
            "we_see",
            "we_want",
            "so_that",
            "owner",
            "first_step",
            "first_step_on",
            "level",
            "theme",
            "vertelpunt",
            "observations",
            "stories",
        ]
        widgets = {
            "we_see": forms.Textarea(attrs=SHORT),
            "we_want": forms.Textarea(attrs=SHORT),
            "so_that": forms.Textarea(attrs=SHORT),
            "first_step_on": Day(),
        }
        help_texts = {
            "title": _("Short, so that somebody who was not there understands it."),
            "we_see": _("What do the cards and stories show?"),
            "we_want": _("We should really …"),
            "so_that": _("What will be different for young people and parents?"),
            "owner": _("One person, who wants to. The name is not on the public page."),
            "first_step": _("Small enough to do within a month."),
        }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.state == Proposal.State.DECIDED:
            self._only(AFTER_DECISION)
            return
        point = self.fields["vertelpunt"]
        assert isinstance(point, VertelpuntChoice)  # noqa: S101
        point.coalition, point.queryset = desk.coalition.pk, vertelpunten_for(desk.coalition)
        self._grounds(desk)

    def _only(self, names: set[str]) -> None:
        for name in set(self.fields) - names:
            del self.fields[name]

    def _grounds(self, desk: Desk) -> None:
        """Offer the cards, and the stories that lay on a table of the session or that were chosen already."""
        cards, stories = self.fields["observations"], self.fields["stories"]
        assert isinstance(cards, CardChoice)  # noqa: S101
        assert isinstance(stories, StoryChoice)  # noqa: S101
        table = self.instance.cluster.board.table if self.instance.cluster else None
        on_table = table.cards.values("observation") if table else []
        cards.queryset = _first(cards_to_choose(desk.coalition), on_table, "coalition__name")
        told_here = table.stories.values("story") if table else []
        stories.queryset = _first(stories_to_choose(desk).filter(pk__in=self._stories_at_hand()), told_here)

    def _stories_at_hand(self) -> list[Any]:
        chosen = list(self.instance.stories.values_list("pk", flat=True)) if self.instance.pk else []
        session = self.instance.session
        lying = session.tables.values_list("stories__story", flat=True) if session else []
        return [pk for pk in [*chosen, *lying] if pk]

    def data_of_proposal(self) -> ProposalData:
        """Return what was filled in."""
        cleaned = dict(self.cleaned_data)
        for name in ("observations", "stories"):
            if name in cleaned:
                cleaned[name] = list(cleaned[name])
        return cast(ProposalData, cleaned)

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""


class DecisionForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What is decided, why, and under which conditions."""

    class Meta:
        model = Decision
        fields = ["outcome", "reason", "refers_to", "conditions", "decided_on"]
        widgets = {
            "outcome": forms.RadioSelect,
            "reason": forms.Textarea(attrs=SHORT),
            "conditions": forms.Textarea(attrs={"rows": 2}),
            "decided_on": Day(),
        }
        help_texts = {
            "reason": _("In plain words: tellers read this."),
            "refers_to": _("Only when it fits a running plan, or belongs to somebody else."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = Decision.Outcome.choices  # type: ignore[attr-defined]
        self.initial.setdefault("decided_on", timezone.localdate())
        self.fields["decided_on"].validators.append(not_to_come)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome") in REFERS and not cleaned.get("refers_to"):
            self.add_error("refers_to", _("Say which plan it fits, or to whom it is passed on."))
        return cleaned

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""


class AgreementForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """Who does what, before when."""

    class Meta:
        model = Agreement
        fields = ["who", "what", "before"]
        widgets = {"before": Day()}


class ProgressForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """How it goes."""

    class Meta:
        model = ProgressEntry
        fields = ["status", "text", "on", "public"]
        widgets = {"text": forms.Textarea(attrs=SHORT), "on": Day()}
        help_texts = {"text": _("In plain words: tellers read this. No names.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        self.fields["on"].validators.append(not_to_come)
        self.fields["status"].choices = [("", _("Choose …")), *ProgressEntry.Status.choices]  # type: ignore[attr-defined]
