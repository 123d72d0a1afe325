"""Forms that two people may have open at once: only what a reader changed is saved, and nobody's words are lost."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.secrets import keyed_digest

OPENED = "opened"
DIGITS = 16


def _plain(value: object) -> str:
    """Return a value as text that is the same whether it comes from the database or from a browser."""
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")  # browsers send no seconds
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(sorted(_plain(one) for one in value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _digest(name: str, value: object) -> str:
    return keyed_digest("meanwhile", f"{name}\n{_plain(value)}")[:DIGITS]


def _line(digests: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{digest}" for name, digest in digests.items())


def _shown(field: forms.Field, value: Any) -> str:
    """Return what a field says, for a reader."""
    if isinstance(field, forms.ModelChoiceField):
        return "; ".join(field.label_from_instance(row) for row in value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "")


class Meanwhile(forms.BaseForm):
    """A form that saves what its reader changed, and says which fields somebody else changed in the meantime."""

    _now: dict[str, object] | None = None
    _mine: frozenset[str] = frozenset()
    _refused: int = 0

    def watch(self) -> None:
        """Keep with the page what every field says now; call this when what is there is edited."""
        now = {name: self._said(name, field) for name, field in self.fields.items()}
        said = _line({name: _digest(name, value) for name, value in now.items()})
        self.fields[OPENED] = forms.CharField(required=False, widget=forms.HiddenInput, initial=said)
        self._now = now

    def opened(self) -> dict[str, str]:
        """Return the digest of what each field said when the page was opened."""
        said = self.data.get(self.add_prefix(OPENED), "").split()
        pairs = (pair.partition(":")[::2] for pair in said)
        return dict(pairs)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self._now is not None:
            self.cleaned_data.pop(OPENED, None)
            self._compare(self._now, self.opened())

    def changes(self) -> dict[str, Any]:
        """Return what was filled in; of what is edited only what the reader changed."""
        every = self._now is None
        return {name: value for name, value in self.cleaned_data.items() if every or name in self._mine}

    def refuse(self, refused: Refused) -> None:
        """Show the form again with what its reader wrote and why it was refused."""
        self.add_error(None, str(refused.message))
        self._refused = refused.status

    @property
    def status(self) -> int:
        """Return the status of the answer that shows this form."""
        return self._refused or (400 if self.is_bound and self.errors else 200)

    def _said(self, name: str, field: forms.Field) -> object:
        """Return what is there now, as far as the form can show it."""
        value: Any = self.get_initial_for_field(field, name)
        if not isinstance(field, forms.ModelChoiceField):
            return value
        several = value if isinstance(value, list | tuple) else [value]
        keys = [one.pk if isinstance(one, Model) else one for one in several if one is not None]
        return list(field.queryset.filter(pk__in=keys)) if keys and field.queryset is not None else []

    def _compare(self, now: dict[str, object], opened: dict[str, str]) -> None:
        """Find what the reader changed; what somebody else changed as well becomes an error beside its field."""
        present = {name: _digest(name, value) for name, value in now.items() if name in self.cleaned_data}
        mine = {name: _digest(name, self.cleaned_data[name]) for name in present}
        changed = [name for name in present if mine[name] not in (opened.get(name), present[name])]
        both = [name for name in changed if opened.get(name) != present[name]]
        for name in both:
            self._lay_beside(name, now[name])
        if both:
            sent: Any = self.data
            data = sent.copy()  # whoever saves again has read the other words
            data[self.add_prefix(OPENED)] = _line(opened | {name: present[name] for name in both})
            self.data, self._refused = data, 409
        self._mine = frozenset(changed)

    def _lay_beside(self, name: str, value: object) -> None:
        words = _("Somebody else changed this in the meantime. Saving again puts your words in place of theirs.")
        self.add_error(name, words)
        field: Any = self.fields[name]
        field.theirs = _shown(field, value) or _("(empty)")
