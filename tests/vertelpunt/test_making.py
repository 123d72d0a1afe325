"""A Vertelpunt is made from nothing or from another, set up, opened, paused and closed."""

import pytest
from django.test import Client

from lib.errors import Refused
from people.access import Desk
from people.models import Coalition
from tests import world
from tests.vertelpunt.teller import Teller
from vertelpunt import actions
from vertelpunt.actions.composing import draft_of
from vertelpunt.making.composing import issues
from vertelpunt.making.presets import presets
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.pool import core_keys

HERE = "/c/noord/v/onze-hulp/"


def make(leader: Client, beginning: str = "preset:experience", title: str = "Onze hulp") -> Vertelpunt:
    """Make a Vertelpunt on its page."""
    answer = leader.post("/c/noord/new/", {"title_nl": title, "beginning": beginning})
    assert answer.status_code == 302, answer.content.decode()
    return Vertelpunt.objects.latest("pk")


def test_from_nothing_to_the_first_story(leader: Client, noord: Coalition) -> None:
    point = make(leader)
    assert (point.slug, point.state, point.coalition) == ("onze-hulp", "draft", noord)
    assert leader.get(f"/v/{point.slug}/").status_code == 404
    leader.post(f"{HERE}questions/publish/", {"do": "publish"})
    leader.post(f"{HERE}state/", {"to": "open"})
    teller = Teller(slug="onze-hulp").tell().finish()
    assert Story.objects.get().version.number == 1
    assert teller.status == 200


def test_the_coalition_page_of_a_new_coalition_says_where_to_begin(leader: Client) -> None:
    assert "Maak je eerste Vertelpunt" in leader.get("/c/noord/?lang=nl").content.decode()


@pytest.mark.parametrize("preset", presets(), ids=lambda preset: preset.key)
def test_every_beginning_is_whole_and_short_enough(preset: object) -> None:
    audiences = {one["key"]: one["is_youth"] for one in preset.audiences}  # type: ignore[attr-defined]
    found = issues(preset.questions, audiences, core_keys(), 12, 8)  # type: ignore[attr-defined]
    assert {issue.code for issue in found} <= {"core_gone"}
    texts = [*preset.texts.values(), preset.name, preset.about]  # type: ignore[attr-defined]
    assert all(text["nl"] and text["en"] for text in texts)


def test_a_copy_takes_texts_groups_and_questions_and_no_stories(leader: Client, point: Vertelpunt) -> None:
    world.story(point)
    made = make(leader, f"like:{point.slug}")
    assert made.prompt == point.prompt
    assert made.title["nl"] == "Onze hulp"
    assert [one.key for one in made.audiences.all()] == [one.key for one in point.audiences.all()]
    assert draft_of(made).definition == point.versions.get().definition  # type: ignore[union-attr]
    assert not Story.everything.filter(vertelpunt=made).exists()


def test_what_is_lent_can_be_copied_and_what_is_elsewhere_cannot(
    desk: Desk, leader: Client, national: Coalition, zuid: Coalition
) -> None:
    world.vertelpunt(national, "landelijk-punt", lends_below=True)
    assert make(leader, "like:landelijk-punt").who_asks["nl"].startswith("Dit Vertelpunt is van Noord")
    strange = world.vertelpunt(zuid, "van-zuid")
    answer = leader.post("/c/noord/new/", {"title_nl": "Ander", "beginning": f"like:{strange.slug}"})
    assert answer.status_code == 422


def test_an_address_is_used_once_and_stays_once_people_have_it(leader: Client, desk: Desk, point: Vertelpunt) -> None:
    answer = leader.post("/c/noord/new/", {"title_nl": "Jeugdhulp", "beginning": "preset:poll", "slug": "jeugdhulp"})
    assert answer.status_code == 422
    with pytest.raises(Refused, match="slug_known"):
        actions.change_vertelpunt(desk=desk, point=point, values={"slug": "anders"})


def test_nothing_opens_without_questions(leader: Client, desk: Desk) -> None:
    point = make(leader)
    with pytest.raises(Refused, match="not_ready"):
        actions.set_state(desk=desk, point=point, state="open")
    actions.publish(desk=desk, point=point)
    actions.set_state(desk=desk, point=point, state="open")
    with pytest.raises(Refused, match="no_such_step"):
        actions.set_state(desk=desk, point=point, state="draft")


def test_a_pause_stops_who_begins_and_not_who_is_telling(desk: Desk, point: Vertelpunt) -> None:
    busy = Teller().tell()
    actions.set_state(desk=desk, point=point, state="paused")
    assert Teller().open().status == 302
    assert "Dank" in busy.finish().page or "Thank" in busy.page


def test_texts_and_rules_are_kept(leader: Client, desk: Desk) -> None:
    point = make(leader)
    page = leader.get(f"{HERE}settings/").content.decode()
    assert "score" in page
    fields = {f"{name}_nl": "Een zin." for name in ("title", "lead", "prompt", "who_asks", "why")}
    rules = {"complete_min_words": 30, "complete_min_answers": 4, "max_questions": 10, "max_questions_youth": 6}
    answer = leader.post(f"{HERE}settings/", {**fields, **rules, "slug": point.slug, "lead_en": "One sentence."})
    assert answer.status_code == 302
    point.refresh_from_db()
    assert point.lead == {"nl": "Een zin.", "en": "One sentence."}
    assert point.complete_min_words == 30


def test_the_last_button_stays(desk: Desk, point: Vertelpunt) -> None:
    *others, last = point.audiences.all()
    for one in others:
        actions.change_audience(desk=desk, point=point, audience=one, values={"offered": False})
    with pytest.raises(Refused, match="no_button"):
        actions.change_audience(desk=desk, point=point, audience=last, values={"offered": False})


def test_a_group_is_added_and_its_button_goes_up(leader: Client, point: Vertelpunt) -> None:
    page = "/c/noord/v/jeugdhulp/groups/"
    assert (
        leader.post(page, {"button_nl": "Ik ben pleegouder", "name_nl": "pleegouders", "offered": "on"}).status_code
        == 302
    )
    leader.post(f"{page}move/", {"audience": "pleegouders"})
    assert [one.key for one in point.audiences.all()][2:] == ["pleegouders", "professional"]


def test_only_what_was_never_told_in_is_removed(leader: Client, desk: Desk) -> None:
    point = make(leader)
    leader.post(f"{HERE}state/", {"to": "removed"})
    assert not Vertelpunt.objects.filter(pk=point.pk).exists()
    again = make(leader)
    Vertelpunt.objects.filter(pk=again.pk).update(state="closed")
    again.refresh_from_db()
    with pytest.raises(Refused, match="has_stories"):
        actions.remove_vertelpunt(desk=desk, point=again)


def test_who_works_with_a_lent_one_sets_nothing_up(leader: Client, national: Coalition) -> None:
    world.vertelpunt(national, "onze-hulp", lends_below=True)
    assert leader.get(f"{HERE}settings/").status_code == 404
    assert leader.get(f"{HERE}start-page/").status_code == 404
