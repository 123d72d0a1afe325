"""Gentle hints: words that explain, in two languages and only whole; readings that are nearly the same words."""

import pytest

from patterns.hints import explaining_words, expressions, marked, nearly_equal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het gaat beter omdat er geluisterd wordt.", ["omdat"]),
        ("Dat leidt vaak tot wachten; Dus duurt het lang, dus ...", ["leidt vaak tot", "dus"]),
        ("Dat komt vooral door de wachttijd.", ["komt vooral door"]),
        ("De oorzaak is niet bekend.", ["oorzaak"]),
        ("Dit is het gevolg: het ging dusdanig goed; de wanten liggen klaar.", []),
        ("Zij komen er samen wel door.", []),
        ("Een deel ligt toch aan de hoge kant; dat ligt vooral aan de wachttijd.", ["ligt vooral aan"]),
        ("Als\ngevolg  van het wachten", ["als gevolg van"]),
    ],
)
def test_dutch_words_that_explain_are_found_whole(text: str, found: list[str]) -> None:
    assert explaining_words(text, "nl") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is better because people listen, and therefore shorter.", ["because", "therefore"]),
        ("They want help; this leads often to waiting.", ["leads often to"]),
        ("Waiting has to do with distance.", ["has to do with"]),
        ("The Hague, thusly named", []),
        ("Dat komt doordat het lang duurt.", ["komt doordat"]),
    ],
)
def test_english_words_too_and_dutch_ones_that_mean_nothing_else(text: str, found: list[str]) -> None:
    assert explaining_words(text, "en") == found


def test_each_language_knows_the_words_that_the_other_leaves_out() -> None:
    assert "want" in expressions("nl")
    assert "want" not in expressions("en")
    assert {"because", "omdat"} <= set(expressions("nl")) & set(expressions("en"))


def test_the_pieces_of_a_marked_text_are_the_text() -> None:
    text = "Beter, doordat men luistert. Dus."
    assert "".join(piece.text for piece in marked(text)) == text
    assert [piece.text for piece in marked(text) if piece.explains] == ["doordat", "Dus"]


@pytest.mark.parametrize(
    ("readings", "pairs"),
    [
        (("Wie luistert, helpt al.", "Wie luistert die helpt al."), [(0, 1)]),
        (("Wie luistert, helpt al.", "Wie luistert, helpt niet."), []),
        (("De een zegt dit.", "", "De een zegt dit"), [(0, 2)]),
        (("Luisteren helpt.", "Wie geholpen is, voelt zich achteraf gehoord."), []),
    ],
)
def test_readings_that_are_nearly_the_same_words_are_pointed_at(
    readings: tuple[str, ...], pairs: list[tuple[int, int]]
) -> None:
    assert nearly_equal(readings) == pairs
