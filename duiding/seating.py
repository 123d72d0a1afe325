"""Sharing people out over tables, so that perspectives meet."""

from collections.abc import Mapping, Sequence


def best_table(tables: Sequence[int], seated: Mapping[int, Sequence[str]], perspective: str) -> int:
    """Return the table with the fewest people who look from `perspective`, then with the fewest people."""

    def crowd(table: int) -> tuple[int, int, int]:
        at = seated.get(table, ())
        return sum(other == perspective for other in at), len(at), tables.index(table)

    return min(tables, key=crowd)
