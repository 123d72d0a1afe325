"""Charts on screen say the same numbers as the dataclasses that paper is drawn from."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from scipy.stats import spearmanr

from patterns.drawing import grid
from patterns.drawing.colours import FIND, group_colours
from patterns.drawing.parts import PAPER, Naming
from patterns.drawn import draw
from patterns.histograms import side_by_side
from patterns.stats.columns import Column, Option
from patterns.stats.describe import describe_column, three_columns, two_columns
from patterns.stats.settings import Settings
from patterns.vega import bars, histogram, plane, table
from patterns.vega.look import Asked, Spec, Words

WORDS = Words("stories", "share", "part", "mean", "more", "fewer", ("left", "middle", "right"), "not answered")
STEPS = ("very_negative", "negative", "neither", "positive", "very_positive")
SETTINGS = Settings()
COUNT = 200


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, code.upper()) for code in codes)


@pytest.fixture
def columns() -> dict[str, Column]:
    """A column of every kind, with answers that are missing."""
    random = np.random.default_rng(7)
    shares = random.multinomial(100, [0.2, 0.3, 0.5], COUNT)
    return {
        "slider": Column("heard", "Heard", "slider", random.integers(-1, 101, COUNT)),
        "other": Column("in_time", "In time", "slider", random.integers(-1, 101, COUNT)),
        "ordered": Column("outcome", "Outcome", "ordered", random.integers(-1, 5, COUNT), None, options(*STEPS)),
        "nominal": Column("help", "Help", "nominal", random.integers(-1, 3, COUNT), None, options("a", "b", "c")),
        "multi": Column("themes", "Themes", "multi", random.integers(0, 2, (COUNT, 3)), None, options("x", "y", "z")),
        "triad": Column("who", "Who", "triad", shares, None, options("me", "you", "us")),
    }


def drawn_bars(spec: Spec) -> list[int]:
    """Return the counts that a specification draws."""
    return [row["n"] for row in spec["data"]["values"]]


def test_a_histogram_has_the_bins_and_the_mean(columns: dict[str, Column]) -> None:
    summary = describe_column(columns["slider"], SETTINGS).groups[0].summary
    spec = histogram.histogram(summary, WORDS)
    assert tuple(drawn_bars(spec)) == summary.bins
    shares = [row["share"] for row in spec["data"]["values"]]
    assert shares == [n / summary.n for n in summary.bins]
    means = [layer["data"]["values"][0]["mean"] for layer in spec["layer"] if "mean" in str(layer.get("data"))]
    assert means == [summary.mean, summary.mean]


def test_a_row_of_histograms_shares_its_height(columns: dict[str, Column]) -> None:
    groups = two_columns(columns["slider"], columns["ordered"], SETTINGS).groups
    specs = histogram.side_by_side(groups, WORDS, group_colours([group.code for group in groups]))
    assert [sum(drawn_bars(spec)) for spec in specs] == [group.summary.n for group in groups]
    tops = {spec["layer"][1]["encoding"]["y"]["scale"]["domain"][1] for spec in specs}
    assert tops == {histogram.tallest([group.summary for group in groups])}


def test_months_show_all_three_parts(columns: dict[str, Column]) -> None:
    groups = two_columns(columns["slider"], columns["ordered"], SETTINGS).groups
    rows = histogram.over_time(groups, WORDS)["data"]["values"]
    for place, group in enumerate(groups):
        mine = rows[3 * place : 3 * place + 3]
        assert [row["share"] for row in mine] == [group.summary.low, group.summary.middle, group.summary.high]
        assert sum(row["share"] for row in mine) == pytest.approx(1)


@pytest.mark.parametrize("kind", ["ordered", "nominal", "multi"])
def test_bars_have_the_counts(columns: dict[str, Column], kind: str) -> None:
    found = describe_column(columns[kind], SETTINGS).bars
    spec = bars.bar_chart(found, ["-"] * len(found), WORDS, [FIND] * len(found))
    assert drawn_bars(spec) == [bar.n for bar in found]
    assert [row["share"] for row in spec["data"]["values"]] == [bar.share for bar in found]


def test_a_table_has_every_count_and_residual(columns: dict[str, Column]) -> None:
    figure = two_columns(columns["ordered"], columns["nominal"], SETTINGS)
    rows = table.heat_map(figure, WORDS)["data"]["values"]
    only = figure.tables[0]
    assert [row["n"] for row in rows] == [n for line in only.counts for n in line]
    assert [row["residual"] for row in rows] == [far for line in only.residuals for far in line]
    assert {row["mark"] for row in rows if abs(row["residual"]) < table.FAR} == {""}


def test_of_several_answers_only_what_was_chosen_is_drawn(columns: dict[str, Column]) -> None:
    figure = two_columns(columns["ordered"], columns["multi"], SETTINGS)
    rows = table.cells(figure)
    assert len(rows) == 5 * 3
    assert {row["column"] for row in rows} == {"X", "Y", "Z"}
    first = [row["n"] for row in rows if row["column"] == "X"]
    assert first == [line[0] for line in figure.tables[0].counts]


def test_two_questions_with_several_answers_make_one_table(columns: dict[str, Column]) -> None:
    other = Column("feel", "Feel", "multi", columns["multi"].values[::-1], None, options("p", "q", "r"))
    rows = table.cells(two_columns(columns["multi"], other, SETTINGS))
    assert len(rows) == 9
    assert (rows[0]["row"], rows[0]["column"]) == ("X", "P")


def test_squares_hold_every_story_once(columns: dict[str, Column]) -> None:
    figure = two_columns(columns["slider"], columns["other"], SETTINGS)
    spec = plane.grid(figure, WORDS)
    assert sum(drawn_bars(spec)) == figure.n
    assert {(row["x"], row["y"], row["n"]) for row in spec["data"]["values"]} == set(figure.points)


def test_a_triad_lies_within_its_triangle(columns: dict[str, Column]) -> None:
    figure = describe_column(columns["triad"], SETTINGS)
    spec = plane.triangle(figure, ["Me", "You", "Us"], WORDS)
    assert sum(drawn_bars(spec)) == figure.n
    assert all(0 <= row["x"] <= 100 and 0 <= row["y"] <= 87 for row in spec["data"]["values"])


def test_the_sides_of_a_triangle_are_as_long_and_long_names_are_whole(columns: dict[str, Column]) -> None:
    names = ["het kind of de jongere zelf", "het gezin en de hele familie", "hulpverleners en instanties"]
    spec = plane.triangle(describe_column(columns["triad"], SETTINGS), names, WORDS)
    place = spec["layer"][1]["encoding"]
    ranges = [high - low for low, high in (place[axis]["scale"]["domain"] for axis in "xy")]
    assert spec["width"] <= 320
    assert spec["width"] / ranges[0] == pytest.approx(spec["height"] / ranges[1], rel=0.01)
    shown = [layer["data"]["values"][0]["name"] for layer in spec["layer"][2:]]
    assert [name.replace("\n", " ") for name in shown] == names
    assert all(len(line) <= plane.NAME for name in shown[:2] for line in name.split("\n"))
    drawn = grid.triangle([(0, 0, 4), (90, 0, 2)], ["kort", "een heel lange naam " * 4, "boven " * 30], 50.0)
    assert ElementTree.fromstring(drawn) is not None  # noqa: S314


def test_a_square_says_which_end_of_a_triad_it_counts(columns: dict[str, Column]) -> None:
    figure = two_columns(columns["slider"], columns["triad"], SETTINGS)
    told = columns["triad"]
    shares, heard = told.values, columns["slider"].values
    both = columns["slider"].answered & told.answered
    strengths = [abs(spearmanr(heard[both], shares[both, end]).statistic) for end in range(3)]
    strongest = strengths.index(max(strengths))
    assert figure.y == f"{told.label}: {told.options[strongest].label}"
    assert figure.x == columns["slider"].label
    assert sum(n for _x, y, n in figure.points if y >= 50) == int((shares[both, strongest] >= 50).sum())


def test_the_end_of_a_triad_that_goes_with_the_slider_is_drawn_in_every_panel(columns: dict[str, Column]) -> None:
    told = columns["triad"]
    like_the_last = replace(columns["slider"], values=100 - told.values[:, 2])
    figure = three_columns(like_the_last, told, columns["nominal"], SETTINGS)
    assert {figure.y, *(panel.y for panel in figure.panels)} == {"Who: US"}
    unanswered = replace(columns["slider"], values=np.full(COUNT, -1))
    assert two_columns(unanswered, told, SETTINGS).y == "Who: ME"


def test_each_end_of_a_triad_has_lines_of_its_own_on_paper(columns: dict[str, Column]) -> None:
    figure = two_columns(columns["triad"], columns["ordered"], SETTINGS)
    drawn = side_by_side(figure, Naming(), PAPER)
    assert (drawn.columns, drawn.lines) == (len(STEPS), ("ME", "YOU", "US"))
    assert [panel.short for panel in drawn.panels] == [code.upper() for code in STEPS] * 3
    assert side_by_side(replace(figure, groups=figure.groups[:7]), Naming(), PAPER).columns == 7
    alone = two_columns(columns["slider"], columns["ordered"], SETTINGS)
    assert side_by_side(alone, Naming(), PAPER).columns == len(STEPS)


def test_the_figure_of_a_triad_says_its_mean_shares(columns: dict[str, Column]) -> None:
    drawn = draw(describe_column(columns["triad"], SETTINGS), Naming(), PAPER)
    means = [f"{columns['triad'].values[:, end].mean():.0f}" for end in range(3)]
    assert [number for number, _words in drawn.asides] == means
    assert f"ME {means[0]}; YOU {means[1]}; US {means[2]}" in drawn.alt


def test_a_click_says_what_an_address_says(columns: dict[str, Column]) -> None:
    heard = Asked("heard")
    summary = describe_column(columns["slider"], SETTINGS).groups[0].summary
    spec = histogram.histogram(summary, WORDS, asked=heard)
    assert spec["usermeta"] == {"names": ["heard"]}
    values = [row["values"][0] for row in spec["data"]["values"]]
    assert (values[0], values[-1]) == ("0..4", "95..100")
    outcome = Asked("outcome", {code.upper(): code for code in STEPS})
    cells = table.cells(two_columns(columns["ordered"], columns["nominal"], SETTINGS), outcome)
    assert cells[0]["values"] == ["very_negative", ""]


def test_without_a_name_nothing_can_be_chosen(columns: dict[str, Column]) -> None:
    spec = histogram.histogram(describe_column(columns["slider"], SETTINGS).groups[0].summary, WORDS)
    assert "usermeta" not in spec
    assert "params" not in json.dumps(spec)


def test_nobody_is_drawn_without_a_fault() -> None:
    empty = Column("heard", "Heard", "slider", np.array([], np.int64))
    summary = describe_column(empty, SETTINGS).groups[0].summary
    assert sum(drawn_bars(histogram.histogram(summary, WORDS))) == 0


def test_every_specification_is_whole(columns: dict[str, Column]) -> None:
    import vl_convert

    figures = {
        "bars": bars.bar_chart(describe_column(columns["ordered"], SETTINGS).bars, ["1"] * 5, WORDS, [FIND] * 5),
        "table": table.heat_map(two_columns(columns["ordered"], columns["nominal"], SETTINGS), WORDS),
        "grid": plane.grid(two_columns(columns["slider"], columns["other"], SETTINGS), WORDS),
        "triangle": plane.triangle(describe_column(columns["triad"], SETTINGS), ["a", "b", "c"], WORDS),
        "months": histogram.over_time(two_columns(columns["slider"], columns["ordered"], SETTINGS).groups, WORDS),
        "histogram": histogram.histogram(
            describe_column(columns["slider"], SETTINGS).groups[0].summary, WORDS, asked=Asked("heard")
        ),
    }
    for name, spec in figures.items():
        svg = vl_convert.vegalite_to_svg(spec | {"width": 300}, vl_version="6.4")
        assert svg.count("<path") > 3, name
