"""Names of columns in two lines: above, questions that stand over several columns; below, what each column is."""

from collections.abc import Iterator, Sequence

from vertelpunt.importing.lists import DOUBT, NO, SURE_WORDS, YES
from vertelpunt.importing.numbers import number

LONGEST = 100
BARE = frozenset({"response", "open-ended response", "antwoord", "open antwoord"})  # below a question of one column
Cells = Sequence[str]


def looks_double(rows: Sequence[Cells]) -> bool:
    """Tell whether the first two lines are names: a question over several columns, and below it words, no answers.

    >>> below = [["Er kwam iemand", "1", ""], ["Niemand kwam", "", "1"]]
    >>> looks_double([["Verhaal", "Thema", ""], ["", "wachten", "school"], *below])
    True
    >>> looks_double([["Verhaal", "Thema", ""], ["Er kwam iemand", "wachten", ""], *below])
    False
    >>> looks_double([["Onderzoek 2025", "", ""], ["Verhaal", "Thema", "Fase"], *below])
    False
    """
    if len(rows) < 3:
        return False
    upper, lower = padded(rows[0], rows[1])
    filled = [at for at, cell in enumerate(upper) if cell]
    title = filled == [0]  # one word above everything
    spans = [] if title else list(spans_of(upper, lower))
    within = {at for span in spans for at in span}
    alone = [lower[at] for at in filled if at not in within]
    named = all(above or below for above, below in zip(upper, lower, strict=True))
    return bool(spans and named and set(map(str.lower, alone)) <= BARE | {""} and _names(lower, rows[2:], within))


def padded(upper: Cells, lower: Cells) -> tuple[list[str], list[str]]:
    """Return both lines without blanks around words, equally long, and without empty cells at the end of both."""
    width = max(len(upper), len(lower))
    first, second = ([cell.strip() for cell in row] + [""] * (width - len(row)) for row in (upper, lower))
    while width and not first[width - 1] and not second[width - 1]:
        width -= 1
    return first[:width], second[:width]


def spans_of(upper: Cells, lower: Cells) -> Iterator[range]:
    """Yield the columns below each word that stands over more than one: merged cells leave the others empty."""
    at = 0
    while at < len(upper):
        end = at + 1
        while end < len(upper) and upper[at] and lower[at] and lower[end] and upper[end] in ("", upper[at]):
            end += 1
        if end > at + 1:
            yield range(at, end)
        at = end


def _names(lower: Cells, rest: Sequence[Cells], within: set[int]) -> bool:
    """Tell whether the second line holds names and no answers."""
    words = [cell for cell in lower if cell]
    plain = all(len(cell) <= LONGEST and number(cell) is None and not _answers(cell) for cell in words)
    certain = any(cell.lower() not in DOUBT for cell in words)
    return plain and certain and not any(_comes_again(lower[at], at, rest) for at in within)


def _answers(cell: str) -> bool:
    """Tell whether a word is an answer; *other*, *none* and *unknown* are names of answers as well."""
    word = cell.lower()
    return word in YES or word in NO or word in SURE_WORDS


def _comes_again(name: str, at: int, rest: Sequence[Cells]) -> bool:
    """Tell whether a word is one of several answers in its column; some programs write only what was chosen."""
    below = {row[at].strip() for row in rest if at < len(row) and row[at].strip()}
    return name in below and len(below) > 1


def over(upper: Cells, lower: Cells) -> tuple[str, ...]:
    """Return what stands over several columns."""
    first, second = padded(upper, lower)
    return tuple(first[span.start] for span in spans_of(first, second))


def joined(upper: Cells, lower: Cells) -> list[str]:
    """Return one name for each column: with what stands over it in front.

    >>> joined(["Verhaal", "Thema", "", ""], ["", "wachten", "op [school]", "Datum"])
    ['Verhaal', 'Thema [wachten]', 'Thema [op (school)]', 'Thema [Datum]']
    """
    first, second = padded(upper, lower)
    above = {at: first[span.start] for span in spans_of(first, second) for at in span}
    return [
        f"{above[at]} [{second[at].translate(ROUND)}]" if at in above else first[at] or second[at]
        for at in range(len(first))
    ]


ROUND = str.maketrans("[]", "()")  # a name that ends in brackets says which answer its column is about
