"""What is known of the stories of a workplace in numbers, to propose some of them: from memory where it can be."""

from dataclasses import dataclass

from patterns.cache import Digests
from patterns.explorer.stock import stock_of
from patterns.stats.columns import Bools, Dataset, Ints
from vertelpunt.access import Workplace


@dataclass(frozen=True)
class Known:
    """Columns, with the digest and number of each story, and whether people may read it."""

    data: Dataset
    digests: Digests
    numbers: Ints
    released: Bools


def known_at(place: Workplace) -> Known:
    """Return what is known of the stories at `place`; read anew whenever anything about them changed."""
    stock = stock_of(place)
    data = Dataset(tuple(stock.columns.values()), size=stock.size)
    return Known(data, stock.loaded.digests, stock.marks.numbers, stock.marks.released)
