"""What never stands on a card: the names of municipalities, organisations and the ways by which people came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from patterns import background
from patterns.stats.figures import Figure
from patterns.storing import figure_from
from people.models import Coalition
from vertelpunt.models import Vertelpunt

MAY_BE_NAMED = (Coalition.Kind.NATIONAL, Coalition.Kind.REGION)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def public_name(coalition: Coalition) -> str:
    """Return the name that a card gives for `coalition`: of a municipality or organisation, that of what is above."""
    return next((one.name for one in coalition.with_ancestors() if one.kind in MAY_BE_NAMED), "")


@dataclass(frozen=True)
class Discreet:
    """Other words for names that a card does not give."""

    instead: Mapping[str, str]

    @classmethod
    def of(cls, vertelpunt: Vertelpunt, questions: Sequence[str]) -> "Discreet":
        """Return what is not named where `questions` make the groups: channels carry the names of partners."""
        if background.CHANNEL not in questions:
            return cls({})
        names = vertelpunt.channels.order_by("name", "pk").values_list("name", flat=True)
        letters = zip(names, LETTERS, strict=False)
        return cls({name: _("channel %(letter)s") % {"letter": letter} for name, letter in letters})

    def text(self, text: str) -> str:
        """Return `text` with other words for the names in it."""
        for name in sorted(self.instead, key=len, reverse=True):
            text = text.replace(name, self.instead[name])
        return text

    def figure(self, figure: Figure) -> Figure:
        """Return `figure` with other words for the names in it."""
        return figure_from(self._said(figure.to_dict())) if self.instead else figure

    def _said(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._said(part) for part in value]
        if isinstance(value, dict):
            return {key: self._said(part) for key, part in value.items()}
        return value
