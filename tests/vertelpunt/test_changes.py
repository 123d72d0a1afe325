"""What a moderator changed: each word stays, went or came, and the share of it."""

import pytest

from vertelpunt.changes import Piece, changes, share_changed


def test_a_name_that_was_taken_out_is_seen_apart() -> None:
    assert changes("Jan belde ons terug.", "J. belde ons terug.") == (
        Piece("gone", "Jan"),
        Piece("new", "J."),
        Piece("same", " belde ons terug."),
    )


def test_what_stayed_and_came_is_the_new_text() -> None:
    before, after = "Eén regel.\n\nTwee van school De Linde.", "Eén regel.\n\nTwee van school."
    assert "".join(piece.text for piece in changes(before, after) if piece.kind != "gone") == after


@pytest.mark.parametrize(("after", "share"), [("a b c d", 0), ("x", 1), ("", 1), ("a b c x", 0.25)])
def test_the_share_goes_from_nothing_to_all(after: str, share: float) -> None:
    assert share_changed("a b c d", after) == pytest.approx(share)


def test_two_long_texts_are_compared_quickly() -> None:
    words = [f"w{number % 500}" for number in range(16_000)]
    assert share_changed(" ".join(words), " ".join(words[:8000])) > 0.3
