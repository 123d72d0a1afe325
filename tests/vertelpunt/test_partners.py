"""Partners: what they promised, reminders, and the link to their own part."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from people.models import Coalition, Message, User
from tests import world
from tests.vertelpunt import spread
from vertelpunt.actions import partners as act
from vertelpunt.actions.reminding import forget_contacts, remind
from vertelpunt.limits import GUESSES
from vertelpunt.models import Partner, PartnerContact, PartnerLink, Promise, Target, Vertelpunt

HERE = "/c/noord/v/jeugdhulp/spread/partners/"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _no_guesses() -> None:
    GUESSES.clear()


@pytest.fixture
def huisartsen(point: Vertelpunt) -> Partner:
    """A partner with a mail address."""
    made = spread.partner(point)
    PartnerContact.objects.create(partner=made, name="Ans", mail="ans@example.org", kept_until=spread.FAR)
    return made


def shared(partner: Partner, anna: User, noord: Coalition) -> str:
    return act.share_with(desk=spread.desk_of(anna, noord), partner=partner)


def body(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_promise_is_written_down_done_and_late(huisartsen: Partner, anna: User, client: Client) -> None:
    client.force_login(anna)
    address = f"{HERE}{huisartsen.pk}/"
    client.post(address, {"do": "promise", "what": "Poster in de hal", "before": "2020-01-01", "by_whom": ""})
    assert "Te laat (1)" in body(client.get(HERE))
    promised = Promise.objects.get()
    client.post(f"/c/noord/v/jeugdhulp/spread/promises/{promised.pk}/", {"do": "done"})
    promised.refresh_from_db()
    assert promised.done_on
    assert "Te laat" not in body(client.get(HERE))
    assert client.post(address, {"do": "promise", "what": "", "before": "x"}).status_code == 422


def test_a_reminder_goes_once_for_what_is_due_and_not_done(huisartsen: Partner) -> None:
    for what, days, done in (("A", 2, None), ("B", 10, None), ("C", 1, TODAY), ("D", -5, None), ("E", -60, None)):
        Promise.objects.create(partner=huisartsen, what=what, before=TODAY + timedelta(days), done_on=done)
    assert (remind(on=TODAY), remind(on=TODAY), remind(on=TODAY + timedelta(1))) == (1, 0, 0)
    mail = Message.objects.get()
    assert mail.to == "ans@example.org"
    assert "- A (" in mail.body
    assert "- D (" in mail.body
    assert not any(f"- {what} (" in mail.body for what in "BCE")
    assert (remind(on=TODAY + timedelta(8)), Message.objects.count()) == (1, 2)


def test_no_reminder_without_an_address_or_after_closing(huisartsen: Partner, point: Vertelpunt) -> None:
    Promise.objects.create(partner=huisartsen, what="A", before=TODAY)
    Promise.objects.create(partner=spread.partner(point, "Zonder adres"), what="B", before=TODAY)
    Vertelpunt.objects.update(state="closed")
    assert remind(on=TODAY) == 0
    Vertelpunt.objects.update(state="open")
    assert remind(on=TODAY) == 1


def test_the_stop_link_deletes_name_address_and_mails(huisartsen: Partner, client: Client) -> None:
    Promise.objects.create(partner=huisartsen, what="A", before=TODAY)
    remind(on=TODAY)
    stop = re.search(r"/partner/stop/\?key=\S+", Message.objects.get().body)
    assert stop
    arrived: Any = client.get(stop.group(), follow=True)
    assert arrived.redirect_chain == [("/partner/stop/", 302)]
    assert PartnerContact.objects.get().mail
    client.post("/partner/stop/")
    contact = PartnerContact.objects.get()
    assert (contact.name, contact.mail, Message.objects.count()) == ("", "", 0)
    assert contact.stopped_on
    Promise.objects.update(reminded_on=None)
    assert remind(on=TODAY) == 0


def test_a_mail_program_stops_reminders_by_one_click(huisartsen: Partner) -> None:
    Promise.objects.create(partner=huisartsen, what="A", before=TODAY)
    remind(on=TODAY)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(Message.objects.get().unsubscribe, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert PartnerContact.objects.get().mail == ""


def test_a_contact_goes_after_its_year_and_with_its_partner(huisartsen: Partner, anna: User, noord: Coalition) -> None:
    Promise.objects.create(partner=huisartsen, what="A", before=TODAY)
    remind(on=TODAY)
    PartnerContact.objects.update(kept_until=TODAY - timedelta(1))
    assert (forget_contacts(on=TODAY), Message.objects.count()) == (1, 0)
    desk = spread.desk_of(anna, noord)
    act.change_partner(desk=desk, partner=huisartsen, name="Artsen", mail="bo@example.org")
    act.change_partner(desk=desk, partner=huisartsen, name="Artsen")
    assert not PartnerContact.objects.exists()
    call_command("remind_partners")


def test_a_partner_sees_its_own_part_and_the_secret_leaves_the_address(
    huisartsen: Partner, point: Vertelpunt, anna: User, noord: Coalition, client: Client
) -> None:
    own, other = spread.link(point, "eigen", huisartsen), spread.link(point, "andere", spread.partner(point, "Anders"))
    for channel, count in ((own, 7), (other, 9)):
        for _ in range(count):
            world.story(point, channel=channel, complete=True)
    Target.objects.create(vertelpunt=point, channel=own, stories=20)
    Promise.objects.create(partner=huisartsen, what="Poster ophangen", before=TODAY)
    arrived: Any = client.get(f"/partner/?key={shared(huisartsen, anna, noord)}", follow=True)
    assert arrived.redirect_chain == [("/partner/", 302)]
    page = body(arrived)
    assert all(said in page for said in ("Huisartsen Noord", "eigen 7 20", "Poster ophangen"))
    assert "andere" not in page
    assert "Anders" not in page
    assert "16" not in page
    assert "ans@example.org" not in page
    assert world.TEXT[:20] not in page


def test_a_link_stops_when_it_expires_is_stopped_or_renewed(
    huisartsen: Partner, anna: User, noord: Coalition, client: Client
) -> None:
    first = shared(huisartsen, anna, noord)
    client.get(f"/partner/?key={first}")
    assert "Huisartsen" in body(client.get("/partner/"))
    second = shared(huisartsen, anna, noord)
    assert "Huisartsen" not in body(client.get("/partner/"))
    assert "Huisartsen" not in body(client.get(f"/partner/?key={first}", follow=True))
    assert "Huisartsen" in body(client.get(f"/partner/?key={second}", follow=True))
    PartnerLink.objects.update(expires_on=date(2020, 1, 1))
    assert "Huisartsen" not in body(client.get("/partner/"))
    assert second not in str(PartnerLink.objects.values_list())


def test_guessing_is_limited_even_when_the_last_guess_is_right(
    huisartsen: Partner, anna: User, noord: Coalition, client: Client
) -> None:
    key = shared(huisartsen, anna, noord)
    for at in range(GUESSES.most):
        client.get(f"/partner/?key=fout{at}")
    assert "Huisartsen" not in body(client.get(f"/partner/?key={key}", follow=True))


def test_a_partner_sees_no_small_numbers(
    huisartsen: Partner, point: Vertelpunt, anna: User, noord: Coalition, client: Client
) -> None:
    link = spread.link(point, "eigen", huisartsen)
    for audience, count in (("youth", 2), ("parent", 40), ("professional", 12)):
        for _ in range(count):
            world.story(point, audience, channel=link, complete=True)
    page = body(client.get(f"/partner/?key={shared(huisartsen, anna, noord)}", follow=True))
    assert "youth … parent 40 professional …" in page
    assert "eigen 54" in page


def test_only_who_sets_up_changes_the_smallest_group(
    point: Vertelpunt, noord: Coalition, anna: User, client: Client
) -> None:
    client.force_login(anna)
    client.post(HERE, {"do": "small", "size": "10"})
    noord.refresh_from_db()
    assert noord.small_group == 10
    assert client.post(HERE, {"do": "small", "size": "1"}).status_code == 422
