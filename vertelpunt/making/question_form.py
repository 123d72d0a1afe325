"""The form of one question: words per audience and language, answers, poles and its route."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.texts import Texts, localized
from vertelpunt.making.composing import CHOICES
from vertelpunt.making.text_fields import FIRST, TextsForm, TextSpec
from vertelpunt.models import Audience
from vertelpunt.questions import Condition, Kind, Option, Question
from vertelpunt.triads import POLES

SPARE = 3  # empty rows for more answers
MOST_OPTIONS = 30
KIND_NAMES: dict[str, Any] = {
    "slider": _("slider between two ends"),
    "ordered": _("one answer, from bad to good or from little to much"),
    "choice": _("one answer"),
    "multi": _("several answers"),
    "triad": _("a point between three ends"),
    "text": _("a few words"),
    "region": _("region"),
}
ABOUT_NAMES: dict[str, Any] = {
    "story": _("this story"),
    "teller": _("who tells"),
    "child": _("the child or family in the story"),
}


class QuestionForm(TextsForm):
    """One question of a set."""

    specs = (
        TextSpec("text", _("The question"), rows=2, required=True, longest=300),
        TextSpec("help", _("A line of help"), longest=300),
        TextSpec("short", _("Short name, for figures"), required=True, longest=40),
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who is asked this?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody ticked means: everybody."),
    )
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=list(ABOUT_NAMES.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "What is about who tells is kept when somebody tells another story. What is about people, such as an age, "
            "others may know: of a few people alike it never leaves the coalition."
        ),
    )
    not_applicable = forms.BooleanField(label=_("People may say: does not fit my story"), required=False)
    max_choices = forms.IntegerField(label=_("At most so many answers"), required=False, min_value=1, max_value=30)
    route = forms.MultipleChoiceField(
        label=_("Only ask it after one of these answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose answers of one question that comes earlier. Nothing ticked means: always ask it."),
    )

    def __init__(
        self, *args: Any, question: Question, audiences: Sequence[Audience], before: Sequence[Question], **kwargs: Any
    ) -> None:
        self.question, self.people = question, audiences
        route = [f"{question.show_if.key}:{code}" for code in question.show_if.codes] if question.show_if else []
        initial = {
            "audiences": list(question.audiences),
            "about": question.about,
            "not_applicable": question.not_applicable,
            "max_choices": question.max_choices,
            "route": route,
        }
        super().__init__(*args, texts=self._texts_of(question), initial=initial, **kwargs)
        fields: Any = self.fields
        fields["audiences"].choices = [(one.key, localized(one.name)) for one in audiences]
        fields["route"].choices = [
            (localized(one.short), [(f"{one.key}:{option.code}", localized(option.label)) for option in one.options])
            for one in before
            if one.kind in CHOICES and one.key != question.key
        ]
        if question.kind != "multi":
            del self.fields["max_choices"]
        if not fields["route"].choices:
            del self.fields["route"]

    def _texts_of(self, question: Question) -> dict[str, Texts]:
        texts: dict[str, Texts] = {"text": question.text, "help": question.help, "short": question.short}
        texts |= {f"for_{one.key}": question.wording.get(one.key, {}) for one in self.people}
        for place, option in enumerate(question.options):
            texts[f"option_{place}"] = option.label
            texts |= {f"option_{place}_for_{one.key}": option.wording.get(one.key, {}) for one in self.people}
        return texts | dict(zip(("left", "right"), question.poles or ({}, {}), strict=True))

    def text_specs(self) -> tuple[TextSpec, ...]:
        words = [
            TextSpec(f"for_{one.key}", _("In other words, for: %(who)s") % {"who": localized(one.name)}, longest=300)
            for one in self.people
        ]
        return (*self.specs, *words, *self._pole_specs(), *self._option_specs())

    def _pole_specs(self) -> list[TextSpec]:
        if self.question.kind != "slider":
            return []
        left, right = _("Left end of the slider"), _("Right end of the slider")
        return [TextSpec("left", left, required=True, longest=60), TextSpec("right", right, required=True, longest=60)]

    def _end_specs(self) -> list[TextSpec]:
        """Return the three ends of a triad, each followed by the words that a group reads instead."""
        specs: list[TextSpec] = []
        for at in range(POLES):
            number = {"number": at + 1}
            specs.append(TextSpec(f"option_{at}", _("End %(number)d") % number, required=True, longest=60))
            for one in self.people:
                label = _("End %(number)d in other words, for: %(who)s") % (number | {"who": localized(one.name)})
                specs.append(TextSpec(f"option_{at}_for_{one.key}", label, longest=60))
        return specs

    def _option_specs(self) -> list[TextSpec]:
        if self.question.kind == "triad":
            return self._end_specs()
        if self.question.kind not in CHOICES:
            return []
        rows = min(len(self.question.options) + SPARE, MOST_OPTIONS)
        help_text = _("Leave it empty to take this answer out.")
        return [
            TextSpec(
                f"option_{at}", _("Answer %(number)d") % {"number": at + 1}, help_text if not at else "", longest=120
            )
            for at in range(rows)
        ]

    def clean_route(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["route"]
        if len({one.split(":")[0] for one in chosen}) > 1:
            raise forms.ValidationError(_("Choose answers of one question only: a route depends on one question."))
        return chosen

    def _options(self) -> tuple[Option, ...]:
        if self.question.kind == "triad":
            return self._ends()
        old, made = self.question.options, list[Option]()
        for at, spec in enumerate(self._option_specs()):
            label = self.texts(spec.name)
            if label.get(FIRST):
                known = old[at] if at < len(old) else Option(_new_code(old, made, at), label)
                made.append(replace(known, label=label))
        return tuple(made)

    def _ends(self) -> tuple[Option, ...]:
        old, made = self.question.options, list[Option]()
        for at in range(POLES):
            known = old[at] if at < len(old) else Option(f"a{at + 1}", {})
            here = {one.key: words for one in self.people if (words := self.texts(f"option_{at}_for_{one.key}"))}
            elsewhere = {key: words for key, words in known.wording.items() if key not in {p.key for p in self.people}}
            made.append(replace(known, label=self.texts(f"option_{at}"), wording=elsewhere | here))
        return tuple(made)

    def made(self) -> Question:
        """Return the question as it was filled in; its key and kind stay."""
        data, route = self.cleaned_data, self.cleaned_data.get("route", [])
        wording = {one.key: words for one in self.people if (words := self.texts(f"for_{one.key}"))}
        elsewhere = {
            key: words for key, words in self.question.wording.items() if key not in {p.key for p in self.people}
        }
        return replace(
            self.question,
            text=self.texts("text"),
            help=self.texts("help"),
            short=self.texts("short"),
            wording=elsewhere | wording,
            poles=(self.texts("left"), self.texts("right")) if self.question.kind == "slider" else self.question.poles,
            options=self._options(),
            audiences=tuple(data["audiences"]),
            about=data["about"],
            not_applicable=data["not_applicable"],
            max_choices=data.get("max_choices"),
            show_if=Condition(route[0].split(":")[0], tuple(one.split(":")[1] for one in route)) if route else None,
        )


def _new_code(old: Sequence[Option], made: Sequence[Option], at: int) -> str:
    used, number = {option.code for option in (*old, *made)}, at + 1
    while f"a{number}" in used:
        number += 1
    return f"a{number}"


def blank(kind: str, key: str) -> Question:
    """Return an empty question of one's own."""
    return Question(key, cast(Kind, kind), {}, {})
