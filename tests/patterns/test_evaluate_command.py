"""manage.py evaluate writes the public format, and says in a sentence what it cannot do."""

import json
import re
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from patterns.models import Evaluation, Pattern
from patterns.stats.figures import Bar, Figure, Group, SliderSummary, Table
from patterns.storing import figure_from
from people.models import Coalition, User
from tests import world
from tests.patterns.told import tell_many
from vertelpunt.models import Story, Vertelpunt

HEADER = {"vertelpunt", "stories", "patterns_tested", "digest", "settings", "versions", "seconds", "selections"}
PATTERN = {
    *("kind", "questions", "labels", "n", "test", "statistic", "df", "p", "q", "family", "tellers", "effect"),
    *("strong", "verdict", "holds", "why", "rank", "parts"),
}
PART = {"label", "n", "statistic", "p", "p_holm", "effect"}


def written(tmp_path: Path, *options: str) -> dict[str, Any]:
    """Return what the command writes for the Vertelpunt jeugdhulp."""
    file = tmp_path / "result.json"
    call_command("evaluate", "jeugdhulp", "--json", str(file), *options)
    found: dict[str, Any] = json.loads(file.read_text(), parse_constant=pytest.fail)
    return found


def test_the_file_has_the_public_format(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    found = written(tmp_path)
    assert found.keys() == {"evaluation", "patterns"}
    assert found["evaluation"].keys() == HEADER
    assert found["evaluation"]["seconds"].keys() == {"load", "count", "test"}
    for pattern in found["patterns"]:
        assert pattern.keys() - {"table", "groups"} == PATTERN
        assert len(pattern.keys() & {"table", "groups"}) == 1
        assert all(part.keys() == PART for part in pattern["parts"])
        assert pattern["why"]


def test_the_page_shows_what_the_file_says(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    found = written(tmp_path)
    assert [pattern.result for pattern in Pattern.objects.all()] == found["patterns"]
    assert Evaluation.objects.get().digest == found["evaluation"]["digest"]


class Terminal(StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_is(point: Vertelpunt) -> None:
    tell_many(point, 70)
    screen = Terminal()
    call_command("evaluate", "jeugdhulp", stderr=screen)
    bars = screen.getvalue().split("\r")[1:]
    shares = [int(share) for bar in bars for share in re.findall(r"(\d+)%", bar)]
    assert len(shares) == len(bars) > 5
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)
    assert {len(re.findall("[█·]", bar)) for bar in bars} == {40}
    assert bars[0].count("█") == 0
    assert "·" not in bars[-1]
    assert bars[-1].splitlines()[-1].startswith("70 stories, ")


def test_a_pipe_gets_no_bar(point: Vertelpunt) -> None:
    tell_many(point, 70)
    pipe = StringIO()
    call_command("evaluate", "jeugdhulp", stderr=pipe)
    assert "\r" not in pipe.getvalue()
    assert "█" not in pipe.getvalue()
    assert "70 stories, " in pipe.getvalue()


def test_several_choices_are_tested_too(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 70)
    kinds = {pattern["kind"]: pattern["test"] for pattern in written(tmp_path)["patterns"]}
    assert (kinds["slider_multi"], kinds["slider"]) == ("mann_whitney", None)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_stories_give_a_file_and_no_numbers_that_are_none(point: Vertelpunt, tmp_path: Path, count: int) -> None:
    tell_many(point, count)
    found = written(tmp_path)
    assert (found["evaluation"]["stories"], found["evaluation"]["patterns_tested"]) == (count, 0)


def test_settings_come_from_the_command_line(point: Vertelpunt, tmp_path: Path) -> None:
    tell_many(point, 30)
    settings = written(tmp_path, "--top", "5", "--min-n", "8", "--three-way")["evaluation"]["settings"]
    assert (settings["top"], settings["minimum"], settings["three_way"]) == (5, 8, True)


def test_a_coalition_below_is_evaluated_with_released_stories(
    national: Coalition, noord: Coalition, tmp_path: Path
) -> None:
    tell_many(world.vertelpunt(national, lends_below=True), 12, released=False)
    assert written(tmp_path, "--coalition", "noord")["evaluation"]["stories"] == 0
    assert written(tmp_path)["evaluation"]["stories"] == 12


@pytest.mark.parametrize("options", [["nowhere"], ["jeugdhulp", "--coalition", "zuid"], ["jeugdhulp", "--top", "0"]])
def test_what_cannot_be_done_is_said(point: Vertelpunt, zuid: Coalition, options: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("evaluate", *options)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "tcp://127.0.0.1:-5", "bad://127.0.0.1:1"])
def test_an_address_where_no_scheduler_answers_is_said_soon(point: Vertelpunt, address: str) -> None:
    pytest.importorskip("distributed")
    start = perf_counter()
    with pytest.raises(CommandError, match="nothing was counted"):
        call_command("evaluate", "jeugdhulp", "--scheduler", address)
    assert perf_counter() - start < 25  # its own client gives up after 66 s or more
    assert not Evaluation.objects.exists()


def test_a_selection_is_named_as_people_know_it(point: Vertelpunt, client: Client, bram: User) -> None:
    stories = tell_many(point, 70)
    Story.objects.filter(pk=stories[0].pk).update(answers=stories[0].answers | {"heard": {"none": "skipped"}})
    terminal = StringIO()
    with override("en"):
        call_command("evaluate", "jeugdhulp", "--subset", "heard=0..33", stderr=terminal)
    client.force_login(bram)
    page = client.get("/c/noord/v/jeugdhulp/patterns/", headers={"accept-language": "en"})
    said = [*page.context["notices"], terminal.getvalue()]
    assert len(said) == 2
    assert all("0–33”" in text and "heard=0..33" not in text for text in said)


def test_a_file_that_cannot_be_written_is_said_and_the_result_kept(point: Vertelpunt, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="could not be written"):
        written(tmp_path / "nowhere")
    assert Evaluation.objects.get().state == Evaluation.State.DONE


SUMMARY = SliderSummary(3, (1, 2), 50.0, 3, 49.5, None, None, None, 0.1, -0.2, 0.3, 0.4, 0.3, None)
TABLE = Table(("a",), ("b", "c"), ((1, 2),), ((1.5, None),), ((0.0, None),))
FIGURES = [
    Figure("histograms", 3, 0.5, "x", "y", groups=(Group("a", "A", True, SUMMARY),)),
    Figure("bars", 3, 0.0, "x", bars=(Bar("a", "A", 3, 1.0),)),
    Figure("table", 3, 0.0, "x", "y", tables=(TABLE,)),
    Figure("table", 3, 0.0, "x", "y", tables=(TABLE, TABLE), tables_for=("p", "q")),
    Figure("grid", 3, 0.0, "x", "y", points=((0, 10, 3),)),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.form)
def test_a_figure_comes_back_from_the_database_as_it_went(figure: Figure) -> None:
    assert figure_from(json.loads(json.dumps(figure.to_dict()))) == figure
