"""The page with two selections side by side: who sees it, what it shows, and its figure as a file."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import override

from patterns.comparing import Comparison
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


@pytest.fixture
def two_regions(point: Vertelpunt) -> Vertelpunt:
    """Sixty-five stories of Noordland and of Zuidland; nobody of Zuidland is heard."""
    tell_many(point, 65, region=world.region("Noordland"))
    south = world.region("Zuidland")
    for place in range(65):
        answers = {"heard": place % 20, "consequences": world.STEPS[place % 5], "themes": ["school"]}
        world.story(point, answers=answers, region=south)
    return point


def page(browser: Client, a: str, b: str = "", path: str = PAGE, **more: str) -> str:
    query = urlencode({"a": a, "b": b} | more)
    response = browser.get(f"{path}?{query}", headers={"accept-language": "en"})
    assert response.status_code == 200
    return str(response.content.decode())


def compared(browser: Client, a: str, b: str = "", path: str = PAGE) -> Comparison:
    response = browser.get(f"{path}?{urlencode({'a': a, 'b': b})}", headers={"accept-language": "en"})
    found: Comparison = response.context["comparison"]
    return found


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Read what is worked out after the page as the page says it."""
    with override("en"):
        yield


def test_a_region_stands_beside_all_and_is_tested_against_the_rest(seen: Client, two_regions: Vertelpunt) -> None:
    found = compared(seen, "region=ZUID")
    assert (found.first.n, found.second.n, found.both) == (65, 130, 65)
    assert "tested is the part against the rest of the whole" in found.overlap
    heard = next(one for one in found.told if one.key == "heard")
    assert heard.verdict == "strong"
    assert heard.pattern is not None
    assert heard.pattern.n == 130
    assert [panel.still.n for panel in heard.panels] == ["65", "130"]
    assert "story.region" not in {one.key for one in found.questions}


def test_what_differs_most_comes_first(seen: Client, two_regions: Vertelpunt) -> None:
    keys = [one.key for one in compared(seen, "region=ZUID", "region=NOOR").told]
    assert keys[0] == "heard"
    text = page(seen, "region=ZUID", "region=NOOR")
    assert "strong difference" in text
    assert "(q " in text
    assert "(p " not in text


def test_stories_on_both_sides_are_said(seen: Client, two_regions: Vertelpunt) -> None:
    found = compared(seen, "audience=parent", "heard=0..50")
    assert 0 < found.both < min(found.first.n, found.second.n)
    assert f"{found.both} stories are in both selections" in found.overlap


def test_who_did_not_answer_is_shown(seen: Client, point: Vertelpunt) -> None:
    for place in range(12):
        world.story(point, answers={"heard": place} if place % 2 else {"heard": {"none": "skipped"}})
    told = next(one for one in compared(seen, "audience=parent").told if one.key == "heard").told
    assert told[0].silent == "6 did not answer (50%)"


def test_the_middle_of_a_scale_is_shown(seen: Client, two_regions: Vertelpunt) -> None:
    steps = next(one for one in compared(seen, "region=ZUID").told if one.key == "consequences")
    assert [share for share, _name in steps.told[0].thirds] == ["20%", "60%", "20%"]


def test_both_sides_the_same_says_so(seen: Client, two_regions: Vertelpunt) -> None:
    assert "Both sides have the same stories" in page(seen, "audience=parent,professional,youth")
    assert "Choose two selections" in page(seen, "")
    assert "One side has no stories" in page(seen, "audience=youth")


@pytest.mark.parametrize("query", ["colour=red", "heard=low", "audience=robot", "q=\x00", "region='"])
def test_what_cannot_be_read_is_said_in_words(seen: Client, two_regions: Vertelpunt, query: str) -> None:
    text = page(seen, query)
    assert "notice" in text


def test_presets_are_one_click_away(seen: Client, two_regions: Vertelpunt) -> None:
    text = page(seen, "")
    for query in ("a=region%3DNOOR&amp;b=", "a=audience%3Dparent&amp;b=audience%3Dprofessional"):
        assert query in text


def test_a_region_below_compares_itself_with_the_nation(seen: Client, national: Coalition, noord: Coalition) -> None:
    lent = world.vertelpunt(national, slug="landelijk", lends_below=True)
    own = world.region("Noordland")
    Coalition.objects.filter(pk=noord.pk).update(region=own)
    tell_many(lent, 20, region=own)
    tell_many(lent, 40, region=world.region("Zuidland"))
    path = "/c/noord/v/landelijk/compare/"
    text = page(seen, "", path=path)
    assert "a=region%3DNOOR&amp;b=" in text
    assert 'region%3DZUID&amp;b="' not in text.split("</nav>")[2]
    found = compared(seen, "region=NOOR", path=path)
    assert (found.first.n, found.second.n) == (20, 60)


def test_a_withdrawn_story_is_out_at_once(seen: Client, two_regions: Vertelpunt) -> None:
    from vertelpunt.actions import withdraw

    assert compared(seen, "region=ZUID").first.n == 65
    withdraw(story=two_regions.stories.filter(region__code="ZUID")[0])
    assert compared(seen, "region=ZUID").first.n == 64


@pytest.mark.parametrize(("form", "opening"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf")])
def test_the_stacked_figure_is_a_file(seen: Client, two_regions: Vertelpunt, form: str, opening: bytes) -> None:
    response = seen.get(f"{PAGE}figure.{form}?a=region%3DZUID")
    assert response.status_code == 200
    assert response.content.startswith(opening)
    assert f'.{form}"' in response.headers["Content-Disposition"]


def test_a_file_never_holds_a_handful(seen: Client, two_regions: Vertelpunt) -> None:
    response = seen.get(f"{PAGE}figure.csv?a=region%3DZUID%26heard%3D0", headers={"accept-language": "en"})
    assert "Fewer than five" in response.content.decode()
    assert "Content-Disposition" not in response.headers


def test_another_slider_can_be_chosen(seen: Client, two_regions: Vertelpunt) -> None:
    response = seen.get(f"{PAGE}?a=region%3DZUID&slider=in_time", headers={"accept-language": "en"})
    assert response.context["figure"].slider.key == "in_time"
    assert seen.get(f"{PAGE}?a=region%3DZUID&slider=robot").context["figure"].slider.kind == "slider"


def test_what_is_not_yours_is_not_there(client: Client, zoe: User, two_regions: Vertelpunt) -> None:
    client.force_login(zoe)
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}figure.svg").status_code == 404
