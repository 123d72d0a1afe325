"""A text per language in a form: the Dutch one open, the others beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from lib.forms import PlainWords
from lib.texts import Texts

FIRST = "nl"


@dataclass(frozen=True)
class TextSpec:
    """A text that a form asks for in every language."""

    name: str
    label: Any
    help: Any = ""
    rows: int = 1
    required: bool = False
    longest: int = 2000


@dataclass(frozen=True)
class TextGroup:
    """One text of a form, with its fields: the Dutch one and those in other languages."""

    spec: TextSpec
    first: Any
    others: list[Any]

    @property
    def written(self) -> int:
        """Return in how many other languages there is something."""
        return sum(bool(field.value()) for field in self.others)

    @property
    def others_wrong(self) -> bool:
        """Tell whether something in another language cannot be taken: then it is open."""
        return any(field.errors for field in self.others)


class TextsForm(PlainWords, forms.Form):
    """A form with texts per language, kept in `specs`; `texts` has what there is, `languages` which are asked for."""

    specs: tuple[TextSpec, ...] = ()

    def __init__(
        self,
        *args: Any,
        texts: Mapping[str, Texts] | None = None,
        languages: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        known = settings.TELLER_LANGUAGES if languages else settings.LANGUAGES
        self.asked_in = [(code, name) for code, name in known if not languages or code in (FIRST, *languages)]
        self.before = dict(texts or {})
        kwargs["initial"] = dict(kwargs.get("initial") or {})
        for name, text in (texts or {}).items():
            kwargs["initial"] |= {f"{name}_{language}": words for language, words in text.items()}
        super().__init__(*args, **kwargs)
        for spec in self.text_specs():
            for language, own_name in self.asked_in:
                self.fields[f"{spec.name}_{language}"] = self._field(spec, language, str(own_name))

    def text_specs(self) -> tuple[TextSpec, ...]:
        """Return the texts that this form asks for."""
        return self.specs

    def _field(self, spec: TextSpec, language: str, language_name: str) -> forms.CharField:
        shown = {"lang": language, "dir": "auto"}
        widget = forms.Textarea(attrs=shown | {"rows": spec.rows}) if spec.rows > 1 else forms.TextInput(attrs=shown)
        first = language == FIRST
        label = spec.label if first else f"{spec.label} ({_(language_name)})"
        return forms.CharField(
            label=label,
            help_text=spec.help if first else "",
            required=spec.required and first,
            max_length=spec.longest,
            widget=widget,
        )

    def groups(self) -> list[TextGroup]:
        """Return the texts with their fields, to be shown."""
        others = [language for language, _name in self.asked_in if language != FIRST]
        return [
            TextGroup(spec, self[f"{spec.name}_{FIRST}"], [self[f"{spec.name}_{language}"] for language in others])
            for spec in self.text_specs()
        ]

    def plain_fields(self) -> list[Any]:
        """Return the fields that are no text per language."""
        names = {f"{spec.name}_{language}" for spec in self.text_specs() for language, _name in self.asked_in}
        return [field for field in self.visible_fields() if field.name not in names]

    def texts(self, name: str) -> Texts:
        """Return what was written for `name`, by language, without what was left empty.

        A text in a language that the form does not ask for stays while the Dutch one does: it is its translation.
        """
        written = {language: self.cleaned_data.get(f"{name}_{language}", "") for language, _name in self.asked_in}
        said = {language: text.replace("\r\n", "\n") for language, text in written.items() if text}
        before = self.before.get(name, {})
        aside = before if said.get(FIRST) == before.get(FIRST) else {}
        return {language: text for language, text in aside.items() if language not in written} | said

    def all_texts(self) -> dict[str, Texts]:
        """Return all texts of the form."""
        return {spec.name: self.texts(spec.name) for spec in self.text_specs()}
