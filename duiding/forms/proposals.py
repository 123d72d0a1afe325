"""The form of a proposal: what we see and want, who takes it up, and what it rests on."""

from typing import Any, cast

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from duiding.actions.proposals import AFTER_DECISION, GROUNDS, ProposalData
from duiding.forms.days import Day
from duiding.forms.sessions import VertelpuntChoice
from duiding.models import Proposal
from duiding.queries.material import cards_to_choose, stories_to_choose
from duiding.queries.proposals import figures_to_choose
from lib.forms import PlainWords
from lib.meanwhile import Meanwhile
from patterns.keyfigures.sheets import ShownFigure
from patterns.models import KeyFigure, Observation
from people.access import Desk
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Story, Vertelpunt

SHORT = {"rows": 3}


class CardChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Cards by number and title."""

    def label_from_instance(self, obj: Observation) -> str:
        return f"{obj.number}. {obj.title}"


class FigureChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Key figures as they are read, with where they come from."""

    def label_from_instance(self, obj: KeyFigure) -> str:
        return f"{ShownFigure(obj).value} {obj.label} ({obj.source}, {obj.year})"


class StoryChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Stories by number and title."""

    def label_from_instance(self, obj: Story) -> str:
        return " · ".join(part for part in (str(obj), obj.release.title) if part)


def _first(rows: QuerySet[Any], here: Any, *then: str) -> QuerySet[Any]:
    """Return `rows` with those that lie on this table first."""
    elsewhere = Case(When(pk__in=here, then=Value(0)), default=Value(1))
    return rows.order_by(elsewhere, *then, "number")


class ProposalForm(Meanwhile, PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """What we see, what we want to do, so that; who takes it up, the first step and when."""

    vertelpunt = VertelpuntChoice(Vertelpunt.objects.none(), label=_("Stories of"), empty_label=_("Choose …"))
    observations = CardChoice(
        Observation.objects.none(), label=_("Cards it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stories = StoryChoice(
        Story.objects.none(), label=_("Stories it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )

    key_figures = FigureChoice(
        KeyFigure.objects.none(),
        label=_("Key figures it rests on"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
            "helpers",
            "needs",
            "level",
            "theme",
            "vertelpunt",
            "observations",
            "stories",
            "key_figures",
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
            "helpers": _("Who is needed beside the owner? Write “nobody” when one person can do it."),
            "needs": _("Hours, money, a room, a permission. Write “nothing” when nothing is needed."),
        }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.state == Proposal.State.DECIDED and not set(self.opened()) - AFTER_DECISION:
            self._only(AFTER_DECISION)
        else:
            point = self.fields["vertelpunt"]
            assert isinstance(point, VertelpuntChoice)  # noqa: S101
            point.coalition, point.queryset = desk.coalition.pk, vertelpunten_for(desk.coalition)
            self._grounds(desk)
        if self.instance.pk:
            self.watch()

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
        figures = self.fields["key_figures"]
        assert isinstance(figures, FigureChoice)  # noqa: S101
        figures.queryset = figures_to_choose(desk.coalition)
        stories.queryset = _first(stories_to_choose(desk).filter(pk__in=self._stories_at_hand()), told_here)

    def _stories_at_hand(self) -> list[Any]:
        chosen = list(self.instance.stories.values_list("pk", flat=True)) if self.instance.pk else []
        session = self.instance.session
        lying = session.tables.values_list("stories__story", flat=True) if session else []
        return [pk for pk in [*chosen, *lying] if pk]

    def data_of_proposal(self) -> ProposalData:
        """Return what was filled in; of a proposal that is there, what was changed."""
        cleaned = self.changes()
        for name in GROUNDS:
            if name in cleaned:
                cleaned[name] = list(cleaned[name])
        return cast(ProposalData, cleaned)

    def _post_clean(self) -> None:
        """Leave the row alone: the action writes it."""
