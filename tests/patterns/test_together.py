"""Two Vertelpunten side by side: what is compared, what is left out and why, and who may do so."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override

from people.models import Coalition, User
from tests import world
from tests.patterns.told import tell_many
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/compare/"


@pytest.fixture
def seen(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Read what is worked out after the page as the page says it."""
    with override("en"):
        yield


def asked_last_year() -> list[Any]:
    """Return what was asked last year: some the same, some not."""
    here = {question.key: question for question in world.questions()}
    other_poles = ({"nl": "nooit", "en": "never"}, {"nl": "altijd", "en": "always"})
    return [
        here["heard"],
        replace(here["in_time"], poles=other_poles),
        replace(here["consequences"], text={"nl": "Wat kwam ervan?", "en": "What came of it?"}),
        replace(here["themes"], options=tuple(reversed(here["themes"].options))),
        world.choice("phase", ("looking", "ended")),
        world.slider("trust"),
        here["may_quote"],
    ]


@pytest.fixture
def last_year(point: Vertelpunt, noord: Coalition) -> Vertelpunt:
    """Sixty-five stories here, and as many of last year in which nobody was heard; two did not say."""
    tell_many(point, 65)
    last = world.vertelpunt(noord, "vorig-jaar", asked_last_year())
    for place in range(65):
        answers: dict[str, Any] = {
            "heard": place % 20,
            "consequences": world.STEPS[place % 5],
            "themes": ["school"] if place % 2 else ["waiting"],
            "trust": 50,
        }
        if place < 2:
            answers["heard"] = {"none": "skipped"}
        world.story(last, answers=answers)
    return last


def shown(browser: Client, path: str = PAGE, **asked: str) -> Any:
    response = browser.get(f"{path}?{urlencode(asked)}", headers={"accept-language": "en"})
    assert response.status_code == 200
    return response


def test_this_year_stands_beside_last(seen: Client, last_year: Vertelpunt) -> None:
    found = shown(seen, bv="vorig-jaar").context["comparison"]
    assert (found.first.n, found.second.n, found.both) == (65, 65, 0)
    assert found.told[0].key == "heard"
    heard = found.told[0]
    assert (heard.verdict, heard.pattern.n) == ("strong", 128)
    assert [panel.still.n for panel in heard.panels] == ["65", "63"]
    assert heard.told[1].silent == "2 did not answer (3%)"


def test_what_was_asked_otherwise_is_left_out_in_words(seen: Client, last_year: Vertelpunt) -> None:
    response = shown(seen, bv="vorig-jaar")
    together = response.context["comparison"].together
    reasons = {label: one.why for one in together.left_out for label in one.labels}
    assert reasons["in_time"] == "The ends of the scale are called otherwise"
    assert reasons["phase"] == "Other answers could be chosen"
    assert reasons["trust"].startswith("Asked at “title en (vorig-jaar)” only")
    assert set(together.questions) == {"heard", "consequences", "themes"}
    assert "consequences" in together.reworded
    assert "heard" not in together.reworded
    assert "Not compared, and why" in response.content.decode()


def test_answers_in_another_order_are_moved(seen: Client, last_year: Vertelpunt) -> None:
    found = shown(seen, bv="vorig-jaar").context["comparison"]
    themes = next(one for one in found.told if one.key == "themes")
    counted = {line.label: (line.first.n, line.second.n) for line in themes.lines}
    assert counted == {"waiting": ("22", "33"), "contact": ("22", "0"), "school": ("43", "32")}


def test_own_answers_with_one_code_and_two_names_are_not_the_same(seen: Client, point: Vertelpunt) -> None:
    first = world.vertelpunt(point.coalition, "een", [world.choice("own_x", ("a1", "a2"))])
    other = world.choice("own_x", ("a1", "a2"))
    renamed = tuple(replace(option, label={"nl": f"{option.code} anders"}) for option in other.options)
    second = world.vertelpunt(point.coalition, "twee", [replace(other, options=renamed)])
    for at in (first, second):
        world.story(at, answers={"own_x": "a1"})
    together = shown(seen, "/c/noord/v/een/compare/", bv="twee").context["comparison"].together
    assert {one.why for one in together.left_out} == {"The answers are called otherwise"}


def test_a_selection_of_each(seen: Client, last_year: Vertelpunt) -> None:
    found = shown(seen, a="audience=professional", b="heard=0..3", bv="vorig-jaar").context["comparison"]
    assert (found.first.n, found.second.n) == (21, 14)
    assert not {"story.audience", "heard"} & {one.key for one in found.questions}
    assert found.first.label.endswith("Who tells: professional") or found.first.label.endswith("· professional")


def test_the_figure_of_both_is_one_click_and_a_file(seen: Client, last_year: Vertelpunt) -> None:
    response = shown(seen, bv="vorig-jaar")
    figure = response.context["figure"]
    assert [one.n for one in figure.stacks] == [65, 65]
    assert [one.answered for one in figure.stacks] == [65, 63]
    assert "in_time" not in {column.key for column in figure.sliders}
    file = seen.get(f"{PAGE}figure.csv?bv=vorig-jaar")
    assert file.content.decode("utf-8-sig").count("vorig-jaar") > 5


def test_swapping_goes_to_the_other_vertelpunt(seen: Client, last_year: Vertelpunt) -> None:
    response = shown(seen, a="audience=parent", bv="vorig-jaar")
    assert response.context["swapped"] == "/c/noord/v/vorig-jaar/compare/?a=&b=audience%3Dparent&bv=jeugdhulp"
    assert seen.get(response.context["swapped"]).status_code == 200


def test_a_region_beside_the_nation_that_lends(seen: Client, national: Coalition, point: Vertelpunt) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    tell_many(point, 20)
    tell_many(lent, 30)
    world.story(lent, released=False)
    found = shown(seen, bv="landelijk").context["comparison"]
    assert (found.first.n, found.second.n) == (20, 30)
    assert '<option value="landelijk">' in shown(seen).content.decode()


def test_what_this_desk_does_not_see_is_not_there(seen: Client, zuid: Coalition, point: Vertelpunt) -> None:
    world.vertelpunt(zuid, "elders")
    for slug in ("elders", "nergens", "'", "\x00x"):
        assert seen.get(f"{PAGE}?{urlencode({'bv': slug})}").status_code == 404
        assert seen.get(f"{PAGE}figure.svg?{urlencode({'bv': slug})}").status_code == 404
    assert "elders" not in shown(seen).content.decode()


def test_a_vertelpunt_without_stories_says_so(seen: Client, point: Vertelpunt) -> None:
    world.vertelpunt(point.coalition, "leeg")
    tell_many(point, 5)
    assert "One side has no stories" in shown(seen, bv="leeg").content.decode()


def test_regions_of_another_map_are_not_compared(seen: Client, point: Vertelpunt) -> None:
    other = world.vertelpunt(point.coalition, "oud", region_scheme="older")
    tell_many(point, 12, region=world.region("Noordland"))
    tell_many(other, 12, region=world.region("Noordland", "older"))
    found = shown(seen, bv="oud").context["comparison"]
    assert "The regions are not the same ones" in {one.why for one in found.together.left_out}
    assert "story.region" not in {one.key for one in found.questions}
