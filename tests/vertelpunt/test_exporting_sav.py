"""An SPSS file of stories: labels, values and the reasons for no answer; and a sentence where it cannot be made."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from lib.errors import Refused
from people.models import Coalition, Event, User
from tests import world
from tests.vertelpunt.exported import made, place_of
from vertelpunt.access import Workplace
from vertelpunt.exporting import spss


@pytest.fixture
def place(anna: User, noord: Coalition) -> Workplace:
    """The workplace of Anna at a Vertelpunt with a triad."""
    return place_of(anna, world.vertelpunt(noord, asked=[*world.questions(), world.triad("who")]))


def read(place: Workplace, folder: Path, **how: Any) -> tuple[Any, Any]:
    """Return the cases of an export and what the file says about them."""
    pyreadstat = pytest.importorskip("pyreadstat")
    with translation.override("en"):
        (folder / "it.sav").write_bytes(made(place, "sav"))
    return pyreadstat.read_sav(str(folder / "it.sav"), **how)  # type: ignore[no-any-return]


def test_answers_are_numbers_with_labels_and_four_states(place: Workplace, tmp_path: Path) -> None:
    answers = {
        "heard": 0,
        "in_time": {"none": "skipped"},
        "phase": "waiting",
        "who": [50, 50, 0],
        "themes": ["school"],
    }
    more = {"who": [50, 50, 0], "consequences": {"none": "not_applicable"}}
    world.story(place.vertelpunt, text="=Één é", answers=answers | more)
    frame, about = read(place, tmp_path, user_missing=True)
    row = frame.iloc[0]
    assert (row["heard"], row["in_time"], row["consequences"]) == (0, -1, -2)
    assert (row["who_child"], row["themes_school"], row["themes_waiting"]) == (50, 1, 0)
    assert about.variable_value_labels["phase"][row["phase"]] == "waiting"
    assert about.variable_value_labels["heard"][100] == "very"
    levels = [about.variable_measure[name] for name in ("heard", "consequences", "phase", "text")]
    assert levels == ["scale", "ordinal", "nominal", "nominal"]
    assert about.original_variable_types["heard"] == "F8.0"
    assert (row["text"], about.column_names_to_labels["who_child"]) == ("=Één é", "who: child")


def test_the_reasons_for_no_answer_are_missing_to_spss(place: Workplace, tmp_path: Path) -> None:
    world.story(place.vertelpunt, answers={"heard": 40, "in_time": {"none": "skipped"}})
    frame, _about = read(place, tmp_path)
    assert frame["heard"].tolist() == [40]
    assert frame["in_time"].isna().all()
    assert frame["phase"].isna().all()
    _frame, about = read(place, tmp_path, user_missing=True)
    assert about.missing_ranges["in_time"] == [{"lo": -4.0, "hi": -1.0}]


def test_without_the_packages_the_page_says_what_to_do(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    world.story(place.vertelpunt)
    monkeypatch.setattr(spss, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match=r"requirements-spss\.txt"):
        made(place, "sav")
    assert not Event.objects.filter(verb="stories-exported-sav").exists()


def test_too_many_stories_are_refused_before_memory_is(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyreadstat")
    monkeypatch.setattr(spss, "MOST_ROWS", 1)
    for _one in range(2):
        world.story(place.vertelpunt)
    with pytest.raises(Refused, match="SPSS"):
        made(place, "sav")
