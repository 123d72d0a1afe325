"""Guess first, then see: what somebody may expect of a figure, and the guess beside the data. Nothing is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from patterns.card import Card, CardPattern
from patterns.describe import BOTH_ENDS, MOSTLY, strongest_cell
from patterns.focus import is_pair, large_enough, named_in, spoken
from patterns.histograms import difference
from patterns.numbers import LEAST, percent
from patterns.phrases import CHOSEN, NOT_CHOSEN
from patterns.stats.figures import Figure, Group, SliderSummary, Table
from patterns.titles import direction
from patterns.triad_ends import of_one_end, without_end
from patterns.words import level, unlabelled

MOST_ASKED, MOST_LATER = 5, 3  # of the first figure, and of each after it
Shares = tuple[float, float, float]


@dataclass(frozen=True)
class Ask:
    """One thing to guess: its name in the form, its words, what can be chosen, and what the data says."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    truth: str
    said: str
    shares: Shares | None = None  # low, middle and high, where one can draw

    @property
    def drawn_name(self) -> str:
        """Return the name of the field with a drawing."""
        return f"{self.name}-drawn"


@dataclass(frozen=True)
class Guessed:
    """A guess beside the data; `expected` is empty when nothing was guessed."""

    ask: Ask
    expected: str
    same: bool
    drawn: Shares | None

    @property
    def bars(self) -> list[tuple[str, str, str, float, float]]:
        """Return for low, middle and high: their name, both shares in words, and both heights out of a hundred."""
        if self.drawn is None or self.ask.shares is None:
            return []
        names = (_("low"), _("in the middle"), _("high"))
        both = zip(names, self.drawn, self.ask.shares, strict=True)
        return [(name, percent(own), percent(data), 100 * own, 100 * data) for name, own, data in both]


@dataclass(frozen=True)
class Round:
    """What can be guessed of one figure of a card."""

    question: str
    poles: tuple[str, str]
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Guessing:
    """Everything that can be guessed of a card, figure by figure."""

    rounds: tuple[Round, ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Return what can be guessed of all figures."""
        return tuple(ask for one in self.rounds for ask in one.asks)

    @property
    def drawable(self) -> bool:
        """Tell whether one can draw."""
        return any(ask.shares for ask in self.asks)

    def beside(self, sent: Mapping[str, str]) -> list[Guessed]:
        """Return what was guessed beside the data; what cannot be read counts as not guessed."""
        return [_guessed(ask, sent.get(ask.name, ""), sent.get(ask.drawn_name, "")) for ask in self.asks]


def _guessed(ask: Ask, chosen: str, drawing: str) -> Guessed:
    drawn = shares_of(drawing) if ask.shares else None
    code = chosen if chosen in dict(ask.options) else place_of(drawn) if drawn else ""
    return Guessed(ask, dict(ask.options).get(code, ""), bool(code) and code == ask.truth, drawn)


def shares_of(drawing: str) -> Shares | None:
    """Return the shares that a drawing gives, such as `20,30,50`; None when it is none."""
    parts = drawing.split(",")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 4 for part in parts):
        return None
    low, middle, high = map(int, parts)
    total = low + middle + high
    return (low / total, middle / total, high / total) if total else None


def place_of(shares: Shares) -> str:
    """Return where most answers lie: low, middle, high, or spread over all."""
    named = zip(("low", "middle", "high"), shares, strict=True)
    return next((name for name, share in named if share >= MOSTLY), "spread")


def guessing_of(card: Card) -> Guessing | None:
    """Return what can be guessed of the figures of a card; None when there is nothing to guess."""
    rounds = [_round(part, place, card.title) for place, part in enumerate(card.patterns)]
    known = tuple(one for one in rounds if one.asks)
    return Guessing(known) if known else None


def _round(part: CardPattern, place: int, title: str) -> Round:
    """Return what can be guessed of one figure; the names of later figures tell which one it is."""
    asks = _asks(unlabelled(part.figure), title) if part.figure else []
    if place:
        asks = [replace(ask, name=f"f{place}-{ask.name}") for ask in asks[:MOST_LATER]]
    question = " · ".join(one.text for one in part.questions)
    poles = next((one.poles for one in part.questions if one.poles[0]), ("", ""))
    return Round(question, poles, tuple(asks))


def _asks(figure: Figure, title: str) -> Sequence[Ask]:
    """Return what can be asked of a figure; groups that are too small are never asked."""
    if figure.panels:
        return []
    shown = large_enough(figure)
    forms: dict[str, Callable[[], Sequence[Ask]]] = {
        "histogram": lambda: _groups(shown.groups),
        "histograms": lambda: _groups(_of_interest(figure, title)),
        "bars": lambda: _bars(shown),
        "table": lambda: _table(shown),
        "grid": lambda: _grid(shown),
        "triangle": lambda: _triangle(shown),
    }
    return forms[figure.form]()


def _of_interest(figure: Figure, title: str) -> Sequence[Group]:
    """Return the groups to guess: of a multi-choice question who chose what the title names or differs most.

    Of a triad they are those of the end that differs most.
    """
    if not is_pair(figure):
        return of_one_end([group for group in figure.groups if group.summary.n >= LEAST])
    twos = [two for two in zip(figure.groups[::2], figure.groups[1::2], strict=True) if difference(two) >= 0]
    option = [without_end(two[0]).rpartition(": ")[0] for two in twos]
    order = sorted(range(len(twos)), key=lambda at: (-named_in(title, [option[at]]), -difference(twos[at])))
    return spoken([twos[at][0] for at in order[:3]])


def _groups(groups: Sequence[Group]) -> list[Ask]:
    """Ask of each group where most stories lie."""
    options = (
        ("low", _("low")),
        ("middle", _("in the middle")),
        ("high", _("high")),
        ("spread", _("all over")),
    )
    asks = []
    for place, group in enumerate(groups[:MOST_ASKED]):
        shares = _shares(group.summary)
        label = group.label or _("Where do most stories lie?")
        asks.append(Ask(f"g{place}", label, options, place_of(shares), _said(shares), shares))
    return asks


def _shares(one: SliderSummary) -> Shares:
    return one.low or 0.0, one.middle or 0.0, one.high or 0.0


def _said(shares: Shares) -> str:
    low, middle, high = shares
    words = {
        "low": _("low (%(share)s)") % {"share": percent(low)},
        "middle": _("in the middle (%(share)s)") % {"share": percent(middle)},
        "high": _("high (%(share)s)") % {"share": percent(high)},
    }
    both = {"low": percent(low), "high": percent(high)}
    ends = _("at both ends (%(low)s low, %(high)s high)") if min(low, high) >= BOTH_ENDS else ""
    over = ends or _("all over (%(low)s low, %(high)s high)")
    return words.get(place_of(shares)) or over % both


def _bars(figure: Figure) -> list[Ask]:
    if len(figure.bars) < 2:
        return []
    options = tuple((bar.code, bar.label) for bar in figure.bars)
    most = max(figure.bars, key=lambda bar: bar.n)
    said = f"{most.label} ({percent(most.share)})"
    return [Ask("g0", _("Which answer was given most?"), options, most.code, said)]


def _table(figure: Figure) -> list[Ask]:
    """Ask in which group one answer is given most."""
    if not figure.tables:
        return []
    place, _row, column = strongest_cell(figure, LEAST)
    table = figure.tables[place]
    about = figure.tables_for[place].split(" / ") if figure.tables_for else [""]
    answer = about[-1] if table.columns[column] in (CHOSEN, NOT_CHOSEN) else table.columns[column]
    shares = [_share(table, row, column) for row in range(len(table.rows))]
    if len(shares) < 2:
        return []
    options = tuple((str(row), _row_name(name, about[0])) for row, name in enumerate(table.rows))
    most = max(range(len(shares)), key=shares.__getitem__)
    said = f"{options[most][1]} ({percent(shares[most])})"
    return [Ask("g0", _("Where is “%(answer)s” answered most?") % {"answer": answer}, options, str(most), said)]


def _share(table: Table, row: int, column: int) -> float:
    total = sum(table.counts[row])
    return table.counts[row][column] / total if total else 0.0


def _row_name(name: str, option: str) -> str:
    if name == CHOSEN:
        return _("with “%(option)s”") % {"option": option}
    return _("without “%(option)s”") % {"option": option} if name == NOT_CHOSEN else level(name)


def _grid(figure: Figure) -> list[Ask]:
    values = {"x": figure.x, "y": figure.y}
    options = (
        ("1", _("“%(y)s” is often high as well") % values),
        ("-1", _("“%(y)s” is often low") % values),
        ("0", _("that makes no difference")),
    )
    truth = str(direction(figure))
    return [Ask("g0", _("Where “%(x)s” is high ...") % values, options, truth, dict(options)[truth])]


def _triangle(figure: Figure) -> list[Ask]:
    if len(figure.groups) < 2:
        return []
    options = tuple((group.code, group.label) for group in figure.groups)
    most = max(figure.groups, key=lambda group: group.summary.mean or 0.0)
    return [Ask("g0", _("What weighs most?"), options, most.code, most.label)]
