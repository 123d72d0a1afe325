"""Twenty stories are needed for a test, five to be shown; a card shows first what its title names."""

from django.utils.translation import override

from patterns import charts
from patterns.drawing.parts import PAPER, Naming
from patterns.drawn import draw
from patterns.focus import large_enough, named_first, named_in, spoken
from patterns.numbers import LEAST
from patterns.stats.describe import two_columns
from patterns.stats.figures import Figure, Table
from patterns.stats.settings import Settings
from patterns.words import labelled
from tests.stats.build import choice, multi, slider

CHOSEN = ("chosen", "not chosen")


def sizes(*counts: int) -> Figure:
    """Return a slider by a choice with these numbers of stories."""
    codes = [code for code, count in enumerate(counts) for _story in range(count)]
    figure = two_columns(slider("heard", [50] * len(codes)), choice("phase", codes, len(counts)), Settings())
    return labelled(figure)


def test_a_group_is_tested_from_twenty_and_shown_from_five() -> None:
    figure = sizes(20, 19, 5, 4)
    assert [group.small for group in figure.groups] == [False, True, True, True]
    assert [group.summary.n for group in large_enough(figure).groups] == [20, 19, 5]
    assert (Settings().minimum, LEAST) == (20, 5)


def test_paper_and_screen_show_the_same_groups() -> None:
    panels = draw(sizes(20, 19, 5, 4), Naming(), PAPER).panels
    assert [panel.numbers[0] for panel in panels] == ["20", "19", "5", "minder dan 5"]
    assert [one.small for one in charts.histograms(sizes(20, 19).groups)] == [False, True]


def test_rows_of_a_rare_answer_are_left_out() -> None:
    figure = labelled(two_columns(choice("a", [0] * 9 + [1] * 4, 2), choice("b", [0, 1] * 6 + [0], 2), Settings()))
    assert [table.rows for table in large_enough(figure).tables] == [("option 0",)]


def test_of_two_multi_choice_questions_the_rare_answers_are_left_out() -> None:
    rows = [[1, 0]] * 9 + [[1, 1]] * 3
    figure = labelled(two_columns(multi("a", rows), multi("b", rows), Settings()))
    assert all(name.startswith("option 0 / ") for name in large_enough(figure).tables_for)


def test_what_a_title_names_comes_first() -> None:
    far = Table(CHOSEN, CHOSEN, ((9, 1), (1, 9)), ((5, 5), (5, 5)), ((9.0, -9.0), (-9.0, 9.0)))
    near = Table(CHOSEN, CHOSEN, ((6, 4), (4, 6)), ((5, 5), (5, 5)), ((1.0, -1.0), (-1.0, 1.0)))
    names = ("veiligheid / bang", "regels, geld / boos")
    figure = Figure("table", 20, 0.0, "Thema's", "Gevoel", tables=(far, near), tables_for=names)
    assert [line.label for line in charts.remarkable(figure)] == ["veiligheid · bang", "regels, geld · boos"]
    first = charts.remarkable(figure, "Waar het over regels, geld gaat, is vaak “boos” gekozen")[0]
    assert first.label == "regels, geld · boos"


def test_a_name_inside_another_word_is_no_name() -> None:
    assert named_in("Waar “boos” is gekozen", ["boos", "bang"]) == 1
    assert named_in("Boosheid gaat over", ["boos"]) == 0


def test_a_figure_begins_with_what_the_title_names() -> None:
    table = Table(CHOSEN, CHOSEN, ((9, 1), (1, 9)), ((5, 5), (5, 5)), ((9.0, -9.0), (-9.0, 9.0)))
    names = ("wachten / blij", "wachten / boos", "school / blij", "school / boos")
    figure = Figure("table", 20, 0.0, "Thema's", "Gevoel", tables=(table,) * 4, tables_for=names)
    found = named_first(figure, "Bij school is vaak “boos” gekozen").tables_for
    assert found == ("school / boos", "school / blij", "wachten / boos", "wachten / blij")
    assert named_first(sizes(20, 5), "phase") == sizes(20, 5)


def test_pairs_are_called_with_and_without() -> None:
    figure = labelled(two_columns(slider("heard", [50] * 4), multi("a", [[1, 0]] * 2 + [[0, 1]] * 2), Settings()))
    with override("nl"):
        assert [group.label for group in spoken(figure.groups)][:2] == ["met “option 0”", "zonder “option 0”"]
