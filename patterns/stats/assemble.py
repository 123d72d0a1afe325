"""From a scored plan to a batch: names of kinds, questions, tests, contrasts and parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patterns.stats.batch import Batch
from patterns.stats.columns import Bools, Column, Ints, Subset
from patterns.stats.components import EFFECT_OF_FORM, TEST_OF_FORM, Measured
from patterns.stats.encode import Encoded, Unit, tellers_in
from patterns.stats.exact import holm
from patterns.stats.intervals import delta_interval
from patterns.stats.plan import RANK_GROUPS, RANK_OPTION, TABLE, Plan
from patterns.stats.results import Effect, Part, Reason
from patterns.stats.score import Scored
from patterns.stats.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """Everything that is known about the patterns of one plan."""

    plan: Plan
    data: Encoded
    columns: tuple[Column, ...]
    measured: Measured
    scored: Scored
    shown: Ints
    settings: Settings
    subsets: Mapping[str, Subset]

    def units(self, place: int) -> tuple[Unit, Unit]:
        """The two sides of a pattern."""
        return self.data.units[self.plan.first.item(place)], self.data.units[self.plan.second.item(place)]

    def kind(self, place: int) -> str:
        """Name of the kind of a pattern."""
        first, second = self.units(place)
        return f"{first.aspect or first.kind}_{second.kind}"

    def lacks(self, place: int) -> Reason:
        """What an untested pattern lacks."""
        first, second = self.units(place)
        both = self.data.masks[first.mask] & self.data.masks[second.mask]
        values = {"n": tellers_in(self.data, both), "minimum": self.plan.minimum}
        if not both.any():
            return Reason("nobody", values)
        if first.aspect == "subset" and (side := smaller_side(self.data, first, both)) < self.plan.minimum:
            return Reason("small_selection", values | {"n": side})
        if values["n"] < self.plan.minimum:
            return Reason("few", values)
        alike = any(all_the_same(self.data, unit, both) for unit in (first, second))
        return Reason("constant" if alike else "few_groups", values)

    def contrast(self, place: int) -> tuple[str, ...]:
        """Codes of the strongest contrast."""
        at = self.scored.chosen.item(place)
        form, sides = self.plan.form.item(at), self.units(place)
        several = any(len(unit.rows or unit.blocks) > 1 for unit in sides)
        codes = self._member_codes(place, at) if several else ()
        if form not in (RANK_GROUPS, TABLE):
            return codes
        cell = self.measured.cell[at].tolist()
        if form == RANK_GROUPS:
            grouped = self._grouped(place)
            return codes + tuple(self._level_code(grouped, level) for level in cell if level >= 0)
        pairs = zip(sides, cell, strict=True)
        return codes + tuple(self._level_code(unit, level) for unit, level in pairs if unit.kind != "multi")

    def parts(self, place: int) -> tuple[Part, ...]:
        """Parts of a pattern: its components when there are several, else the pairs of options."""
        mine = places_of(self.plan.pattern, place)
        if len(mine) > 1:
            return tuple(self._component_part(place, at) for at in mine)
        if not self.measured.tested[mine[0]]:
            return ()
        if self.plan.form[mine[0]] == RANK_GROUPS:
            return self._pair_parts(place, int(mine[0]))
        if self.plan.form[mine[0]] == RANK_OPTION:
            return (self._component_part(place, int(mine[0])),)
        return ()

    def _component_part(self, place: int, at: int) -> Part:
        """An option, a pair of options, or a pole."""
        codes, measured = self._member_codes(place, at), self.measured
        label = " / ".join(self._member_labels(place, at))
        if not measured.tested[at]:
            return Part(label, codes, int(measured.n[at]), small=True)
        name = EFFECT_OF_FORM[int(self.plan.form[at])]
        effect = Effect(name, float(measured.value[at]), float(self.scored.low[at]), float(self.scored.high[at]))
        statistic, p = float(measured.statistic[at]), float(measured.p[at])
        return Part(label, codes, int(measured.n[at]), statistic, p, float(self.scored.adjusted[at]), effect)

    def _pair_parts(self, place: int, at: int) -> tuple[Part, ...]:
        """Every pair of tested options, Holm over the pairs; then the options that were too small."""
        pairing = next(pairs for pairs in self.measured.pairings if len(places_of(pairs.component, at)))
        mine, grouped = np.array(places_of(pairing.component, at)), self._grouped(place)
        result = pairing.result
        adjusted = holm(result.p[mine], np.zeros(len(mine), np.int64), result.tested[mine])
        least = np.minimum(result.first, result.second)[mine]
        low, high = delta_interval(result.value[mine], result.variance[mine], least, np.array(self.settings.level))
        parts = []
        for line, held, lower, upper in zip(mine.tolist(), adjusted.tolist(), low, high, strict=True):
            levels = (int(pairing.first[line]), int(pairing.second[line]))
            codes = tuple(self._level_code(grouped, level) for level in levels)
            label = " / ".join(self._level_label(grouped, level) for level in levels)
            effect = Effect("delta", float(result.value[line]), float(lower), float(upper))
            statistic, p = float(result.statistic[line]), float(result.p[line])
            parts.append(Part(label, codes, int(result.n[line]), statistic, p, held, effect))
        return tuple(parts)

    def _grouped(self, place: int) -> Unit:
        """The side of a pattern that makes the groups."""
        first, second = self.units(place)
        return second if first.rows else first

    def _member_codes(self, place: int, at: int) -> tuple[str, ...]:
        return tuple(self.columns[unit.column].options[member].code for unit, member in self._members(place, at))

    def _member_labels(self, place: int, at: int) -> tuple[str, ...]:
        return tuple(self.columns[unit.column].options[member].label for unit, member in self._members(place, at))

    def _members(self, place: int, at: int) -> list[tuple[Unit, int]]:
        """Which option or pole of each side a component is about, where a side has several."""
        inside = []
        for unit in self.units(place):
            parts = unit.rows or unit.blocks
            if len(parts) > 1:
                ends = self._ends(at, unit)
                inside.append((unit, next(member for member, part in enumerate(parts) if part in ends)))
        return inside

    def _ends(self, at: int, unit: Unit) -> tuple[int, ...]:
        """The slider rows or the factors of a component that could be this unit's."""
        x, y = int(self.plan.x[at]), int(self.plan.y[at])
        form = int(self.plan.form[at])
        if form == 0 or form >= 4:
            return (x, y)
        return (x,) if unit.rows else (y,)

    def _level_code(self, unit: Unit, level: int) -> str:
        if unit.aspect in ASPECT_LEVELS:
            return ASPECT_LEVELS[unit.aspect][level]
        return self.columns[unit.column].options[level].code

    def _level_label(self, unit: Unit, level: int) -> str:
        if unit.aspect in ASPECT_LEVELS:
            return ASPECT_LEVELS[unit.aspect][level]
        return self.columns[unit.column].options[level].label


def places_of(owners: Ints, wanted: int) -> range:
    """Where a number stands in a long row of numbers that never go down."""
    first, last = np.searchsorted(owners, (wanted, wanted + 1)).tolist()
    return range(first, last)


ASPECT_LEVELS = {"middle": ("middle", "ends"), "non_answer": ("not answered", "answered")}


def batch_of(found: Assembly, checks: NDArray[np.int8], within: tuple[str, str] | None) -> Batch:
    """The batch of one plan."""
    plan, measured, scored = found.plan, found.measured, found.scored
    units, columns = found.data.units, found.columns
    pairs = list(zip(plan.first.tolist(), plan.second.tolist(), strict=True))
    masks = np.array([unit.mask for unit in units], np.int64)
    at = scored.chosen
    asked = np.array([not unit.aspect and columns[unit.column].is_question for unit in units], np.bool_)
    selections = np.array([unit.aspect == "subset" for unit in units], np.bool_)
    missed = (asked | selections)[plan.first] & asked[plan.second] & (within is None)
    names: Callable[[int], Column] = lambda place: columns[units[place].column]  # noqa: E731
    return Batch(
        family=plan.family,
        within=within,
        kinds=[f"{units[one].aspect or units[one].kind}_{units[other].kind}" for one, other in pairs],
        questions=[(names(one).key, names(other).key) for one, other in pairs],
        labels=[(names(one).label, names(other).label) for one, other in pairs],
        n=found.shown[masks[plan.first], masks[plan.second]],
        tellers=measured.n[at],
        tested=scored.tested,
        tests=[TEST_OF_FORM[code] for code in measured.test[at].tolist()],
        statistic=measured.statistic[at],
        df=measured.df[at],
        p=scored.p,
        effects=[EFFECT_OF_FORM[code] for code in scored.effect.tolist()],
        value=scored.value,
        low=scored.lower,
        high=scored.upper,
        threshold=scored.threshold,
        score=scored.score,
        absent=scored.absent,
        checks=checks,
        listed=scored.tested | missed,
        enough=np.minimum(measured.n[at], smaller_selections(found)),
        unplaced=unplaced(found),
        lacks=found.lacks,
        contrast=found.contrast,
        parts=found.parts,
    )


def unplaced(found: Assembly) -> int:
    """How many stories the selection of this family leaves on neither side; 0 in the other families."""
    subset = found.subsets.get(found.plan.family.removeprefix("subset:"))
    return subset.unplaced if subset else 0


def smaller_selections(found: Assembly) -> Ints:
    """For each tested pattern that compares selections the tellers with an answer in the smaller; else no limit."""
    data, least = found.data, np.full(len(found.plan), np.iinfo(np.int64).max)
    for place in np.flatnonzero(found.scored.tested).tolist():
        first, second = found.units(place)
        if first.aspect == "subset":
            least[place] = smaller_side(data, first, data.masks[first.mask] & data.masks[second.mask])
    return least


def smaller_side(data: Encoded, unit: Unit, rows: Bools) -> int:
    """Of some stories the tellers in the smaller of the two selections that a unit compares."""
    return min(tellers_in(data, rows & (data.factors[unit.blocks[0]] == level)) for level in (0, 1))


def all_the_same(data: Encoded, unit: Unit, rows: Bools) -> bool:
    """Whether some stories all have the same answer, to every pole or option of a question."""
    parts = [data.codes[row][rows] for row in unit.rows] + [data.factors[block][rows] for block in unit.blocks]
    return all(len(part) == 0 or bool((part == part[0]).all()) for part in parts)
