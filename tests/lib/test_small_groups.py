"""No small number of people can be worked out from what is shown."""

from collections import defaultdict
from itertools import product

import pytest

from lib.small_groups import shown, shown_alone, shown_of


@pytest.mark.parametrize(("smallest", "parts"), [(2, 3), (3, 3), (5, 2), (4, 3), (3, 4)])
def test_who_knows_the_rule_and_the_total_learns_no_small_number(smallest: int, parts: int) -> None:
    """Every outcome is tried: numbers that look alike in what is shown must differ in each hidden place."""
    alike: dict[tuple[int, tuple[int | None, ...]], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(4 * smallest), repeat=parts):
        total = sum(counts)
        if shown_alone(total, smallest) is not None and total < 4 * smallest:  # all that look alike are tried
            alike[total, tuple(shown(counts, smallest))].append(counts)
    hidden = 0
    for (total, seen), possible in alike.items():
        for place, number in enumerate(seen):
            if number is None:
                hidden += 1
                assert len({counts[place] for counts in possible}) > 1, (total, seen)
            else:
                assert number == 0 or number >= smallest
    assert hidden > 10


def test_a_small_part_or_rest_of_a_whole_is_hidden() -> None:
    assert [shown_of(part, 40, 5) for part in (0, 3, 20, 37, 40)] == [0, None, 20, None, 40]
    assert [shown_alone(count, 5) for count in (0, 1, 4, 5)] == [0, None, None, 5]
