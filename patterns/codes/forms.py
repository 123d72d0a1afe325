"""Forms of the pages about the code book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from patterns.models import CodeQuestion


class QuestionForm(PlainWords, forms.Form):
    """A new question for readers."""

    text = forms.CharField(
        label=_("Question to the reader"), max_length=160, help_text=_("Such as: who took the first step?")
    )
    kind = forms.ChoiceField(
        label=_("How it is answered"), choices=CodeQuestion.Kind.choices, widget=forms.RadioSelect
    )
    more = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=1200,
        help_text=_("One on each line; for a scale from little to much. Not for a slider or a note."),
    )
    low = forms.CharField(label=_("Left end of the slider"), required=False, max_length=60)
    high = forms.CharField(label=_("Right end of the slider"), required=False, max_length=60)
    help = forms.CharField(
        label=_("When to choose what"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("So that two readers do the same."),
    )

    def written(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        return {name: data[name] for name in ("text", "kind", "low", "high", "help")} | {
            "labels": data["more"].split("\n")
        }


class ChangeForm(QuestionForm):
    """A question that is there: how it is answered stays, and each answer has a field of its own."""

    kind = None  # type: ignore[assignment]

    def __init__(self, question: CodeQuestion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [option["code"] for option in question.options]
        for place, option in enumerate(question.options, start=1):
            self.fields[f"option_{option['code']}"] = forms.CharField(
                label=_("Answer %(place)s") % {"place": place}, required=False, max_length=80, initial=option["label"]
            )
        unused = {"slider": ["more"], "note": ["more", "low", "high"]}.get(question.kind, ["low", "high"])
        for name in unused:
            del self.fields[name]
        if "more" in self.fields:
            self.fields["more"].label, self.fields["more"].help_text = _("More answers"), ""
        self.order_fields(["text", *(f"option_{code}" for code in self.codes), "more", "low", "high", "help"])
        self.initial = {"text": question.text, "low": question.low, "high": question.high, "help": question.help}

    def written(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("text", "low", "high", "help") if name in data}
        labels = {code: data[f"option_{code}"] for code in self.codes}
        return words | {"labels": labels, "more": data.get("more", "").split("\n")}
