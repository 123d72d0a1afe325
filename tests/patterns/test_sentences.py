"""Sentences of Dutch stories: abbreviations, words said, unfinished ones and small pictures; in code points."""

import pytest

from patterns.sentences import Span, joined, sentences


def split(text: str) -> list[str]:
    """Return the sentences of `text` as text."""
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Hallo 😀 daar.", "Dr. Jansen zei: “Kom.”", "Toen niets meer…", "En nu?"],
        ["Dat ging m.b.v. een tolk.", "Dhr. de Vries kwam o.a. om 8.30 uur, d.w.z. te laat."],
        ["ze zei niks.", "ik ook niet... dacht ik dan.", "Blij! 😀", "Toen naar huis 😀 👍", "En klaar"],
        ["'Te vroeg, ze nemen pas aan vanaf 18.'", "In februari: 'u had eerder moeten aanmelden.'", "Ik heb beide."],
        ["“Kom binnen. Ga zitten,” zei ze.", "'s Nachts sliep hij niet.", '"Ik heb ogen," zei hij.'],
        ["We hadden brood, melk, enz.", "Daarna niets.", "Zie blz. 34 t/m 36.", 'Hij zei: "Nee." en liep weg.'],
        ["Echt waar?!", "Ja.", "(Dat was in mei.)", "Mw. A. Bakker kwam i.v.m. de brief."],
        ["Ze vroeg 'hoe gaat het?' en ik zei niks.", "Tja…", "Toen niet meer."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_a_new_line_ends_a_sentence_and_a_quotation_that_never_closes_does_not_swallow_the_rest() -> None:
    assert split("Hij zei: “kom\n\nEn ik ging.") == ["Hij zei: “kom", "En ik ging."]
    assert split("Hij zei: “kom. En ik ging. Naar huis.") == ["Hij zei: “kom.", "En ik ging.", "Naar huis."]


def test_nothing_but_blanks_is_lost() -> None:
    text = "Een. Twee!\n\n Drie… vier? 'Vijf.' 😀 Zes"
    spans = sentences(text)
    covered = {at for span in spans for at in range(*span)}
    assert all(text[at].isspace() for at in set(range(len(text))) - covered)


def test_sentences_that_follow_each_other_are_one() -> None:
    assert joined([Span(20, 30), Span(0, 9), Span(10, 19)]) == [Span(0, 30)]
    assert joined([Span(0, 9), Span(20, 30)]) == [Span(0, 9), Span(20, 30)]
