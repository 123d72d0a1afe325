"""A coalition that begins is led from nothing to an open Vertelpunt, and the steps tick themselves."""

from django.test import Client

from people.models import Coalition
from people.roles import Role
from tests import world

START, HERE = "/c/noord/", "/c/noord/v/onze-hulp/"


def left(page: str) -> int:
    """Return how many steps are shown that are not done."""
    return page.count('class="beginning-mark"') - page.count('<li class="done">')


def test_each_step_ticks_when_it_is_done_and_then_the_list_goes(leader: Client, noord: Coalition) -> None:
    steps = (
        ("/c/noord/people/", {"email": "mo@example.org", "roles": ["moderator"]}),
        ("/c/noord/new/", {"title_nl": "Onze hulp", "beginning": "preset:experience"}),
        (f"{HERE}settings/", None),
        (f"{HERE}questions/publish/", {"do": "publish"}),
        (f"{HERE}state/", {"to": "open"}),
        (f"{HERE}spread/", {"ways": ["poster"], "groups": ["all"]}),
    )
    for done, (path, data) in enumerate(steps):
        page = leader.get(START, headers={"accept-language": "nl"}).content.decode()
        assert left(page) == len(steps) - done, path
        assert ("Niemand ziet iets tot jij opent" in page) == (path != f"{HERE}spread/")  # only while that is true
        leader.post(path, data or kept(leader.get(path)))
    assert "beginning-mark" not in leader.get(START).content.decode()


def kept(page: object) -> dict[str, object]:
    """Return what the form on a page sends when nothing is changed."""
    form = page.context["form"]  # type: ignore[attr-defined]
    found = {field.html_name: field.value() for field in form}
    return {name: value for name, value in found.items() if value not in (None, False)}


def test_the_next_step_stands_on_the_pages_of_the_steps_and_opening_waits_for_questions(
    leader: Client, noord: Coalition
) -> None:
    leader.post("/c/noord/new/", {"title_nl": "Onze hulp", "beginning": "preset:experience"})
    assert "role=moderator" in leader.get(f"{HERE}settings/").content.decode()
    assert "?to=open" not in leader.get(START).content.decode()
    leader.post(f"{HERE}questions/publish/", {"do": "publish"})
    assert "?to=open" in leader.get(START).content.decode()


def test_on_the_page_of_a_step_it_says_so_and_leads_on_and_from_people_one_finds_the_way_back(
    leader: Client, noord: Coalition
) -> None:
    leader.post("/c/noord/people/", {"email": "mo@example.org", "roles": ["moderator"]})
    assert (
        f'href="{START}"' in leader.get("/c/noord/people/").content.decode().partition("<h1>")[0].partition("<main")[2]
    )
    leader.post("/c/noord/new/", {"title_nl": "Onze hulp", "beginning": "preset:experience"})
    assert "Nu, op deze pagina: <strong>Kijk de teksten na</strong>" in bar(leader, "settings/")
    leader.post(f"{HERE}settings/", kept(leader.get(f"{HERE}settings/")))
    assert f'Nu, op deze pagina: <a href="{HERE}questions/publish/">' in bar(leader, "questions/")
    assert f'Nu: <a href="{HERE}questions/">' in bar(leader, "settings/")


def bar(browser: Client, page: str) -> str:
    """Return what stands on top of a page of the steps."""
    found = browser.get(HERE + page, headers={"accept-language": "nl"}).content.decode()
    return " ".join(found.partition("beginning-now")[2].partition("</p>")[0].split())


def test_once_somebody_told_or_for_who_sets_nothing_up_there_is_no_list(
    leader: Client, noord: Coalition, client: Client
) -> None:
    assert "beginning-mark" in leader.get(START).content.decode()
    client.force_login(world.person("Lezer", noord, Role.READER))
    assert "beginning-mark" not in client.get(START).content.decode()
    client.force_login(world.person("Leider", noord, Role.PROCESS_LEADER))
    world.story(world.vertelpunt(noord))
    assert "beginning-mark" not in client.get(START).content.decode()
