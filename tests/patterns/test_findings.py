"""The pages with patterns: starting, following, filtering, opening one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from patterns.actions.evaluations import ask_evaluation
from patterns.models import Evaluation, Pattern
from people.models import User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"
HEARD = "slider_ordered:heard:consequences"
S = Evaluation.State


@pytest.fixture
def seen(client: Client, bram: User) -> Client:
    """The browser of Bram, analyst of Noord."""
    client.force_login(bram)
    return client


def shown(browser: Client, query: str = "") -> str:
    response = browser.get(PAGE + query, headers={"accept-language": "en"})
    assert response.status_code == 200
    return str(response.content.decode())


def keys(browser: Client, query: str = "") -> list[str]:
    return [finding.key for finding in browser.get(PAGE + query).context["findings"]]


def test_the_button_evaluates_and_the_list_shows_what_was_found(
    seen: Client, point: Vertelpunt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tell_many(point, 90)
    assert "have not been evaluated yet" in shown(seen)
    with django_capture_on_commit_callbacks(execute=True):
        assert seen.post(PAGE, {"do": "evaluate"}).status_code == 302
    assert keys(seen)[0] == HEARD
    assert "90 stories" in shown(seen)


def test_a_reader_sees_patterns_and_cannot_start_an_evaluation(client: Client, lena: User, point: Vertelpunt) -> None:
    tell_many(point, 70)
    evaluate(point)
    client.force_login(lena)
    assert 'name="do"' not in shown(client)
    assert client.post(PAGE, {"do": "evaluate"}).status_code == 404
    assert Evaluation.objects.count() == 1


def test_the_page_asks_by_itself_how_far_it_is_and_reloads_when_done(seen: Client, point: Vertelpunt) -> None:
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition)
    Evaluation.objects.filter(pk=asked.pk).update(state=S.RUNNING, progress=0.42, heartbeat=timezone.now())
    part = seen.get(PAGE, headers={"hx-request": "true"})
    assert "42%" in part.content.decode()
    assert "HX-Refresh" not in part.headers
    Evaluation.objects.filter(pk=asked.pk).update(state=S.DONE)
    assert seen.get(PAGE, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"


def test_an_evaluation_can_be_stopped(seen: Client, point: Vertelpunt) -> None:
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition)
    seen.post(PAGE, {"do": "cancel"})
    asked.refresh_from_db()
    assert asked.state == S.CANCELLED
    assert "The evaluation was stopped" in shown(seen)


def test_a_killed_run_says_so_and_keeps_what_was_found(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 70)
    evaluate(point)
    asked = ask_evaluation(desk=None, vertelpunt=point, coalition=point.coalition)
    long_ago = timezone.now() - timedelta(minutes=3)
    Evaluation.objects.filter(pk=asked.pk).update(state=S.RUNNING, heartbeat=long_ago)
    page = shown(seen)
    assert "stopped half-way" in page
    assert HEARD in page


def test_what_counts_a_withdrawn_story_is_hidden(seen: Client, point: Vertelpunt) -> None:
    story = tell_many(point, 70)[0]
    evaluate(point)
    withdraw(story=story)
    page = shown(seen)
    assert "hidden until they are counted again" in page
    assert HEARD not in page
    assert seen.get(f"{PAGE}{HEARD}/").status_code == 404


def test_the_list_can_be_narrowed(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90)
    evaluate(point)
    assert all("phase" in key for key in keys(seen, "?question=phase&list=every"))
    assert all(key.startswith("middle_") for key in keys(seen, "?kind=middle&list=every"))
    strong = keys(seen, "?strength=strong&list=every")
    assert HEARD in strong
    assert not Pattern.objects.filter(key__in=strong, strong=False).exists()


def test_findings_that_say_the_same_are_one(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90)
    evaluate(point)
    every = seen.get(f"{PAGE}?list=every").context["page"].paginator.count
    assert 0 < seen.get(PAGE).context["page"].paginator.count < every == Pattern.objects.count()


def test_a_small_project_is_told_what_it_can_show(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 30)
    evaluate(point)
    assert seen.get(PAGE).context["notices"]


def test_a_pattern_shows_figure_numbers_and_stories(seen: Client, point: Vertelpunt) -> None:
    stories = tell_many(point, 90)
    evaluate(point)
    page = shown(seen, f"{HEARD}/")
    for words in (
        "standard deviation",
        "skewness",
        "kurtosis",
        "In these experiences",
        "Spearman",
        "Stories behind it",
    ):
        assert words in page
    assert any(f"/stories/{story.number}/" in page for story in stories)


def test_stories_behind_a_pattern_are_released_ones(seen: Client, point: Vertelpunt) -> None:
    stories = tell_many(point, 70, released=False)
    evaluate(point)
    page = shown(seen, f"{HEARD}/")
    assert "no released stories to read here yet" in page
    assert not any(f"/stories/{story.number}/" in page for story in stories)


def test_every_kind_of_pattern_opens(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90, channel=world.channel(point, "flyer"))
    evaluate(point)
    for kind in Pattern.objects.values_list("kind", flat=True).distinct():
        found = Pattern.objects.filter(kind=kind)[0]
        assert (kind, seen.get(f"{PAGE}{found.key}/").status_code) == (kind, 200)


def test_an_unknown_pattern_is_not_here(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 30)
    evaluate(point)
    assert seen.get(f"{PAGE}slider:nothing/").status_code == 404


def test_strong_findings_come_first(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90)
    evaluate(point)
    shown_first = [one.verdict for one in seen.get(f"{PAGE}?list=every").context["page"].paginator.object_list]
    tested = [verdict for verdict in shown_first if verdict]
    order = {"strong": 0, "undecided": 1, "absent": 2}
    assert "strong" in tested
    assert tested == sorted(tested, key=order.__getitem__)


def test_a_strong_pattern_is_never_behind_an_undecided_one_that_says_the_same(seen: Client, point: Vertelpunt) -> None:
    tell_many(point, 90)
    evaluation = evaluate(point)
    strong = evaluation.patterns.filter(strong=True)[0]
    evaluation.patterns.filter(key=keys(seen, "?strength=undecided")[0]).update(group=strong.group, rank=0)
    assert strong.key in keys(seen)


def test_one_audience_that_is_everybody_who_answered_is_no_finding(seen: Client, point: Vertelpunt) -> None:
    for place in range(120):
        answers = {"heard": place % 100, "in_time": place * 7 % 100, "phase": "waiting" if place % 3 else "ended"}
        if place % 2:
            del answers["heard" if place % 4 == 1 else "in_time"]
        world.story(point, "professional" if place % 2 else "parent", answers=answers)
    evaluate(point)
    whole, both = "slider_slider:heard:in_time", "slider_nominal:heard:phase"
    listed = keys(seen, "?kind=within")
    assert f"{whole}@story.audience=parent" in keys(seen, "?kind=within&list=every")
    assert f"{whole}@story.audience=parent" not in listed
    assert f"{both}@story.audience=parent" in listed


@pytest.mark.parametrize(("page", "name"), [
    (PAGE, "Patterns ·"),
    (f"{PAGE}{HEARD}/", "heard · consequences ·"),
    ("/c/noord/v/jeugdhulp/", "Answers and stories ·"),
    ("/c/noord/v/jeugdhulp/stories/{}/", "Story {} ·"),
    ("/c/noord/observations/", "Observation cards ·"),
])  # fmt: skip
def test_pages_begin_their_title_with_their_own_name(seen: Client, point: Vertelpunt, page: str, name: str) -> None:
    story = tell_many(point, 60)[0]
    evaluate(point)
    content = seen.get(page.format(story.number), headers={"accept-language": "en"}).content.decode()
    assert f"<title>{name.format(story)}" in content
