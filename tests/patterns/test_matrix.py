"""All pairs of questions in one table: every number the effect of its pattern, in a cell that leads there."""

import pytest
from django.test import Client

from patterns.models import Evaluation
from patterns.pairs import Found, matrix_of, strength
from patterns.stats.settings import Settings
from people.models import User
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/matrix/"
KEY = "slider_ordered:heard:consequences"


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """Ninety stories, evaluated."""
    tell_many(point, 90)
    return evaluate(point)


def test_the_same_pair_stands_on_both_sides_of_the_diagonal(run: Evaluation) -> None:
    lines = matrix_of(run, run.vertelpunt, "asked").lines
    for row, line in enumerate(lines):
        assert line.cells[row].look == "alone"
        assert [cell.key for cell in line.cells] == [other.cells[row].key if at != row else line.cells[row].key
                                                     for at, other in enumerate(lines)]  # fmt: skip


def test_a_cell_has_the_effect_of_its_pattern_and_says_what_was_not_tested(run: Evaluation) -> None:
    found = matrix_of(run, run.vertelpunt, "asked")
    cells = {cell.key: cell for line in found.lines for cell in line.cells}
    effect = run.patterns.get(key=KEY).found.effect
    assert effect is not None
    assert cells[KEY].text in (f"{effect.value:.2f}", f"{effect.value:.2f}".replace(".", ","))
    assert cells[KEY].look == "more-3 is-strong"
    assert found.tested == len({cell.key for line in found.lines for cell in line.cells if cell.text})
    untested = [cell for line in found.lines for cell in line.cells if cell.look == "untested"]
    assert untested
    assert all(cell.words and not cell.key for cell in untested)


def test_what_goes_together_stands_together(run: Evaluation) -> None:
    near = [line.label for line in matrix_of(run, run.vertelpunt, "near").lines]
    asked = [line.label for line in matrix_of(run, run.vertelpunt, "asked").lines]
    assert sorted(near) == sorted(asked)
    assert abs(near.index("heard") - near.index("consequences")) == 1
    assert near == [line.label for line in matrix_of(run, run.vertelpunt, "near").lines]


def test_colours_count_how_many_times_the_limit_an_effect_is() -> None:
    settings = Settings()
    assert strength(Found("", "rho", -0.4, "strong"), settings) == pytest.approx(2)
    assert strength(Found("", "eta2", 0.16, "strong"), settings) == pytest.approx(2)


def test_the_page_links_every_number_and_follows_its_order(client: Client, run: Evaluation, lena: User) -> None:
    client.force_login(lena)
    for order in ("near", "asked", "nonsense"):
        page = client.get(f"{PAGE}?order={order}", headers={"accept-language": "en"})
        assert page.status_code == 200
        assert f"/patterns/{KEY}/" in page.content.decode()
        assert "not tested" in page.content.decode()


def test_without_an_evaluation_there_is_no_table(client: Client, point: Vertelpunt, lena: User) -> None:
    client.force_login(lena)
    assert client.get(PAGE).status_code == 404
