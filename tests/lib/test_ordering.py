"""One place earlier or later."""

from lib.ordering import moved


def test_what_moves_changes_places_with_its_neighbour_and_stays_at_the_ends() -> None:
    assert moved("abc", 1, earlier=True) == ["b", "a", "c"]
    assert moved("abc", 1, earlier=False) == ["a", "c", "b"]
    assert moved("abc", 0, earlier=True) == moved("abc", 2, earlier=False) == ["a", "b", "c"]


def test_the_order_that_was_given_is_left_as_it_was() -> None:
    order = [1, 2]
    assert moved(order, 0, earlier=False) == [2, 1]
    assert order == [1, 2]
