"""A slider as a picture: bars of the stories that fit, and the outline of all stories on the same scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.safestring import SafeString, mark_safe

from patterns import charts
from patterns.explorer.counting import Counted
from patterns.numbers import decimal
from patterns.stats.figures import Group, SliderSummary
from patterns.stats.shape import BINS, EDGE

WIDE, HIGH, TOP = charts.WIDE, charts.HIGH, charts.TOP
STEP = WIDE / BINS


@dataclass(frozen=True)
class Picture:
    """Paths and places in user units, with the words and numbers beside them."""

    bars: str
    outline: str
    mean_at: str
    mean: str
    shares: tuple[str, str, str]
    chosen: tuple[tuple[str, str], ...]
    alt: str
    summary: SliderSummary
    whole: tuple[int, ...]

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Return its statistics with their names."""
        return charts.numbers(self.summary)

    @property
    def rows(self) -> SafeString:
        """Return the rows of its table: from-to, stories that fit, all stories."""
        ends = [(5 * place, 5 * place + (5 if place == BINS - 1 else 4)) for place in range(BINS)]
        made = (
            f'<tr><th scope="row">{low}–{high}</th><td class="number">{decimal(n)}</td>'
            f'<td class="number">{decimal(all_)}</td></tr>'
            for (low, high), n, all_ in zip(ends, self.summary.bins, self.whole, strict=True)
        )
        return mark_safe("".join(made))  # noqa: S308  # numbers only


def picture_of(one: SliderSummary, whole: Counted, chosen: Sequence[tuple[int, int]]) -> Picture:
    """Return the picture of a slider; `chosen` are the parts of it that the address asks for."""
    bins = tuple(np.bincount(EDGE, weights=whole.counts, minlength=BINS).astype(int).tolist())
    mine = [n / one.n if one.n else 0.0 for n in one.bins]
    all_ = [n / whole.n if whole.n else 0.0 for n in bins]
    top = max(*mine, *all_, 0.01)
    drawn = charts.histogram(Group("", "", False, one))
    return Picture(
        bars=_bars([share / top for share in mine]),
        outline=_outline([share / top for share in all_]),
        mean_at=drawn.mean_at,
        mean=drawn.mean,
        shares=drawn.shares,
        chosen=tuple((_unit(WIDE * low / 101), _unit(WIDE * (high + 1 - low) / 101)) for low, high in chosen),
        alt=drawn.alt,
        summary=one,
        whole=bins,
    )


def _bars(shares: Sequence[float]) -> str:
    floor, wide = _unit(TOP + HIGH), _unit(STEP - 1.5)
    return "".join(
        f"M{_unit(STEP * place + 0.75)} {floor}v-{_unit(HIGH * share)}h{wide}V{floor}z"
        for place, share in enumerate(shares)
        if share
    )


def _outline(shares: Sequence[float]) -> str:
    """Return the top edges of bars as steps."""
    return f"M0 {_unit(TOP + HIGH)}" + "".join(f"V{_unit(TOP + HIGH * (1 - share))}h{_unit(STEP)}" for share in shares)


def _unit(value: float) -> str:
    return f"{value:.1f}"
