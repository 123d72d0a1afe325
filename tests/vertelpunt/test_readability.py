"""Syllables, sentences and the score of Flesch-Douma."""

import pytest

from vertelpunt.making.readability import flesch_douma, reading, sentences, syllables

# Divided as the Groene Boekje divides them.
WORDS = {
    "er-va-ring": 3, "jeugd-hulp": 2, "hulp-ver-le-ner": 4, "mu-se-um": 3, "in-dus-tri-eel": 4, "of-fi-ci-eel": 4,
    "idee-en": 0, "beinvloeden": 0, "si-tu-a-tie": 4, "e-va-lu-a-tie": 5, "ge-meen-te": 3, "nieuw": 1, "leeuw": 1,
    "mooi-e": 2, "koei-en": 2, "the-a-ter": 3, "wijk-team": 2, "bu-reau": 2, "gym-nas-tiek": 3, "roy-aal": 2,
    "be-ant-woor-den": 4, "school": 1, "psy-chi-a-ter": 4, "kwa-li-teit": 3, "luis-te-ren": 3, "ou-ders": 2,
}  # fmt: skip


@pytest.mark.parametrize("divided", [word for word, count in WORDS.items() if count])
def test_syllables_are_counted_as_dictionaries_divide(divided: str) -> None:
    assert syllables(divided.replace("-", "")) == WORDS[divided] == divided.count("-") + 1


@pytest.mark.parametrize(
    ("word", "count"), [("ideeën", 3), ("reünie", 3), ("cliënten", 3), ("geïnteresseerd", 5), ("ggz", 3)]
)
def test_a_diaeresis_begins_a_syllable_and_letters_are_said_one_by_one(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_score_is_the_formula_of_douma() -> None:
    assert flesch_douma(words=100, sentences=10, syllables=150) == pytest.approx(206.84 - 0.77 * 150 - 0.93 * 10)


def test_sentences_end_at_marks_and_lines() -> None:
    assert sentences("Eerst dit. Dan dat! En nu?\nNog een regel ...") == [
        "Eerst dit",
        "Dan dat",
        "En nu",
        "Nog een regel",
    ]


def test_plain_words_read_more_easily_than_those_of_policy() -> None:
    plain = reading("Wij willen weten wat hulp met je doet. Wij lezen wat je vertelt. Dan praten wij erover. " * 3)
    policy = reading(
        "De gemeentelijke verantwoordelijkheid voor kwaliteitsontwikkeling veronderstelt interdisciplinaire "
        "samenwerkingsverbanden tussen professionele organisaties en vertegenwoordigers van belanghebbenden, "
        "waarbij ervaringsdeskundigheid structureel wordt meegenomen in de besluitvormingsprocedures en de evaluatie "
        "van het jeugdzorgbeleid door gecertificeerde instellingen."
    )
    assert (plain.level, policy.level) == ("easy", "hard")
    assert len(policy.long_sentences) == 1
    assert "verantwoordelijkheid" in policy.long_words


def test_an_empty_text_has_no_score_and_a_short_one_says_little() -> None:
    assert reading(" … 12").score is None
    assert reading("Voelde je je gehoord?").level == "short"
