"""The library: what coalitions made public, by theme."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.models import Decision, Proposal
from duiding.queries.following import OVER
from duiding.queries.outcomes import PublicProposal, as_public, shared

STANDINGS: dict[str, str | Promise] = {
    "running": _("under way"),
    "done": _("done"),
    "declined": _("not done, and why"),
    "waiting": _("not decided yet"),
}


@dataclass(frozen=True)
class ThemeGroup:
    """The public proposals of one theme."""

    theme: str
    views: list[PublicProposal]


def themes() -> list[str]:
    """Return the themes of public proposals, each once."""
    found = shared().exclude(theme="").order_by("theme").values_list("theme", flat=True)
    return list(dict.fromkeys(found))


def _standing_of(view: PublicProposal) -> str:
    if view.decision is None:
        return "waiting"
    if view.entries and view.entries[0].status in OVER:
        return "done" if view.entries[0].status == "done" else "declined"
    return "declined" if view.decision.outcome == Decision.Outcome.DECLINED else "running"


def _saying(words: str) -> QuerySet[Proposal]:
    found = shared()
    for word in words.split():
        says = Q(title__icontains=word) | Q(we_see__icontains=word) | Q(we_want__icontains=word)
        found = found.filter(says | Q(theme__icontains=word) | Q(coalition__name__icontains=word))
    return found


def found_in_library(theme: str = "", standing: str = "", words: str = "") -> list[ThemeGroup]:
    """Return the public proposals that fit, by theme; those without a theme last."""
    proposals = _saying(words)
    found = as_public(proposals.filter(theme=theme) if theme else proposals)
    groups: dict[str, list[PublicProposal]] = {}
    for view in found:
        if not standing or _standing_of(view) == standing:
            groups.setdefault(view.proposal.theme, []).append(view)
    return [ThemeGroup(name, groups[name]) for name in sorted(groups, key=lambda name: (not name, name.lower()))]
