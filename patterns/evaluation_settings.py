"""What an evaluation does, as people choose it and read it: its steps, its numbers, the selections it compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lib.errors import Refused
from patterns.explorer.conditions import Conditions, look_up
from patterns.explorer.stock import stock_of
from patterns.models import Evaluation
from patterns.queries import Standing
from patterns.stats.settings import Settings
from patterns.subsets import subset_of
from vertelpunt.access import Workplace

USUAL = Settings()
STEPS: dict[str, Promise] = {
    "background": gettext_lazy("questions by who told, where and how (audience, region, channel and so on)"),
    "middle": gettext_lazy("the middle of a slider against both ends"),
    "non_answer": gettext_lazy("what was not answered"),
    "over_time": gettext_lazy("what changes over time"),
    "within_audiences": gettext_lazy("all pairs again within each audience"),
    "three_way": gettext_lazy("three questions: where two go together differently in different groups"),
}
CHOSEN = (*STEPS, "minimum", "top")


@dataclass(frozen=True)
class Asked:
    """The settings of an evaluation, and the selections that it compares with the rest."""

    settings: Settings = USUAL
    subsets: tuple[str, ...] = field(default=())

    @classmethod
    def of(cls, evaluation: Evaluation | None) -> "Asked":
        """Return what `evaluation` was asked with; the usual when there is none."""
        kept: Mapping[str, Any] = evaluation.settings if evaluation else {}
        return cls(Settings.from_dict(kept), tuple(kept.get("subsets", ())))

    @classmethod
    def again(cls, standing: Standing) -> "Asked":
        """Return what the next evaluation takes over from the last one."""
        return cls.of(standing.repeated)

    def with_subset(self, query: str) -> "Asked":
        """Return these with one more selection to compare."""
        return replace(self, subsets=tuple(dict.fromkeys((*self.subsets, query))))


def said(place: Workplace, asked: Asked) -> list[str]:
    """Return in words what `asked` has that is not usual; nothing when all of it is."""
    return [*_steps_said(asked.settings), *_numbers_said(asked.settings), *selections_said(place, asked.subsets)]


def _steps_said(settings: Settings) -> list[str]:
    others = [name for name in STEPS if getattr(settings, name) != getattr(USUAL, name)]
    return [(_("with %s") if getattr(settings, name) else _("without %s")) % STEPS[name] for name in others]


def _numbers_said(settings: Settings) -> list[str]:
    found = []
    if settings.minimum != USUAL.minimum:
        people = ngettext(
            "tested from %(n)d person in a group", "tested from %(n)d people in a group", settings.minimum
        )
        found.append(people % {"n": settings.minimum})
    if settings.top != USUAL.top:
        patterns = ngettext("a short list of %(n)d pattern", "a short list of %(n)d patterns", settings.top)
        found.append(patterns % {"n": settings.top})
    usual, here = USUAL.to_dict(), settings.to_dict()
    rest = [f"{name} = {here[name]}" for name in here if name not in CHOSEN and here[name] != usual[name]]
    return [*found, *([_("other limits than usual: %s") % ", ".join(rest)] if rest else [])]


def selections_said(place: Workplace, queries: Sequence[str]) -> list[str]:
    """Return in words which selections are compared with the rest."""
    if not queries:
        return []
    stock = stock_of(place)
    found = [look_up(Conditions.of(query), stock.columns.values(), stock.size).label for query in queries]
    return [_("“%s” against all other stories") % label for label in found]


def can_be_compared(place: Workplace, query: str) -> bool:
    """Tell whether an evaluation can tell the stories of `query` from all others."""
    try:
        subset_of(stock_of(place).loaded.dataset(), query)
    except Refused:
        return False
    return True
