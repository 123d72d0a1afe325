"""The list beside the charts in the order of how typical stories are, page by page."""

import numpy as np
import pytest

from patterns.explorer.listing import Alike


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 500])
def test_pages_of_typical_stories_are_those_of_all_in_order(size: int) -> None:
    draw = np.random.default_rng(size)
    places, numbers = draw.permutation(size) * 3, draw.permutation(size)
    alike = draw.integers(0, 7, size) / 7  # many are equally typical
    whole = places[np.lexsort((numbers, -alike))]
    order = Alike(places, alike, numbers)
    assert len(order) == size
    for start in range(0, size + 1, 10):
        assert order[start : start + 10].tolist() == whole[start : start + 10].tolist()
