"""A title for a card, made of its pattern: one plain sentence that only says what stands out, to be made better."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from patterns import phrases
from patterns.describe import BOTH_ENDS, MOSTLY, strongest_cell
from patterns.focus import is_pair, large_enough
from patterns.histograms import difference
from patterns.made_of import Counted
from patterns.numbers import LEAST
from patterns.stats.figures import Figure, Group, SliderSummary
from patterns.triad_ends import of_one_end, with_end, without_end
from patterns.words import unlabelled

LONGEST = 80
NAMED_BY_PHRASE = (*phrases.ASPECTS, "subset")
SHORTENED = (40, 30, 22, 15)


def title_of(counted: Counted) -> str:
    """Return a sentence of at most eighty characters about what stands out in a pattern."""
    candidates = [*_sentences(counted), _plainly(counted.labels)]
    fitting = next((one for one in candidates if len(one) <= LONGEST), "")
    return fitting or next(iter(_cut(counted.labels)), "")


def _sentences(counted: Counted) -> list[str]:
    figure = large_enough(unlabelled(counted.figure)) if counted.figure else None
    if counted.kind.startswith("three_way") and len(counted.labels) == 3:
        return [
            _("How “%(x)s” and “%(y)s” go together differs by “%(z)s”") % dict(zip("xyz", counted.labels, strict=True))
        ]
    if figure is None or counted.kind.startswith("non_answer"):
        return []
    forms: dict[str, Callable[[Counted, Figure], list[str]]] = {
        "histogram": _one_slider,
        "bars": _bars,
        "histograms": _groups,
        "table": _table,
        "grid": _grid,
        "triangle": _triangle,
    }
    return forms[figure.form](counted, figure)


def _plainly(labels: Iterable[str]) -> str:
    names = list(labels)
    if len(names) < 2:
        return _("What was answered to “%(x)s”") % {"x": names[0] if names else ""}
    return _("“%(x)s” and “%(y)s” beside each other") % {"x": names[0], "y": names[1]}


def _cut(labels: Iterable[str]) -> Iterable[str]:
    """Return the plain title with its names made shorter and shorter."""
    names = list(labels)
    for most in SHORTENED:
        short = [name if len(name) <= most else f"{name[: most - 1].rstrip()}…" for name in names]
        if len(title := _plainly(short)) <= LONGEST:
            yield title


def _one_slider(counted: Counted, figure: Figure) -> list[str]:
    return [_lying(figure.x, figure.groups[0].summary)] if figure.groups else []


def _lying(x: str, one: SliderSummary) -> str:
    """Say where most answers of a slider lie."""
    low, middle, high = one.low or 0.0, one.middle or 0.0, one.high or 0.0
    places = (
        (low >= MOSTLY, _("“%(x)s” is mostly low")),
        (high >= MOSTLY, _("“%(x)s” is mostly high")),
        (middle >= MOSTLY, _("“%(x)s” is mostly in the middle")),
        (low >= BOTH_ENDS and high >= BOTH_ENDS, _("“%(x)s” lies at both ends")),
    )
    words = next((words for holds, words in places if holds), _("“%(x)s” lies from low to high"))
    return words % {"x": x}


def _bars(counted: Counted, figure: Figure) -> list[str]:
    if not figure.bars:
        return []
    most = max(figure.bars, key=lambda bar: bar.n)
    values = {"x": figure.x, "most": most.label}
    return [_("“%(most)s” is answered most to “%(x)s”") % values, _("“%(most)s” is answered most") % values]


def _groups(counted: Counted, figure: Figure) -> list[str]:
    if is_pair(counted.figure or figure):
        return _pair(counted.figure or figure)
    known = of_one_end([group for group in figure.groups if group.summary.mean is not None])
    if len(known) < 2:
        return []
    if counted.kind.startswith(NAMED_BY_PHRASE):
        having = phrases.of_group(_about(counted), figure, _most(known))
        return [_("“%(x)s” is highest %(having)s") % {"x": with_end(figure.x, known[0]), "having": having}]
    high, low = without_end(_most(known)), without_end(_most(known, -1))
    values = {"x": with_end(figure.x, known[0]), "high": high, "low": low}
    return [
        _("“%(x)s” is highest with “%(high)s” and lowest with “%(low)s”") % values,
        _("“%(x)s” is highest with “%(high)s”") % values,
    ]


def _most(groups: list[Group], sign: int = 1) -> Group:
    return max(groups, key=lambda group: sign * (group.summary.mean or 0.0))


def _pair(figure: Figure) -> list[str]:
    """Say with which answer the slider differs most from the others."""
    twos = list(zip(figure.groups[::2], figure.groups[1::2], strict=True))
    chosen, rest = max(twos, key=difference)
    if min(chosen.summary.n, rest.summary.n) < LEAST:
        return []
    higher = (chosen.summary.mean or 0.0) > (rest.summary.mean or 0.0)
    words = _("“%(x)s” is higher with “%(option)s”") if higher else _("“%(x)s” is lower with “%(option)s”")
    return [words % {"x": with_end(figure.x, chosen), "option": without_end(chosen).rpartition(": ")[0]}]


def _table(counted: Counted, figure: Figure) -> list[str]:
    if not any(value is not None for table in figure.tables for line in table.residuals for value in line):
        return []
    place, row, column = strongest_cell(figure, LEAST)
    having = phrases.of_row(_about(counted), figure, place, row)
    answer = phrases.of_column(figure, place, column)
    values = {"answer": answer, "having": having, "y": figure.y}
    steps = [_("“%(answer)s” in “%(y)s” comes more often %(having)s") % values] if "ordered" in counted.kind else []
    return [
        *steps,  # very negative, neither: of what?
        _("“%(answer)s” comes more often %(having)s") % values,
        *_together(counted, answer, _option(figure, place, row)),
    ]


def _together(counted: Counted, answer: str, option: str) -> list[str]:
    if counted.kind.startswith(NAMED_BY_PHRASE):
        return []
    return [_("“%(answer)s” and “%(option)s” often go together") % {"answer": answer, "option": option}]


def _about(counted: Counted) -> Any:
    """Return what phrases need of a pattern: its kind."""
    return SimpleNamespace(kind=counted.kind)


def _option(figure: Figure, place: int, row: int) -> str:
    level = figure.tables[place].rows[row]
    named = figure.tables_for[place].split(" / ")[0] if figure.tables_for else level
    return named if level in (phrases.CHOSEN, phrases.NOT_CHOSEN) else level


def _grid(counted: Counted, figure: Figure) -> list[str]:
    together = direction(figure)
    values = {"x": figure.x, "y": figure.y}
    if together > 0:
        return [_("Where “%(x)s” is high, “%(y)s” is often high as well") % values]
    if together < 0:
        return [_("Where “%(x)s” is high, “%(y)s” is often low") % values]
    return []


def direction(figure: Figure) -> int:
    """Return 1 when two sliders rise together, -1 when one falls as the other rises, 0 when hardly either."""
    total = sum(count for _x, _y, count in figure.points)
    if not total:
        return 0
    mean_x = sum(x * count for x, _y, count in figure.points) / total
    mean_y = sum(y * count for _x, y, count in figure.points) / total
    both = sum((x - mean_x) * (y - mean_y) * count for x, y, count in figure.points)
    spread_x = sum((x - mean_x) ** 2 * count for x, _y, count in figure.points)
    spread_y = sum((y - mean_y) ** 2 * count for _x, y, count in figure.points)
    if not spread_x or not spread_y:
        return 0
    together = both / (spread_x * spread_y) ** 0.5
    return 0 if abs(together) < 0.1 else 1 if together > 0 else -1


def _triangle(counted: Counted, figure: Figure) -> list[str]:
    if not figure.groups:
        return []
    return [_("“%(pole)s” weighs most in “%(x)s”") % {"pole": _most(list(figure.groups)).label, "x": figure.x}]
