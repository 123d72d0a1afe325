"""The statistics of a pattern as numbers with their names, for who wants them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from patterns.numbers import NOTHING, decimal
from patterns.words import EFFECTS, TESTS

TINY = 0.001


@dataclass(frozen=True)
class PartRow:
    """One part of a pattern: an option, or a pair of options."""

    label: str
    n: str
    effect: str
    interval: str
    p: str


def chance(value: float | None) -> str:
    """Return a p or q value as people write it."""
    if value is None:
        return NOTHING
    return f"< {decimal(TINY, 3)}" if value < TINY else decimal(value, 3)


def interval(effect: Mapping[str, Any] | None) -> str:
    """Return the interval of an effect."""
    if effect is None:
        return NOTHING
    return _("%(low)s to %(high)s") % {"low": decimal(effect["low"], 2), "high": decimal(effect["high"], 2)}


def facts(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the numbers of a whole pattern with their names."""
    effect = result["effect"]
    yield _("stories"), decimal(result["n"])
    if result["test"] is None:
        return
    yield _("tellers tested"), decimal(result["tellers"])
    if effect:
        yield str(EFFECTS[effect["name"]]), decimal(effect["value"], 2)
        yield _("interval (95%)"), interval(effect)
    yield _("test"), str(TESTS[result["test"]])
    if result["statistic"] is not None:
        yield _("statistic"), decimal(result["statistic"], 2)
    if result["df"] is not None:
        yield _("degrees of freedom"), decimal(result["df"])
    yield "p", chance(result["p"])
    yield _("q (corrected for the number of tests)"), chance(result["q"])
    yield _("holds within audiences and channels"), _holds(result["holds"])
    yield _("place in the list"), decimal(result["rank"])


def _holds(holds: bool | None) -> str:
    return _("could not be checked") if holds is None else _("yes") if holds else _("no")


def part_rows(result: Mapping[str, Any]) -> list[PartRow]:
    """Return the parts of a pattern, those with the largest effect first."""
    parts = sorted(result["parts"], key=lambda part: -abs(part["effect"]["value"] if part["effect"] else 0.0))
    return [
        PartRow(
            label=part["label"],
            n=decimal(part["n"]),
            effect=decimal(part["effect"]["value"], 2) if part["effect"] else NOTHING,
            interval=interval(part["effect"]),
            p=chance(part["p_holm"] if part["p_holm"] is not None else part["p"]),
        )
        for part in parts
    ]
