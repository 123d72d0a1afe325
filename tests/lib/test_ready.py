"""A query whose SQL is kept finds what the queryset finds, read anew each time."""

from typing import Any

import pytest
from django.db.models import Model

from lib.ready import Ready
from tests import world
from vertelpunt.models import Audience, Story, Vertelpunt

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready() -> Ready[Audience]:
    return Ready(
        Audience.objects.filter(offered=True).select_related("vertelpunt__coalition"), "key", "vertelpunt__slug"
    )


def values(row: Model) -> dict[str, Any]:
    """Return all fields of a row as they are."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_it_finds_what_the_queryset_finds_with_what_is_beside(point: Vertelpunt, ready: Ready[Audience]) -> None:
    for one in ready.queryset.filter(vertelpunt=point):
        found = ready.get(one.key, point.slug)
        assert found == one
        assert values(found) == values(one)
        assert values(found.vertelpunt) == values(one.vertelpunt)
        assert values(found.vertelpunt.coalition) == values(one.vertelpunt.coalition)
        assert (found._state.adding, found._state.db) == (one._state.adding, one._state.db)


def test_it_asks_the_database_once_each_time(
    point: Vertelpunt, ready: Ready[Audience], django_assert_num_queries: Any
) -> None:
    for state in ("open", "paused", "closed"):
        Vertelpunt.objects.filter(pk=point.pk).update(state=state)
        with django_assert_num_queries(1):
            assert ready.get("parent", point.slug).vertelpunt.state == state


def test_what_is_not_there_is_missing_also_when_it_is_called_like_a_lookup(
    point: Vertelpunt, ready: Ready[Audience]
) -> None:
    Audience.objects.filter(vertelpunt=point, key="youth").update(offered=False)
    for key, slug in (
        ("mayor", point.slug),
        ("parent", "elsewhere"),
        ("youth", point.slug),
        ("key", "vertelpunt__slug"),
    ):
        with pytest.raises(Audience.DoesNotExist):
            ready.get(key, slug)


def test_what_may_be_missing_cannot_be_selected_beside(point: Vertelpunt) -> None:
    told = world.story(point)
    with pytest.raises(ValueError, match="always there"):
        Ready(Story.objects.select_related("channel"), "title").get(told.title)
