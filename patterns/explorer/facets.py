"""A question as the explorer shows it: the stories that fit beside all stories, and a link on every part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patterns.drawing.colours import FIND, group_colours
from patterns.explorer.address import Address
from patterns.explorer.conditions import address_name, spans
from patterns.explorer.counting import Counted
from patterns.explorer.matching import STATES, missing_code
from patterns.explorer.picture import Picture, picture_of
from patterns.numbers import decimal, percent
from patterns.stats.columns import NOT_APPLICABLE, NOT_ASKED, SKIPPED, Column
from patterns.stats.settings import Settings
from patterns.stats.shape import summarise

ENDS = Settings()
THIRDS = (f"0..{ENDS.middle_low - 1}", f"{ENDS.middle_low}..{ENDS.middle_high}", f"{ENDS.middle_high + 1}..100")
LEAST_STEPS = 3


@dataclass(frozen=True)
class Part:
    """One part of a chart: an option, a third of a slider or a reason for no answer; its link adds or removes it."""

    code: str
    label: str
    n: str
    share: str
    length: str
    whole: str
    whole_share: str
    colour: str
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One question or background fact with its counts."""

    key: str
    name: str
    label: str
    text: str
    kind: str
    n: str
    whole_n: str
    parts: tuple[Part, ...]
    missing: tuple[Part, ...]
    chosen: bool
    clear: str
    picture: Picture | None = None
    middle: tuple[tuple[str, str], ...] = ()
    poles: tuple[str, str] = ("", "")
    spans: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> tuple[str, str]:
        """Return the ends of the one part of a slider that is asked for."""
        return self.spans[0] if len(self.spans) == 1 else ("", "")

    @property
    def brief(self) -> str:
        """Return it in a few words, for where its chart is folded: low, middle and high, or the largest part."""
        if self.picture or self.middle:
            return " · ".join(f"{share} {name}" for share, name in self.middle or self._named)
        largest = max(self.parts, key=lambda part: float(part.length), default=None)
        return f"{largest.share} {largest.label}" if largest and float(largest.length) else ""

    @property
    def _named(self) -> tuple[tuple[str, str], ...]:
        return tuple((part.share, part.label) for part in self.parts)

    @property
    def shares(self) -> tuple[str, ...]:
        """Return the share of each part."""
        return tuple(part.share for part in self.parts)


@dataclass(frozen=True)
class Maker:
    """Makes the facets of one page: it knows the address, and what every column is called there."""

    address: Address
    keys: frozenset[str]

    def facet(self, column: Column, here: Counted, whole: Counted, text: str = "") -> Facet:
        """Return `column` as the page shows it."""
        name = address_name(column, self.keys)
        asked = self.address.conditions.values(name)
        slider = column.kind == "slider"
        return Facet(
            key=column.key,
            name=name,
            label=column.label,
            text=text,
            kind=column.kind,
            n=decimal(here.n),
            whole_n=decimal(whole.n),
            parts=tuple(
                self._thirds(column, name, here, whole) if slider else self._options(column, name, here, whole)
            ),
            missing=tuple(self._missing(column, name, here, whole)),
            chosen=bool(asked),
            clear=self.address.without(name) if asked else "",
            picture=picture_of(summarise(here.counts, ENDS), whole, spans(asked)) if slider else None,
            middle=_middle(column, here),
            poles=column.poles,
            spans=tuple((str(low), str(high)) for low, high in spans(asked)) if slider else (),
        )

    def _options(self, column: Column, name: str, here: Counted, whole: Counted) -> Iterator[Part]:
        colours = group_colours([option.code for option in column.options])
        for place, (option, colour) in enumerate(zip(column.options, colours, strict=True)):
            yield self._part(name, option.code, option.label, _one(here, place), _one(whole, place), colour)

    def _thirds(self, column: Column, name: str, here: Counted, whole: Counted) -> Iterator[Part]:
        labels = (column.poles[0] or _("low"), _("in the middle"), column.poles[1] or _("high"))
        for code, label, mine, all_ in zip(THIRDS, labels, thirds(here), thirds(whole), strict=True):
            yield self._part(name, code, label, (mine, here.n), (all_, whole.n), FIND)

    def _missing(self, column: Column, name: str, here: Counted, whole: Counted) -> Iterator[Part]:
        if column.states is None:
            n, all_ = int(here.states[NOT_ASKED]), int(whole.states[NOT_ASKED])
            if n or missing_code(column) in self.address.conditions.values(name):
                words = _("%(n)s not known") % {"n": decimal(n)}
                yield self._silent(name, missing_code(column), words, n, all_, here)
            return
        says: tuple[tuple[int, Callable[[int], str]], ...] = (
            (SKIPPED, lambda n: ngettext("%(n)s skipped it", "%(n)s skipped it", n)),
            (NOT_APPLICABLE, lambda n: _("for %(n)s it did not apply")),
            (NOT_ASKED, lambda n: ngettext("%(n)s was not asked", "%(n)s were not asked", n)),
        )
        codes = {state: code for code, state in STATES.items()}
        for state, say in says:
            n, all_ = int(here.states[state]), int(whole.states[state])
            if n or codes[state] in self.address.conditions.values(name):
                yield self._silent(name, codes[state], say(n) % {"n": decimal(n)}, n, all_, here)

    def _silent(self, name: str, code: str, words: str, n: int, all_: int, here: Counted) -> Part:
        total = int(here.states.sum())
        return self._part(name, code, words, (n, total), (all_, all_), "")

    def _part(
        self, name: str, code: str, label: str, here: tuple[int, int], whole: tuple[int, int], colour: str
    ) -> Part:
        share, over_all = _share(here), _share(whole)
        return Part(
            code=code,
            label=label,
            n=decimal(here[0]),
            share=percent(share),
            length=_long(share),
            whole=_long(over_all),
            whole_share=percent(over_all),
            colour=colour,
            href=self.address.toggled(name, code),
            chosen=code in self.address.conditions.values(name),
        )


def thirds(counted: Counted) -> tuple[int, int, int]:
    """Return how many lie in the low, middle and high part of a slider."""
    low, middle = ENDS.middle_low, ENDS.middle_high + 1
    parts = np.split(counted.counts, (low, middle))
    return int(parts[0].sum()), int(parts[1].sum()), int(parts[2].sum())


def _middle(column: Column, here: Counted) -> tuple[tuple[str, str], ...]:
    """Return the shares of the first option, of all between, and of the last one, of a scale with a middle."""
    if column.kind != "ordered" or not column.is_question or len(column.options) < LEAST_STEPS or not here.n:
        return ()
    first, last = int(here.counts[0]), int(here.counts[-1])
    between = here.n - first - last
    names = (column.options[0].label, _("in between"), column.options[-1].label)
    return tuple((percent(n / here.n), name) for n, name in zip((first, between, last), names, strict=True))


def _one(counted: Counted, place: int) -> tuple[int, int]:
    return int(counted.counts[place]), counted.n


def _share(part: tuple[int, int]) -> float | None:
    return part[0] / part[1] if part[1] else None


def _long(share: float | None) -> str:
    return f"{100 * (share or 0.0):.1f}"
