"""Plain sentences about patterns: names of tests and effects, why one is strong, or what it lacks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from patterns.stats.settings import Settings

if TYPE_CHECKING:
    from patterns.stats.figures import Figure
    from patterns.stats.results import Pattern, Reason

EFFECTS = {
    "rho": gettext_lazy("rank correlation (rho)"),
    "tau_b": gettext_lazy("rank correlation (tau-b)"),
    "delta": gettext_lazy("difference between two groups (delta)"),
    "eta2": gettext_lazy("difference between groups (eta squared)"),
    "v": gettext_lazy("association (Cramér's V)"),
    "difference": gettext_lazy("largest difference between groups"),
    "y": gettext_lazy("association (Yule's Y)"),
}
TESTS = {
    "spearman": gettext_lazy("Spearman's rank correlation"),
    "stratified_spearman": gettext_lazy("Spearman's rank correlation with time, within audiences"),
    "kruskal": gettext_lazy("Kruskal-Wallis test"),
    "mann_whitney": gettext_lazy("Mann-Whitney test for each option, Holm's correction"),
    "kendall": gettext_lazy("Kendall's rank correlation"),
    "chi2": gettext_lazy("chi-squared test"),
    "fisher": gettext_lazy("Fisher's exact test"),
    "monte_carlo": gettext_lazy("chi-squared test by drawing tables"),
    "cochran_q": gettext_lazy("Cochran's Q: do the groups differ in their association"),
}
VERDICTS = {
    "strong": gettext_lazy("strong"),
    "undecided": gettext_lazy("undecided"),
    "absent": gettext_lazy("no pattern"),
}
LEVELS = {
    "middle": gettext_lazy("in the middle"),
    "ends": gettext_lazy("at one of the ends"),
    "answered": gettext_lazy("answered"),
    "not answered": gettext_lazy("not answered"),
    "chosen": gettext_lazy("chosen"),
    "not chosen": gettext_lazy("not chosen"),
    "rest": gettext_lazy("the rest"),
}
TINY = 0.001


def number(value: float, decimals: int = 2) -> str:
    """A number as people of this language write it."""
    return str(number_format(round(value, decimals) + 0.0, decimals))


def chance(value: float) -> str:
    """q or p as it is printed: never 0."""
    return f"< {number(TINY, 3)}" if value < TINY else f"= {number(value, 3)}"


def chances(q: float, limit: float) -> tuple[str, str]:
    """q and its limit, with as many decimals as it takes to see which is the larger."""
    decimals = next((count for count in (3, 4, 5) if round(q, count) != round(limit, count) > 0), 6)
    shown = f"= {number(q, decimals)}" if decimals > 3 and round(q, decimals) else chance(q)
    return shown, number(limit, decimals)


def effect(pattern: Pattern) -> str:
    """Name, size and interval of an effect, with the end or answer that it is of; empty for a single question."""
    if pattern.effect is None:
        return ""
    found = pattern.effect
    limits = {"low": number(found.low), "high": number(found.high)}
    name = {"name": EFFECTS[found.name], "value": number(found.value)}
    said = _("%(name)s %(value)s, probably between %(low)s and %(high)s") % (name | limits)
    return f"“{part}”: {said}" if (part := strongest_part(pattern)) else said


def strongest_part(pattern: Pattern) -> str:
    """The end of a triad, the answer to a multi-choice question, or both, that the effect is of; else nothing."""
    several = not pattern.family.startswith("three_way") and {"triad", "multi"} & set(pattern.kind.split("_"))
    if pattern.effect is None or not several:
        return ""
    about = (part for part in pattern.parts if part.codes and part.codes == pattern.contrast[: len(part.codes)])
    return next((part.label for part in about), "")


def test(pattern: Pattern) -> str:
    """Name of the test; empty where none was made."""
    return str(TESTS[pattern.test]) if pattern.test else ""


def verdict(pattern: Pattern) -> str:
    """Strong, undecided, or no pattern; empty where nothing was tested."""
    return str(VERDICTS[pattern.verdict]) if pattern.test else ""


def level(text: str) -> str:
    """The words for a level that the statistics name themselves (middle, answered ...); other text as it is."""
    return str(LEVELS.get(text, text))


def labelled(figure: Figure) -> Figure:
    """The same figure with the statistics' own levels (middle, chosen, not answered ...) in the active language."""
    groups = tuple(replace(group, label=levels(group.label)) for group in figure.groups)
    tables = tuple(
        replace(table, rows=tuple(map(level, table.rows)), columns=tuple(map(level, table.columns)))
        for table in figure.tables
    )
    return replace(figure, groups=groups, tables=tables, panels=tuple(map(labelled, figure.panels)))


def unlabelled(figure: Figure) -> Figure:
    """The same figure with the statistics' own levels in place of the words that `labelled` gave them."""
    own = {str(said): code for code, said in LEVELS.items()}
    tables = tuple(
        replace(
            table,
            rows=tuple(own.get(name, name) for name in table.rows),
            columns=tuple(own.get(name, name) for name in table.columns),
        )
        for table in figure.tables
    )
    groups = tuple(
        replace(group, label=": ".join(own.get(part, part) for part in group.label.split(": ")))
        for group in figure.groups
    )
    return replace(figure, groups=groups, tables=tables)


def levels(label: str) -> str:
    """The label of a group that may have several parts."""
    return ": ".join(level(part) for part in label.split(": "))


def why(pattern: Pattern, settings: Settings) -> str:
    """One sentence: why a pattern is strong, or what it lacks."""
    said = [_reason(reason, pattern) for reason in pattern.reasons]
    part = strongest_part(pattern)
    return " ".join([*said, _("The number is that of “%(part)s”.") % {"part": part}] if part else said)


def _reason(reason: Reason, pattern: Pattern) -> str:
    values = _printed(reason.values, either_way=reason.code == "absent")
    if reason.code == "strong":
        return _strong(pattern, values)
    if reason.code == "strong_not_everywhere":
        return _not_everywhere(pattern, values)
    if reason.code in COUNTED:
        return COUNTED[reason.code](values["n"]) % values
    of_a_side = reason.code == "few_tellers" and pattern.family.startswith("subset")
    sentence = SENTENCES["few_on_a_side" if of_a_side else reason.code]() % values
    if pattern.family.startswith("three_way") and reason.code in ("small", "doubtful", "few_tellers"):
        return f"{sentence} {_ceiling()}"
    return sentence


def _printed(values: Mapping[str, Any], *, either_way: bool) -> dict[str, Any]:
    """The numbers of a reason as text: an effect keeps its sign; its threshold has the same, or is for either way."""
    printed = dict(values)
    below = values.get("value", 0.0) < 0
    for name in ("value", "threshold"):
        if name in values:
            size = _cut(abs(values[name])) if _close(values) else abs(values[name])
            signed = -size if below and not (either_way and name == "threshold") else size
            printed[name] = number(signed, 3 if _close(values) else 2)
    if "q" in values:
        printed["q"], printed["limit"] = chances(values["q"], values["limit"])
    if "effect" in values:
        printed["effect"] = str(EFFECTS[values["effect"]])
    return printed


def _close(values: Mapping[str, Any]) -> bool:
    """Whether two decimals would hide on which side of its threshold an effect lies."""
    value, threshold = abs(values.get("value", 0.0)), values.get("threshold", 0.0)
    return bool(value < threshold <= round(value, 2))


def _cut(value: float) -> float:
    """Three decimals, the rest cut off."""
    return math.floor(value * 1000 + 1e-9) / 1000


def _strong(pattern: Pattern, values: dict[str, Any]) -> str:
    """Strong, and where it holds."""
    base = _(
        "Strong: %(effect)s %(value)s is enough (from %(threshold)s), hardly "
        "chance (q %(q)s), %(tellers)s people told."
    )
    kept = [str(name) for name, check in _checks(pattern) if check]
    sentences = [base % values]
    if kept:
        sentences.append(_("It also shows %(where)s.") % {"where": listed(kept)})
    if pattern.family.startswith("three_way"):
        sentences.append(_ceiling())
    return " ".join(sentences)


def _not_everywhere(pattern: Pattern, values: dict[str, Any]) -> str:
    """Strong over all stories, and where it does not hold."""
    lost = [str(name) for name, check in _checks(pattern) if check is False]
    if pattern.within:
        base = _("Strong within this audience: %(effect)s %(value)s (from %(threshold)s), hardly chance (q %(q)s).")
    else:
        base = _("Strong over all stories: %(effect)s %(value)s (from %(threshold)s), hardly chance (q %(q)s).")
    return base % values + " " + _("But it does not show in the same way %(where)s.") % {"where": listed(lost)}


def _checks(pattern: Pattern) -> list[tuple[str, bool | None]]:
    """The checks of a pattern with their words."""
    found = pattern.robustness
    return [
        (_("on average within audiences"), found.within_audiences),
        (_("on average within channels"), found.within_channels),
        (_("without the largest channel"), found.without_largest_channel),
    ]


def _ceiling() -> str:
    return _("Where nearly everyone in a group gives the same answer, two answers can hardly go together there.")


def listed(words: list[str]) -> str:
    """Words in a row, the last after "and"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


SENTENCES: dict[str, Callable[[], str]] = {
    "absent": lambda: _(
        "No pattern: %(effect)s %(value)s, and larger than %(threshold)s is unlikely. That is a finding too."
    ),
    "small": lambda: _(
        "Not strong: hardly chance (q %(q)s), but small: %(effect)s %(value)s, strong is from %(threshold)s."
    ),
    "doubtful": lambda: _(
        "Not strong: %(effect)s %(value)s is large enough, but it may be chance (q %(q)s, at most %(limit)s)."
    ),
    "small_and_doubtful": lambda: _("Undecided: %(effect)s %(value)s is small and may be chance (q %(q)s)."),
    "few_tellers": lambda: _(
        "Never called strong with so few people: %(tellers)s told, strong is from %(enough)s. It may still matter."
    ),
    "few_on_a_side": lambda: _(
        "Never called strong with so few people: on the smaller side %(tellers)s told, strong is from %(enough)s. "
        "It may still matter."
    ),
    "unplaced": lambda: _("Stories left out, because they lack an answer that the selection asks for: %(stories)s."),
    "nobody": lambda: _("Nobody answered this."),
    "few_in_time": lambda: _(
        "Not tested over time: no audience has at least %(minimum)s people who answered in different months "
        "and did not all answer the same."
    ),
    "few_groups": lambda: _("Not tested: fewer than two groups have %(minimum)s stories or more."),
    "constant": lambda: _("Not tested: there everyone gave the same answer."),
    "single": lambda: _("The answers to one question: there is nothing to test."),
}


COUNTED: dict[str, Callable[[int], str]] = {
    "few": lambda n: ngettext(
        "Too few to test: %(n)s person gave these answers, at least %(minimum)s are needed.",
        "Too few to test: %(n)s people gave these answers, at least %(minimum)s are needed.",
        n,
    ),
    "small_selection": lambda n: ngettext(
        "Too few to compare: on the smaller side %(n)s person answered, at least %(minimum)s are needed.",
        "Too few to compare: on the smaller side %(n)s people answered, at least %(minimum)s are needed.",
        n,
    ),
}
