"""Links per partner, medium and audience; short addresses, QR codes and targets."""

from typing import Any

import pytest
from django.test import Client
from PIL import Image

from lib.errors import Refused
from people.models import Coalition, User
from people.roles import Role
from tests import world
from tests.vertelpunt import spread
from vertelpunt.actions import channels as act
from vertelpunt.models import Channel, Partner, Story, Target, Vertelpunt
from vertelpunt.spreading.links import short_link

HERE = "/c/noord/v/jeugdhulp/spread/"


@pytest.fixture
def kees(noord: Coalition) -> User:
    """Communication adviser of Noord: spreads, and reads no stories."""
    return world.person("Kees", noord, Role.COMMUNICATION)


def test_a_partner_times_media_times_groups_gets_links_at_once(point: Vertelpunt, kees: User, client: Client) -> None:
    client.force_login(kees)
    posted = {"partner": "Huisartsen", "ways": ["poster", "card"], "groups": ["all", "youth"]}
    client.post(HERE, posted)
    made = Channel.objects.filter(partner__name="Huisartsen")
    assert {(one.medium, one.audience and one.audience.key) for one in made} == {
        ("poster", None), ("poster", "youth"), ("card", None), ("card", "youth"),
    }  # fmt: skip
    assert len({one.code for one in made}) == len({one.short for one in made}) == 4
    client.post(HERE, posted | {"partner": " huisartsen "})
    assert Channel.objects.count() == 4
    assert Partner.objects.count() == 1


def test_more_than_sixty_at_once_is_refused(point: Vertelpunt, noord: Coalition, anna: User) -> None:
    desk, groups = spread.desk_of(anna, noord), list(point.audiences.all())
    with pytest.raises(Refused):
        act.make_channels(desk=desk, point=point, partner="", media=["poster"] * 21, audiences=groups)
    assert not Channel.objects.exists()


def test_a_short_address_leads_to_the_first_page_and_the_story_knows_its_channel(
    point: Vertelpunt, nobody: Client
) -> None:
    link = spread.link(point)
    response: Any = nobody.get(f"/k/{link.short.upper()}/", follow=True)
    assert response.redirect_chain == [("/v/jeugdhulp/?k=poster", 302)]
    assert 'href="/v/jeugdhulp/tell/youth/?k=poster"' in response.content.decode()
    assert nobody.get(f"/k/{link.short}/room/").headers["Location"] == "/v/jeugdhulp/?k=poster&room=1"


def test_a_short_address_of_a_draft_is_not_there(point: Vertelpunt, nobody: Client) -> None:
    link = spread.link(point)
    Vertelpunt.objects.update(state="draft")
    assert nobody.get(f"/k/{link.short}/").status_code == 404


def test_a_link_for_a_group_shows_its_button_first(point: Vertelpunt, nobody: Client) -> None:
    spread.link(point, audience=point.audiences.get(key="professional"))
    page = nobody.get("/v/jeugdhulp/?k=poster").content.decode()
    assert page.index("/tell/professional/") < page.index("/tell/youth/") < page.index("/tell/parent/")


def test_a_closed_link_is_folded_away_and_still_leads_there(point: Vertelpunt, kees: User, client: Client) -> None:
    one, other = spread.link(point), spread.link(point, "flyer")
    client.force_login(kees)
    client.post(HERE, {"do": "close", "channel": [one.code, other.code]})
    assert set(Channel.objects.values_list("closed_on", flat=True)) != {None}
    assert client.get(f"/k/{one.short}/").status_code == 302
    client.post(HERE, {"do": "open", "channel": [one.code]})
    assert Channel.objects.filter(closed_on=None).get() == one


def test_a_link_is_renamed_and_its_address_stays(point: Vertelpunt, kees: User, client: Client) -> None:
    link = spread.link(point)
    client.force_login(kees)
    client.post(f"{HERE}link/poster/", {"name": "Hal", "partner": "School", "medium": "flyer", "group": "youth"})
    now = Channel.objects.select_related("partner", "audience").get()
    assert (now.name, now.medium, str(now.partner), str(now.audience)) == ("Hal", "flyer", "School", "youth")
    assert (now.code, now.short) == (link.code, link.short)


def test_a_qr_code_is_a_picture_of_the_short_address(point: Vertelpunt, kees: User, client: Client) -> None:
    link = spread.link(point)
    client.force_login(kees)
    svg, png = client.get(f"{HERE}link/poster/qr.svg"), client.get(f"{HERE}link/poster/qr.png?keep=1")
    assert svg.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in svg.content
    assert png.headers["Content-Disposition"] == 'attachment; filename="poster.png"'
    assert png.content[:4] == b"\x89PNG"
    assert client.get(f"{HERE}link/poster/qr.exe").status_code == 404
    assert short_link(link).endswith(f"/k/{link.short}/")
    assert client.get(f"{HERE}link/poster/qr.svg?room=1").content != svg.content


def test_targets_are_set_and_taken_away_and_nonsense_changes_nothing(
    point: Vertelpunt, kees: User, client: Client
) -> None:
    youth = point.audiences.get(key="youth")
    client.force_login(kees)
    client.post(f"{HERE}targets/", {"all-stories": "900", "all-before": "2027-01-31", f"a{youth.pk}-stories": "300"})
    assert {(one.audience_id, one.stories) for one in Target.objects.all()} == {(None, 900), (youth.pk, 300)}
    assert client.post(f"{HERE}targets/", {"all-stories": "0"}).status_code == 422
    assert Target.objects.count() == 2
    client.post(f"{HERE}targets/", {"all-stories": "800"})
    assert Target.objects.get().stories == 800


def test_who_only_reads_figures_makes_no_links(point: Vertelpunt, lena: User, zoe: User, client: Client) -> None:
    for somebody in (lena, zoe):
        client.force_login(somebody)
        assert client.get(HERE).status_code == 404
        assert client.post(HERE, {"ways": "poster", "groups": "all"}).status_code == 404
    assert not Channel.objects.exists()
    assert not Story.objects.exists()


def test_a_png_is_large_enough_to_print(point: Vertelpunt, kees: User, client: Client) -> None:
    spread.link(point)
    client.force_login(kees)
    from io import BytesIO

    picture = Image.open(BytesIO(client.get(f"{HERE}link/poster/qr.png").content))
    assert picture.width >= 600
