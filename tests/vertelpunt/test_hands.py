"""Vele Handen: a personal link, and a teller who decides whether somebody may read along."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from people.models import Coalition, Event, User
from people.roles import MAY, SEES_UNRELEASED, Permission, Role
from tests import world
from tests.duiding import builders
from tests.vertelpunt.teller import STORY, Teller, the_story, type_code
from vertelpunt.actions.hands import forget_old_links, hand_key, make_hand_link
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import HandLink, Share, Story, Vertelpunt

BOX = "/c/team/hands/"


@pytest.fixture
def team(noord: Coalition) -> Coalition:
    """An organisation in Noord that works with the Vertelpunt of Noord."""
    return world.coalition("Team", parent=noord, kind="organisation")


@pytest.fixture
def sanne(team: Coalition) -> User:
    """A care professional."""
    return world.person("Sanne", team, Role.PROFESSIONAL)


@pytest.fixture
def tom(team: Coalition) -> User:
    """A colleague of Sanne."""
    return world.person("Tom", team, Role.PROFESSIONAL)


@pytest.fixture
def link(point: Vertelpunt, team: Coalition, sanne: User) -> HandLink:
    """The personal link of Sanne."""
    Vertelpunt.objects.update(lends_below=True)
    return make_hand_link(desk=builders.desk(sanne, team), point=point)


def tell(link: HandLink, text: str = STORY) -> Teller:
    """Tell by a personal link, to the end."""
    return come(hand_key(link)).open().send(text=text).finish()


def come(key: str, client: Client | None = None) -> Teller:
    """Open a personal link; return somebody who came by it."""
    teller = Teller(client=client or Client())
    teller.client.get(f"/v/jeugdhulp/?hand={key}")
    return teller


def choose(teller: Teller, reader: str, called: str = "") -> Any:
    """Choose who may read, on the thanks page."""
    data = {"token": teller.token, "reader": reader, "called": called}
    return teller.client.post("/v/jeugdhulp/let-read/", data)


def box(user: User) -> str:
    """Return the box of a professional."""
    client = Client()
    client.force_login(user)
    return client.get(BOX).content.decode()


def test_unless_the_teller_chooses_nobody_reads(link: HandLink, sanne: User) -> None:
    teller = tell(link)
    assert "Mag Sanne jouw verhaal lezen?" in teller.page
    assert not Share.objects.exists()
    choose(teller, "")
    assert not Share.objects.exists()
    assert STORY not in box(sanne)


def test_nothing_ties_a_story_that_was_not_shared_to_a_professional(link: HandLink) -> None:
    tell(link)
    story = the_story()
    assert story.channel
    assert story.channel.code == "together-hands"
    assert str(link.pk) not in str(vars(story))
    assert "sanne" not in str(vars(story.channel)).lower()
    assert not [f for f in Story._meta.get_fields() if getattr(f, "related_model", None) is HandLink]


def test_who_was_chosen_reads_it_as_told_and_nobody_else(
    link: HandLink, sanne: User, tom: User, anna: User, client: Client
) -> None:
    choose(tell(link), "professional", "Noor")
    given = Share.objects.get()
    assert "Noor" in box(sanne)
    assert "Noor" not in box(tom)
    page = f"{BOX}{given.pk}/"
    client.force_login(tom)
    assert client.get(page).status_code == 404
    client.force_login(anna)
    assert client.get(page).status_code == 404
    assert client.get(f"/c/noord/hands/{given.pk}/").status_code == 404
    client.force_login(sanne)
    assert STORY in client.get(page).content.decode()


def test_nobody_reads_without_signing_in(link: HandLink, client: Client) -> None:
    choose(tell(link), "professional")
    answer = client.get(f"{BOX}{Share.objects.get().pk}/")
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_reading_is_logged_and_the_teller_sees_it(link: HandLink, sanne: User, client: Client) -> None:
    teller = tell(link)
    choose(teller, "professional")
    given = Share.objects.get()
    client.force_login(sanne)
    client.get(f"{BOX}{given.pk}/")
    assert Event.objects.filter(verb="shared-story-read", actor=sanne, thing_id=str(given.pk)).count() == 1
    given.refresh_from_db()
    assert given.read_on == timezone.localdate()
    assert "voor het eerst gelezen" in type_code(Client(), teller.code).content.decode()


def test_the_organisation_reads_when_the_teller_says_so(link: HandLink, tom: User, client: Client) -> None:
    choose(tell(link), "organisation")
    client.force_login(tom)
    assert STORY in client.get(f"{BOX}{Share.objects.get().pk}/").content.decode()


def test_a_coalition_that_is_no_organisation_is_not_offered_as_one(point: Vertelpunt, noord: Coalition) -> None:
    own = make_hand_link(desk=builders.desk(world.person("Wil", noord, Role.PROFESSIONAL), noord), point=point)
    teller = tell(own)
    assert 'value="organisation"' not in teller.page
    assert choose(teller, "organisation").status_code == 422
    assert not Share.objects.exists()


def test_that_it_was_talked_about_is_a_day_and_can_be_undone(link: HandLink, sanne: User, client: Client) -> None:
    teller = tell(link)
    choose(teller, "professional")
    page = f"{BOX}{Share.objects.get().pk}/"
    client.force_login(sanne)
    client.post(page)
    assert Share.objects.get().talked_on == timezone.localdate()
    assert "over gepraat" in type_code(Client(), teller.code).content.decode()
    client.post(page, {"undo": "1"})
    assert Share.objects.get().talked_on is None


def test_with_the_code_the_teller_undoes_it(link: HandLink, sanne: User) -> None:
    teller = tell(link)
    choose(teller, "professional")
    page = type_code(Client(), teller.code).content.decode()
    token = page.split('name="token" value="')[-1].split('"')[0]
    Client().post("/code/", {"token": token, "stop_sharing": "1"})
    assert not Share.objects.exists()
    assert Story.objects.count() == 1
    assert "Nog niets" in box(sanne)


def test_choosing_nobody_afterwards_undoes_it(link: HandLink) -> None:
    teller = tell(link)
    choose(teller, "professional")
    choose(teller, "")
    assert not Share.objects.exists()


def test_withdrawing_takes_it_away_there_too(link: HandLink, sanne: User, settings: Any, tmp_path: Any) -> None:
    settings.LEDGER_PATH = tmp_path / "ledger"
    choose(tell(link), "professional", "Noor")
    withdraw(story=the_story())
    assert not Share.objects.exists()
    assert "Noor" not in box(sanne)


def test_a_link_that_was_replaced_or_expired_asks_nothing(link: HandLink, sanne: User, team: Coalition) -> None:
    old = hand_key(link)
    begun = come(old).open().send(text=STORY)
    make_hand_link(desk=builders.desk(sanne, team), point=link.vertelpunt)
    assert "Sanne" not in begun.finish().page
    assert choose(begun, "professional").status_code == 422
    assert "Sanne" not in Client().get(f"/v/jeugdhulp/?hand={old}", follow=True).content.decode()
    assert HandLink.objects.count() == 1
    assert forget_old_links(timezone.localdate().replace(year=2100)) == 1


def test_the_first_page_says_whose_link_it_is(link: HandLink) -> None:
    page = Client().get(f"/v/jeugdhulp/?hand={hand_key(link)}", follow=True).content.decode()
    assert "Sanne van Team gaf je deze link" in page


def test_the_key_leaves_the_address_at_once_and_no_page_or_cookie_of_others_holds_it(link: HandLink) -> None:
    key = hand_key(link)
    teller = come(key)
    answer = teller.client.get(f"/v/jeugdhulp/?lang=en&hand={key}")
    assert answer.headers["Location"] == "/v/jeugdhulp/?lang=en"
    cookie = answer.cookies["hand"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/v/jeugdhulp/", True, "Lax")
    assert 0 < cookie["max-age"] <= 3600
    assert key not in teller.client.get("/v/jeugdhulp/").content.decode()
    assert key not in teller.open().page


def test_who_tells_next_in_the_same_browser_is_not_asked_about_the_one_before(link: HandLink) -> None:
    teller = come(hand_key(link)).open().send(text=STORY).finish()
    assert "Mag Sanne jouw verhaal lezen?" in teller.page
    assert "Sanne" not in teller.open().send(text=STORY).finish().page
    again = come(hand_key(link), teller.client)
    again.client.get("/v/jeugdhulp/?hand=broken")
    assert "Sanne" not in again.client.get("/v/jeugdhulp/").content.decode()
    shared = come(hand_key(link))
    assert "Sanne" not in shared.client.get("/v/jeugdhulp/?room=1").content.decode()
    assert "Sanne" not in shared.open("?room=1").send(text=STORY).finish().page


def test_a_professional_reads_nothing_else_and_needs_a_second_step() -> None:
    assert MAY[Role.PROFESSIONAL] == {Permission.RECEIVE}
    assert Role.PROFESSIONAL in SEES_UNRELEASED
    assert [role for role in Role if Permission.RECEIVE in MAY[role]] == [Role.PROFESSIONAL]


def test_a_professional_makes_a_link_on_the_page(link: HandLink, sanne: User, client: Client) -> None:
    client.force_login(sanne)
    before = hand_key(link)
    client.post(BOX, {"vertelpunt": "jeugdhulp"})
    page = client.get(BOX).content.decode()
    assert hand_key(HandLink.objects.get()) in page
    assert before not in page
    assert 'class="segno"' in page  # the QR code, to scan from the screen
    assert client.get("/home/").headers["Location"] == BOX
