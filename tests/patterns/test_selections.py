"""Selections: a filter with a name, kept for oneself or shared; removing one loses nothing silently."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client

from lib.errors import Refused
from patterns.actions.selections import (
    change_selection,
    compare_selection,
    hide_selections,
    keep_selection,
    remove_selection,
)
from patterns.explorer.selections import selection, selections_of, stories_of
from patterns.models import Evaluation, Selection
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from tests.patterns.told import tell_many
from vertelpunt.access import Workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/"


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """The workplace of Bram, analyst of Noord."""
    return Workplace(desk, point)


def of(user: User, noord: Coalition, point: Vertelpunt) -> Workplace:
    return Workplace(Desk(user, noord, roles_in(user, noord)), point)


def test_a_selection_is_a_query_and_follows_the_stories(place: Workplace) -> None:
    first, _second = (world.story(place.vertelpunt, answers={"heard": heard}) for heard in (10, 90))
    kept = keep_selection(place=place, name=" Weinig  gehoord ", query="?heard=0..33&page=2")
    assert (kept.name, kept.query) == ("Weinig gehoord", "heard=0..33")
    assert [story.pk for story in stories_of(place, kept)] == [first.pk]
    later = world.story(place.vertelpunt, answers={"heard": 5})
    assert {story.pk for story in stories_of(place, kept)} == {first.pk, later.pk}
    withdraw(story=first)
    assert [story.pk for story in stories_of(place, kept)] == [later.pk]


def test_a_shared_one_is_seen_by_the_coalition_an_own_one_by_its_maker(
    place: Workplace, noord: Coalition, dina: User, point: Vertelpunt
) -> None:
    keep_selection(place=place, name="Samen", query="audience=youth", shared=True)
    own = keep_selection(place=place, name="Van mij", query="audience=parent")
    facilitator = of(dina, noord, point)
    assert [one.name for one in selections_of(place)] == ["Samen", "Van mij"]
    assert [one.name for one in selections_of(facilitator)] == ["Samen"]
    with pytest.raises(Http404):
        selection(facilitator, own.pk)


def test_elsewhere_it_does_not_exist(place: Workplace, zuid: Coalition, zoe: User, point: Vertelpunt) -> None:
    kept = keep_selection(place=place, name="Samen", query="audience=youth", shared=True)
    elsewhere = Workplace(Desk(zoe, zuid, roles_in(zoe, zuid)), point)
    with pytest.raises(Http404):
        selection(elsewhere, kept.pk)
    with pytest.raises(Http404):
        remove_selection(place=elsewhere, selection=kept)


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [
        ("Alles", "", "empty_selection"),
        ("Rood", "colour=red", "unknown_condition"),
        ("Fout", "audience=robot", "unknown_condition"),
        (" ", "audience=youth", "selection_name"),
    ],
)
def test_what_cannot_be_kept_is_refused(place: Workplace, name: str, query: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keep_selection(place=place, name=name, query=query)
    assert refused.value.code == code
    assert not Selection.objects.exists()


def test_a_name_is_there_once(place: Workplace) -> None:
    keep_selection(place=place, name="Samen", query="audience=youth", shared=True)
    with pytest.raises(Refused, match="selection_exists"):
        keep_selection(place=place, name="Samen", query="audience=parent", shared=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Selection.objects.create(
            coalition=place.desk.coalition, vertelpunt=place.vertelpunt, name="Samen", query="q=x", shared=True
        )


def test_renaming_keeps_the_conditions_and_only_some_may(
    place: Workplace, noord: Coalition, dina: User, point: Vertelpunt
) -> None:
    kept = keep_selection(place=place, name="Jong", query="audience=youth", shared=True)
    change_selection(place=place, selection=kept, name="Jongeren", note="Voor tafel 1", shared=True)
    kept.refresh_from_db()
    assert (kept.name, kept.note, kept.query) == ("Jongeren", "Voor tafel 1", "audience=youth")
    with pytest.raises(Http404):
        change_selection(place=of(dina, noord, point), selection=kept, name="x", note="", shared=False)


def test_what_somebody_removes_is_still_an_address(client: Client, place: Workplace, bram: User) -> None:
    kept = keep_selection(place=place, name="Jong", query="audience=youth")
    client.force_login(bram)
    response = client.post(f"{PAGE}selections/{kept.pk}/", {"remove": "1"})
    assert response["Location"] == f"{PAGE}?audience=youth"
    assert not Selection.objects.exists()
    assert client.get(response["Location"]).context["explored"].chips


def test_keeping_by_the_page(client: Client, place: Workplace, bram: User) -> None:
    world.story(place.vertelpunt, "youth")
    client.force_login(bram)
    response = client.post(f"{PAGE}selections/", {"query": "audience=youth", "name": "Jong", "shared": "on"})
    assert response["Location"] == f"{PAGE}?audience=youth"
    page = client.get(response["Location"], headers={"accept-language": "en"}).content.decode()
    assert "This is “Jong”." in page
    listing = client.get(f"{PAGE}selections/", headers={"accept-language": "en"}).content.decode()
    assert "1 story fits now" in listing
    twice = client.post(f"{PAGE}selections/", {"query": "audience=parent", "name": "Jong", "shared": "on"})
    assert twice.status_code == 200
    assert twice.context["form"].non_field_errors()


def test_a_selection_is_compared_with_the_rest(client: Client, place: Workplace, bram: User) -> None:
    tell_many(place.vertelpunt, 9)
    asked = compare_selection(place=place, query="audience=parent", start=False)
    assert asked.settings["subsets"] == ["audience=parent"]
    with pytest.raises(Refused, match="evaluation_under_way"):
        compare_selection(place=place, query="audience=youth", start=False)
    client.force_login(bram)
    said = client.post(f"{PAGE}selections/compare/", {"query": "audience=youth"}, follow=True)
    assert "Er loopt al een evaluatie" in said.content.decode()


@pytest.mark.parametrize("query", ["q=koffie", "complete=yes", "from=2026-05-03", "audience=robot", ""])
def test_what_an_evaluation_cannot_tell_apart_is_refused_before_it_runs(place: Workplace, query: str) -> None:
    tell_many(place.vertelpunt, 3)
    with pytest.raises(Refused):
        compare_selection(place=place, query=query, start=False)
    assert not Evaluation.objects.exists()


def test_words_of_a_withdrawn_story_leave_names_and_notes(place: Workplace) -> None:
    story = world.story(place.vertelpunt)
    words = " ".join(story.text.split()[:12])
    kept = keep_selection(place=place, name="Gewoon", query="audience=parent", note=words)
    other = keep_selection(place=place, name="Anders", query="audience=youth", note="Voor tafel 1")
    withdraw(story=story)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.hidden, other.hidden) == (True, False)


def test_hiding_looks_at_the_words_that_are_searched(place: Workplace) -> None:
    kept = Selection.objects.create(
        coalition=place.desk.coalition, vertelpunt=place.vertelpunt, name="Zoek", query="q=koffie"
    )
    hide_selections(vertelpunt=place.vertelpunt.pk, says=lambda text: text == "koffie")
    kept.refresh_from_db()
    assert kept.hidden
