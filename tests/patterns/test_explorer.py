"""The explorer: what fits is counted beside the whole, every part is a link, and the address says everything."""

import re

import pytest
from django.test import Client
from django.utils.translation import override

from patterns.explorer.conditions import day_said
from patterns.explorer.exploring import Explored
from patterns.explorer.facets import Facet
from people.models import Coalition, User
from people.roles import Role
from tests import world
from tests.patterns.told import tell_many
from vertelpunt import answers
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/"
PART = {"hx-request": "true", "hx-target": "explorer", "accept-language": "en"}


@pytest.fixture
def seen(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


@pytest.fixture
def told(point: Vertelpunt) -> Vertelpunt:
    """Two young people who were hardly heard, two parents who were, and one who skipped the question."""
    world.story(point, "youth", title="Jong een", answers={"heard": 10, "consequences": "negative"}, complete=True)
    world.story(point, "youth", title="Jong twee", answers={"heard": 20, "consequences": "neither"})
    world.story(point, "parent", title="Ouder een", answers={"heard": 80, "consequences": "very_positive"})
    world.story(point, "parent", title="Ouder twee", answers={"heard": 90}, language="pl")
    world.story(point, "parent", title="Ouder drie", answers={"heard": answers.SKIPPED})
    return point


def explored(browser: Client, query: str = "") -> Explored:
    response = browser.get(PAGE + query, headers={"accept-language": "en"})
    assert response.status_code == 200
    found = response.context["explored"]
    assert isinstance(found, Explored)
    return found


def facet(of: Explored, key: str) -> Facet:
    return next(one for one in (*of.response, *of.questions) if one.key == key)


def counts(one: Facet) -> dict[str, str]:
    return {part.code: part.n for part in one.parts}


@pytest.mark.parametrize(
    ("query", "fit"),
    [
        ("?audience=youth", 2),
        ("?audience=youth,parent&heard=0..33", 2),
        ("?heard=none", 1),
        ("?heard=67..100&consequences=very_positive", 1),
        ("?complete=yes", 1),
        ("?complete=no", 4),
        ("?language=pl", 1),
        ("?q=drie", 1),
        ("?q=OUDER", 3),
        ("?from=2026-05-12&to=2026-05-12", 5),
        ("?from=2026-06", 0),
        ("?period=2026-05", 5),
    ],
)
def test_the_address_says_which_stories(seen: Client, told: Vertelpunt, query: str, fit: int) -> None:
    assert explored(seen, query).stories == fit


@pytest.mark.parametrize(
    ("value", "said"),
    [("2026-05-31", "31 mei 2026"), ("2026-05", "mei 2026"), ("2026", "2026"), ("2026-13-01", "2026-13-01"),
     ("9" * 20, "9" * 20), ("2026-01-01-01", "2026-01-01-01"), ("", "")],
)  # fmt: skip
def test_a_day_of_an_address_is_said_as_the_reader_writes_it(value: str, said: str) -> None:
    with override("nl"):
        assert day_said(value) == said


def test_every_chart_counts_what_fits_beside_the_whole(seen: Client, told: Vertelpunt) -> None:
    heard = facet(explored(seen, "?audience=youth"), "heard")
    assert [part.n for part in heard.parts] == ["2", "0", "0"]
    assert [part.whole_share for part in heard.parts] == ["50%", "0%", "50%"]
    assert (heard.n, heard.whole_n) == ("2", "4")


def test_a_chart_leaves_out_its_own_condition(seen: Client, told: Vertelpunt) -> None:
    of = explored(seen, "?audience=youth&complete=no")
    assert counts(facet(of, "story.audience")) == {"youth": "1", "parent": "3", "professional": "0"}
    assert [part.n for part in facet(of, "heard").parts] == ["1", "0", "0"]
    assert [part.chosen for part in facet(of, "story.audience").parts] == [True, False, False]


def test_the_middle_of_a_scale_is_said(seen: Client, told: Vertelpunt) -> None:
    shares = facet(explored(seen), "consequences").middle
    assert shares == (("0%", "very_negative"), ("67%", "in between"), ("33%", "very_positive"))


def test_every_part_is_a_link_that_adds_or_takes_away(seen: Client, told: Vertelpunt) -> None:
    parts = facet(explored(seen, "?audience=youth"), "story.audience").parts
    assert [part.href for part in parts] == ["?", "?audience=youth,parent", "?audience=youth,professional"]
    heard = facet(explored(seen, "?audience=youth&sort=oldest"), "heard")
    assert heard.parts[0].href == "?audience=youth&heard=0..33&sort=oldest"
    skipped = facet(explored(seen), "heard").missing[0]
    assert (skipped.label, skipped.href) == ("1 skipped it", "?heard=skipped")


def test_chips_take_away_one_condition_each(seen: Client, told: Vertelpunt) -> None:
    chips = explored(seen, "?audience=youth&heard=0..33").chips
    assert [(chip.label, chip.words, chip.remove) for chip in chips] == [
        ("Who tells", "youth", "?heard=0..33"),
        ("heard", "0–33", "?audience=youth"),
    ]


def test_a_form_without_script_leads_to_the_plain_address(seen: Client, told: Vertelpunt) -> None:
    sent = seen.get(f"{PAGE}?audience=youth&audience=parent&heard.from=0&heard.to=33&from=&q=")
    assert sent.status_code == 302
    assert sent["Location"] == f"{PAGE}?audience=youth,parent&heard=0..33"
    assert seen.get(sent["Location"]).status_code == 200


def test_one_answer_of_the_server_replaces_everything(seen: Client, told: Vertelpunt) -> None:
    response = seen.get(f"{PAGE}?heard.from=0&heard.to=33", headers=PART)
    page = response.content.decode()
    assert response["HX-Push-Url"] == f"{PAGE}?heard=0..33"
    assert page.lstrip().startswith('<div id="explorer"')
    assert 'id="filter-fields" hx-swap-oob="true"' in page
    assert "Jong een" in page
    assert "Ouder een" not in page
    own = seen.get(f"{PAGE}?heard=0..33", headers=PART | {"hx-trigger": "filters"}).content.decode()
    assert "hx-swap-oob" not in own  # the sheet that asked keeps its focus


def test_who_may_not_read_stories_searches_none(client: Client, noord: Coalition, told: Vertelpunt) -> None:
    client.force_login(world.person("Carla", noord, Role.COMMUNICATION))
    of = explored(client, "?q=drie")
    assert (of.stories, of.found.problems) == (0, ("With your role you cannot search in stories.",))
    assert 'type="search"' not in client.get(PAGE).content.decode()


def test_words_of_a_story_before_its_release_are_not_found(seen: Client, point: Vertelpunt) -> None:
    world.story(point, title="Geheim", released=False)
    assert explored(seen, "?q=geheim").stories == 0


def test_words_between_quotation_marks_stay_together(seen: Client, point: Vertelpunt) -> None:
    world.story(point, text="De koffie was warm en de stoel was zacht.")
    fit = {words: explored(seen, f"?q={words}").stories for words in ("zacht koffie", '"koffie was"', '"was koffie"')}
    assert fit == {"zacht koffie": 1, '"koffie was"': 1, '"was koffie"': 0}


def listed(browser: Client, query: str) -> list[str]:
    page = browser.get(PAGE + query).content.decode()
    return [title.strip() for title in re.findall(r'class="story-title"[^>]*>([^<]+)<', page)]


def test_stories_come_by_day_or_as_typical(seen: Client, told: Vertelpunt) -> None:
    assert listed(seen, "?sort=oldest") == listed(seen, "")[::-1]
    world.story(told, "parent", title="Zoals de meeste", answers={"heard": 85})
    assert listed(seen, "?sort=typical")[0] in ("Ouder twee", "Zoals de meeste")
    assert set(listed(seen, "?sort=typical&audience=youth")) == {"Jong een", "Jong twee"}


def test_opening_a_story_keeps_what_was_chosen(seen: Client, told: Vertelpunt) -> None:
    page = seen.get(f"{PAGE}?audience=youth&sort=oldest").content.decode()
    link = re.search(r'href="([^"]+stories/\d+/[^"]*)"', page)
    assert link
    assert link[1].endswith("?audience=youth&amp;sort=oldest")
    story = seen.get(link[1].replace("&amp;", "&")).content.decode()
    assert f'href="{PAGE}?audience=youth&amp;sort=oldest#stories"' in story


def test_pages_of_stories_keep_what_was_chosen(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 33)
    page = seen.get(f"{PAGE}?audience=parent&page=2").content.decode()
    assert "?audience=parent&amp;page=3" in page
    assert seen.get(f"{PAGE}?audience=parent&page=2", headers=PART)["HX-Push-Url"] == f"{PAGE}?audience=parent&page=2"


def test_counts_add_up_to_the_whole(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 30)
    whole = explored(seen)
    sums: dict[str, int] = {}
    for audience in ("youth", "parent", "professional"):
        part = explored(seen, f"?audience={audience}")
        for one in part.questions:
            sums[one.key] = sums.get(one.key, 0) + int(one.n)
    assert sums == {one.key: int(one.n) for one in whole.questions}
