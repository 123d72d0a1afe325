"""The list of patterns narrowed by everything that its address can say; all of it asked of the database."""

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from patterns.models import Evaluation, Pattern
from patterns.wishes import Wish, names, patterns, themes
from people.models import User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"


@pytest.fixture
def run(point: Vertelpunt) -> Evaluation:
    """Ninety stories, evaluated."""
    tell_many(point, 90)
    return evaluate(point)


def wished(run: Evaluation, **wish: str) -> list[Pattern]:
    return list(patterns(run, Wish(list="every", **wish)))


def test_a_question_is_found_by_a_part_of_its_name(run: Evaluation) -> None:
    found = wished(run, q="HEA")
    assert found
    assert all("heard" in one.questions.split() for one in found)
    assert not wished(run, q="there is no such question")


def test_strength_tells_what_was_not_tested_from_what_is_undecided(run: Evaluation) -> None:
    assert all(not one.tested for one in wished(run, strength="untested"))
    assert {one.kind for one in wished(run, strength="untested")} >= {"slider", "multi"}
    assert all(one.tested and one.verdict == "undecided" for one in wished(run, strength="undecided"))


def test_one_audience_gives_what_was_looked_for_within_it(run: Evaluation) -> None:
    found = wished(run, audience="parent")
    assert found
    assert all(one.key.endswith("@story.audience=parent") for one in found)


def test_a_theme_gives_its_questions(run: Evaluation) -> None:
    known = themes(names(run))
    assert set(known["help"][1]) == {"phase"}
    assert all("phase" in one.questions.split() for one in wished(run, theme="help"))
    about_tellers = wished(run, theme="story")
    assert about_tellers
    assert all("story." in one.questions for one in about_tellers)


def test_patterns_that_say_the_same_can_be_listed(run: Evaluation) -> None:
    group = run.patterns.filter(strong=True)[0].group
    assert {one.group for one in wished(run, same=str(group))} == {group}


def test_the_address_says_it_all_and_nonsense_narrows_nothing() -> None:
    wish = Wish.of(QueryDict("q=%00heard&kind=middle&mark=any&page=3&same=x"))
    assert wish.query == "q=heard&kind=middle&mark=any&same=x"
    assert wish.more


def test_nonsense_in_an_address_is_no_error(client: Client, run: Evaluation, bram: User) -> None:
    client.force_login(bram)
    query = "?kind=x&strength=y&theme=z&audience=q&same=99999999999999999999&page=x"
    assert client.get(PAGE + query).status_code == 200


def test_thousands_of_patterns_are_paged_by_the_database(
    run: Evaluation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = run.patterns.filter(tested=True)[0]
    made = []
    for place in range(3000):
        copy = Pattern.objects.get(pk=one.pk)
        copy.pk, copy.key, copy.rank, copy.group = None, f"more:{place}", 10_000 + place, 10_000 + place // 2
        made.append(copy)
    Pattern.objects.bulk_create(made)
    with django_assert_max_num_queries(3):
        found = patterns(run, Wish(q="heard"))
        assert found.count() >= 1500
        assert len(found[15:30]) == 15


def test_the_page_names_the_rest_of_a_group_and_marks_the_short_list(
    client: Client, run: Evaluation, bram: User
) -> None:
    client.force_login(bram)
    page = client.get(PAGE, headers={"accept-language": "en"})
    first = next(one for one in page.context["findings"] if one.others)
    content = page.content.decode()
    assert f"and {len(first.others)} more that" in content
    assert any(one.selected for one in page.context["findings"])
    assert "on the short list" in content


def test_themes_of_a_single_kind_are_not_offered(run: Evaluation) -> None:
    assert themes({"heard": "Heard"}) == {}
    assert world.DAY
