"""Response in one look: by whom, where, by which way and when; complete and not."""

from datetime import date

import pytest
from django.test import Client

from patterns.explorer import response as found
from patterns.explorer.stock import stock_of
from people.access import Desk
from people.models import Region, User
from people.regions import SCHEME_2025, load_jeugdregios_2025, tiles
from tests import world
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/response/"


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """The workplace of Bram, analyst of Noord."""
    return Workplace(desk, point)


def test_every_region_of_2025_has_one_square_of_its_own(db: None) -> None:
    load_jeugdregios_2025()
    places = tiles(SCHEME_2025)
    assert set(places) == set(Region.objects.filter(scheme=SCHEME_2025).values_list("code", flat=True))
    assert len(set(places.values())) == len(places) == 42
    assert max(column for column, _row in places.values()) <= 8
    assert max(row for _column, row in places.values()) <= 10


@pytest.mark.parametrize("scheme", ["", "test", "../data/jeugdregio_2025"])
def test_a_scheme_without_a_map_has_none(scheme: str) -> None:
    assert tiles(scheme) == {}


def test_a_region_without_a_square_stands_in_the_list(place: Workplace) -> None:
    load_jeugdregios_2025()
    Vertelpunt.objects.filter(pk=place.vertelpunt.pk).update(region_scheme=SCHEME_2025)
    place.vertelpunt.refresh_from_db()
    world.story(place.vertelpunt, region=Region.objects.get(scheme=SCHEME_2025, code="JZ14"))
    world.story(place.vertelpunt, region=world.region("Nieuwland"))
    made = {tile.name: tile for tile in found.regions(stock_of(place), place.vertelpunt)}
    assert len(made) == 43
    assert (made["Twente"].stories, made["Twente"].level, made["Twente"].row) == ("1", 5, 4)
    assert (made["Nieuwland"].stories, made["Nieuwland"].row) == ("1", 0)
    assert (made["Zeeland"].stories, made["Zeeland"].level) == ("0", 0)


def test_complete_and_not_are_counted_by_audience(place: Workplace) -> None:
    world.story(place.vertelpunt, "youth", complete=True)
    world.story(place.vertelpunt, "youth")
    world.story(place.vertelpunt, "parent")
    lines = {line.label: (line.stories, line.complete, line.incomplete) for line in
             found.groups(stock_of(place), "story.audience")}  # fmt: skip
    assert lines == {"youth": ("2", "1", "1"), "parent": ("1", "0", "1"), "professional": ("0", "0", "0")}


def test_stories_whose_region_is_not_known_are_counted(place: Workplace) -> None:
    world.story(place.vertelpunt, region=world.region("Noordland"))
    world.story(place.vertelpunt)
    lines = found.groups(stock_of(place), "story.region")
    assert [(line.stories, line.query) for line in lines] == [("1", "region=NOOR"), ("1", "region=none")]


def test_few_days_are_shown_by_day_and_many_by_week(place: Workplace) -> None:
    world.story(place.vertelpunt, told_on=date(2026, 5, 12))
    world.story(place.vertelpunt, told_on=date(2026, 5, 14))
    few = found.days(stock_of(place))
    assert few is not None
    assert (few.weeks, few.most, len(few.rows)) == (False, "1", 2)
    world.story(place.vertelpunt, told_on=date(2026, 12, 31))
    many = found.days(stock_of(place))
    assert many is not None
    assert (many.weeks, many.most, sum(int(n) for _label, n in many.rows)) == (True, "2", 3)


def test_the_page_leads_to_the_stories_of_a_region(client: Client, bram: User, point: Vertelpunt) -> None:
    world.story(point, region=world.region("Noordland"), channel=world.channel(point, "flyer"))
    client.force_login(bram)
    page = client.get(PAGE).content.decode()
    assert 'href="/c/noord/v/jeugdhulp/?region=NOOR"' in page
    assert 'href="/c/noord/v/jeugdhulp/?channel=flyer"' in page


def test_nobody_told_yet(client: Client, bram: User, point: Vertelpunt) -> None:
    client.force_login(bram)
    assert client.get(PAGE).status_code == 200
