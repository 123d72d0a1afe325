"""NarraFirma's two files become plain data."""

from datetime import date

import pytest

from tests.vertelpunt.narrafirma.builders import (
    CHOICE,
    SCALE,
    answers,
    form,
    places,
    question,
    sample,
    setting,
    stories,
)
from vertelpunt.narrafirma import Import, Missing, Option, read_form, read_pair, read_stories

SKIPPED, NOT_APPLICABLE = Missing.SKIPPED, Missing.NOT_APPLICABLE


@pytest.fixture(scope="module")
def pair() -> Import:
    return sample()


def column(pair: Import, key: str) -> list[object]:
    return [story.answers[key] for story in pair.stories]


def test_every_story_that_is_not_a_test_or_too_short_is_read(pair: Import) -> None:
    assert [story.title for story in pair.stories] == ["Zeven weken", "", "Niets ingevuld"]


def test_lines_are_those_of_the_file_also_after_line_breaks_in_cells(pair: Import) -> None:
    assert [story.line for story in pair.stories] == [3, 7, 10]


def test_a_story_keeps_its_line_breaks_and_gets_the_appended_column(pair: Import) -> None:
    assert pair.stories[0].text == (
        "We wachtten zeven weken.\nToen belde er iemand, midden onder het eten.\n\nEn daarna: Het werd beter."
    )


def test_days_languages_and_tellers(pair: Import) -> None:
    assert [story.collected_on for story in pair.stories] == [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)]
    assert [story.language for story in pair.stories] == ["nl", "de", "nl"]
    assert [story.participant for story in pair.stories] == ["v1", "v1", "v2"]


def test_the_texts_of_the_form_lose_their_markup(pair: Import) -> None:
    assert (pair.title, pair.start_text, pair.language) == ("Vertel het ons", "Wil jij een ervaring delen?", "nl")
    assert next(q.text for q in pair.questions if q.key == "wie_hielp") == "Wie heeft het meest geholpen?"


def test_single_choices_by_data_name_label_and_number(pair: Import) -> None:
    assert column(pair, "gevolgen") == ["negatief", "positief", SKIPPED]
    assert column(pair, "wie_hielp") == ["de_juf_de_meester", "een_buurvrouw", SKIPPED]
    assert column(pair, "openingsvraag") == ["moment", "verrassing", SKIPPED]


def test_the_four_encodings_of_a_multi_choice_give_identical_data(pair: Import) -> None:
    keys = [q.key for q in pair.questions if q.kind == "multi"]
    expected = [("wachten", "regels_en_geld"), ("luisteren",), SKIPPED]
    assert [column(pair, key) for key in keys] == [expected] * 4


def test_own_words_are_kept_whether_apart_or_among_the_answers(pair: Import) -> None:
    assert column(pair, "thema_writein") == ["de hond", SKIPPED, SKIPPED]
    assert column(pair, "plek") == ["thuis", SKIPPED, SKIPPED]
    assert column(pair, "plek_writein") == [SKIPPED, "in de auto", SKIPPED]


def test_own_words_are_a_question_of_their_own(pair: Import) -> None:
    extra = [(q.key, q.kind, q.writein_of) for q in pair.questions if q.writein_of]
    assert extra == [("plek_writein", "text", "plek"), ("thema_writein", "text", "thema")]


def test_sliders_use_their_own_range_or_else_that_of_the_form(pair: Import) -> None:
    assert column(pair, "gehoord") == [63, NOT_APPLICABLE, SKIPPED]
    assert column(pair, "op_tijd") == [0, 100, SKIPPED]


def test_yes_and_no_and_texts(pair: Import) -> None:
    assert column(pair, "eerder") == ["yes", "no", SKIPPED]
    assert column(pair, "terugbellen") == ["yes", "no", SKIPPED]
    assert column(pair, "opmerking") == ["Ja.\nEcht.", SKIPPED, SKIPPED]
    assert next(q.options for q in pair.questions if q.key == "eerder") == (Option("yes", "ja"), Option("no", "nee"))


def test_every_question_has_an_entry_in_every_story(pair: Import) -> None:
    keys = {question.key for question in pair.questions}
    assert len(keys) == len(pair.questions)
    assert all(set(story.answers) == keys for story in pair.stories)


def test_what_is_left_out_is_told_and_what_the_form_ignores_is_not(pair: Import) -> None:
    notes = {note.code: dict(note.params) for note in pair.notes}
    assert notes == {
        "tests_left_out": {"count": "1"},
        "short_left_out": {"count": "1", "words": "5"},
        "columns_left_out": {"names": "'Kleur'"},
        "rounded": {"count": "1"},
    }


def test_an_eliciting_answer_keeps_its_whole_question(pair: Import) -> None:
    assert pair.questions[0].options[0] == Option("moment", "Moment", "Welk moment vergeet je niet?")
    assert pair.questions[0].options[1] == Option("verrassing", "Verrassing", "Wat verraste je?")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_each_delimiter_is_recognised_in_each_file_by_itself(delimiter: str, mark: bytes) -> None:
    data = stories(["Plek"], ["thuis"], ["school"], delimiter=delimiter)
    assert len(read_pair(mark + form(CHOICE), mark + data).stories) == 2
    assert len(read_pair(mark + form(CHOICE, delimiter=delimiter), mark + stories(["Plek"], ["thuis"])).stories) == 1


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_other_line_endings_give_the_same(ending: bytes) -> None:
    first, second = form(SCALE), stories(["Gehoord"], ["1"], ["2"])
    other = read_pair(first.replace(b"\n", ending), second.replace(b"\n", ending))
    assert other == read_pair(first, second)


@pytest.mark.parametrize(
    ("cells", "cell", "value"),
    [
        (["nee", "ja"], "7", 7),
        (["nee", "ja", "1", "10"], "7", 67),
        (["nee", "ja", "weet niet", "1", "10"], "7", 67),
        (["nee", "ja", "weet niet", "1", "10"], "Weet niet", NOT_APPLICABLE),
        (["nee", "ja", "weet niet"], "100,0", 100),
        (["nee", "ja", "-100", "100"], "-1", 50),
        (["nee", "ja", "-100", "100"], "-1.01", 49),
        (["nee", "ja", "0", "200"], "1", 1),
        (["nee", "ja"], "Does not apply", NOT_APPLICABLE),
        ([], "12.5", 13),
    ],
)
def test_a_slider_lands_on_0_to_100(cells: list[str], cell: str, value: object) -> None:
    assert answers(question("Scale", *cells), ["V"], cell) == [value]


def test_a_slider_without_poles_gets_the_numbers() -> None:
    assert read_form(form(question("Scale"))).layout[0].question.poles == ("0", "100")


def test_an_index_list_may_have_blanks_delimiters_or_both() -> None:
    row = question("Multi-choice single-column delimited indexed", "a", "b", "c")
    assert answers(row, ["V"], "1 3", "3,1", "1, 3", "1 , 3,", "3") == [("a", "c")] * 4 + [("c",)]


def test_a_delimited_answer_may_hold_the_delimiter_itself() -> None:
    row = question("Multi-choice single-column delimited", "geld, regels", "geld", "tijd")
    assert answers(row, ["V"], "geld, regels,tijd", "geld,tijd") == [("geld_regels", "tijd"), ("geld", "tijd")]


@pytest.mark.parametrize(("word", "cell"), [("space", "a b"), (";", "a;b"), ("semicolon", "a; b"), ("tab", "a\tb")])
def test_the_delimiter_of_lists_may_be_another_one(word: str, cell: str) -> None:
    row = question("Multi-choice single-column delimited", "a", "b")
    rules = [setting("Multi choice single column delimiter", word)]
    assert answers(row, ["V"], cell, settings=rules) == [("a", "b")]


@pytest.mark.parametrize(
    ("separator", "ending", "heading"), [("[", "]", "V [a]"), (": ", "", "V: a"), ("", "", "V a")]
)
def test_yes_no_columns_are_found_by_the_signs_of_the_form(separator: str, ending: str, heading: str) -> None:
    rules = [
        setting("Yes no questions Q-A separator", separator),
        setting("Yes no questions Q-A ending", ending),
        setting("Yes no questions yes indicator", "X"),
    ]
    row = question("Multi-choice multi-column yes/no", "a")
    assert answers(row, [heading], "x", "", "no", settings=rules) == [("a",), SKIPPED, SKIPPED]


def test_answers_shown_alike_are_one_answer() -> None:
    row = question("Single choice", "1|goed", "2|goed", "3|slecht")
    assert answers(row, ["V"], "1", "2", "3", "goed") == ["goed", "goed", "slecht", "goed"]
    assert len(read_form(form(row)).layout[0].question.options) == 2


def test_keys_are_unique_and_begin_with_a_letter() -> None:
    rows = [question("Text", name=name) for name in ("A b", "a-b", "2e", "Ελλ", "a", "a writein", "A_writein")]
    keys = [layout.question.key for layout in read_form(form(*rows)).layout]
    assert keys == ["a_b", "a_b_2", "q_2e", "question_4", "a", "a_writein_2", "a_writein_3"]


def test_the_most_answers_are_only_a_limit_when_there_are_more_options() -> None:
    kind = "Multi-choice multi-column texts"
    few, many = (question(kind, "a", "b", "c", options=f"maxNumAnswers={n}") for n in (2, 3))
    assert read_form(form(few)).layout[0].question.max_choices == 2
    assert read_form(form(many)).layout[0].question.max_choices is None


def test_form_and_stories_can_be_read_one_after_the_other() -> None:
    found = read_stories(read_form(form(SCALE)), stories(["Gehoord"], ["50"]))
    assert found.stories[0].answers == {"gehoord": 50}


def test_the_same_column_of_a_multi_choice_may_occur_once() -> None:
    assert answers(question("Multiple choice", "a", "b"), ["V"], "b", "") == [("b",), SKIPPED]


def test_numbers_written_as_decimals_by_spreadsheets_count_as_numbers_of_answers() -> None:
    assert answers(question("Single choice indexed", "a", "b"), ["V"], "2.0", "2,0", "01") == ["b", "b", "a"]


def test_yes_and_no_may_have_names_in_the_form() -> None:
    row = question("Boolean", "vaak|altijd", "zelden|nooit")
    assert answers(row, ["V"], "vaak", "Altijd", "nooit", "false") == ["yes", "yes", "no", "no"]
    assert answers(question("Boolean", "no|nooit", "yes|altijd"), ["V"], "yes", "nooit") == ["yes", "no"]


def test_own_words_among_numbers_are_kept_and_wrong_numbers_are_not() -> None:
    row = question("Single choice indexed", "a", options="writeInTextBoxLabel=X|writeInTextsAreInSeparateColumn=no")
    pair = read_pair(form(row), stories(["V"], ["1"], ["2 tantes"]))
    assert [story.answers["v_writein"] for story in pair.stories] == [SKIPPED, "2 tantes"]
    assert places(form(row), stories(["V"], ["2"])) == [("bad_index", "stories", 2, 3)]


def test_an_eliciting_question_without_a_column_has_the_usual_one() -> None:
    row = ["", "eliciting", "eliciting", "Vraag", "", "", "Moment"]
    assert answers(row, ["Eliciting question"], "Moment") == ["moment"]
    assert places(form(row, CHOICE), stories(["Plek"], ["thuis"])) == [("missing_column", "stories", 1, None)]
