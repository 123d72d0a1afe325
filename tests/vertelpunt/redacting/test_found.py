"""What the program proposes to take out: measured on labelled sentences, and rule by rule."""

from pathlib import Path

import pytest

from tests.vertelpunt.redacting.measure import measure, sentences
from vertelpunt.redacting import Span, proposals
from vertelpunt.redacting.applying import carried, marked, ticked, without
from vertelpunt.redacting.spans import together


def found(text: str, **more: frozenset[str]) -> list[tuple[str, str]]:
    """Return the proposed words of `text` with their category."""
    return [(text[span.start : span.end], span.category) for span in proposals(text, **more)]


def test_there_are_enough_sentences_and_enough_without_anything() -> None:
    rows = [*sentences(False), *sentences(True)]
    assert len(rows) >= 200
    assert sum(not row["spans"] for row in rows) >= 80
    assert all(0 <= start < end <= len(row["text"]) for row in rows for start, end, _category in row["spans"])


@pytest.mark.parametrize(("held_out", "names", "recall"), [(False, 0.9, 0.93), (True, 0.82, 0.88)])
def test_our_own_rules_find_most(held_out: bool, names: float, recall: float) -> None:
    got = measure(sentences(held_out), proposals)
    assert got.recall("name") >= names
    assert got.recall() >= recall
    assert got.precision >= 0.9


@pytest.mark.parametrize("held_out", [False, True])
def test_with_deduce_more_names_are_found(held_out: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    pytest.importorskip("deduce")
    from vertelpunt.redacting.deduced import found_by_deduce

    folder = Path(tmp_path_factory.getbasetemp()) / "deduce"
    got = measure(sentences(held_out), lambda text: together([*proposals(text), *found_by_deduce(text, folder)]))
    assert got.recall("name") >= 0.93
    assert got.recall() >= 0.95
    assert got.precision >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sinds fatima er is gaat het beter", [("fatima", "name")]),
        ("Mijn broer (14) zweeg.", [("(14)", "age")]),
        ("stuur maar naar @jay_kay07.", [("@jay_kay07", "account")]),
        ("mijn snap is mikey_2008", [("mikey_2008", "account")]),
        ("Het dossiernummer was JB-2021-04455, weer.", [("JB-2021-04455", "number")]),
        ("bsn 123456782 stond erbij", [("123456782", "number")]),
        ("bel 06-12345678", [("06-12345678", "phone")]),
        ("mail sanne@zorg.nl dan", [("sanne@zorg.nl", "mail")]),
        ("geboren op 3 maart 2011", [("3 maart 2011", "date")]),
        ("wij wonen op de Dorpsstraat 12", [("Dorpsstraat 12", "address")]),
        ("Op basisschool De Regenboog ging het mis.", [("Regenboog", "school")]),
        ("vanuit ede rijden we ver", [("ede", "place")]),
    ],
)
def test_each_kind_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    got = found(text)
    assert [category for _words, category in got] == [category for _words, category in expected]
    assert all(words in have for (words, _c), (have, _d) in zip(expected, got, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "De roos op tafel.",
        "In mei kregen we een gesprek.",
        "Best lastig om hulp te vragen.",
        "Ik wil een beer.",
        "Toen mijn vader baan na baan kwijt was, wilde hij niets.",
        "Ik heb de voogd gevraagd en zij zei niets.",
        "Ze gingen met mijn broer praten en met papa.",
        "",
    ],
)
def test_words_that_could_be_names_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_coalition_adds_words_of_its_own() -> None:
    text = "bij de blauwe deur in lutjebroekerveen"
    more = {"more_places": frozenset({"lutjebroekerveen"}), "more_organisations": frozenset({"de blauwe deur"})}
    assert found(text, **more) == [("de blauwe deur", "organisation"), ("lutjebroekerveen", "place")]


def test_a_text_with_marks_says_the_same_text() -> None:
    text = "Ik ben 😀 Youssef (14)."
    pieces = marked(text, proposals(text), {"name": "[naam]", "age": "[leeftijd]"})  # type: ignore[dict-item]
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.label for piece in pieces if piece.span] == ["[naam]", "[leeftijd]"]


def test_ticks_follow_a_text_that_was_edited_by_hand() -> None:
    shown = "Toen kwam Daan thuis en Fleur lachte."
    text = "Die dag kwam Daan thuis en Fleur lachte."
    spans = ticked(["10-14-name", "24-29-name", "x", "5-2-name", "1-2-nothing"])
    assert without(text, carried(spans, shown, text), {"name": "[naam]"}) == (  # type: ignore[dict-item]
        "Die dag kwam [naam] thuis en [naam] lachte."
    )


def test_what_was_taken_out_by_hand_is_not_taken_out_again() -> None:
    shown, text = "Toen kwam Daan thuis.", "Toen kwam mijn zoon thuis."
    assert carried((Span(10, 14, "name"),), shown, text) == ()


def test_spans_that_overlap_become_one() -> None:
    assert together([Span(0, 5, "name"), Span(3, 9, "mail")]) == (Span(0, 9, "mail"),)


def test_a_long_text_takes_no_long_time() -> None:
    from time import perf_counter

    start = perf_counter()
    proposals("Toen zei mijn moeder tegen Daan van de Dorpsstraat dat het zo niet langer ging. " * 1000)
    proposals("A" * 20_000 + "a.b" * 5000 + "(" * 5000)
    assert perf_counter() - start < 20
