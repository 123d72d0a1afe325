"""Asking people: a list, mails over real SMTP with a calendar file, an answer by link, and forgetting afterwards."""

import email
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from duiding.actions.inviting import add_people, forget_old_contacts, invite, remind
from duiding.invitations import calendar_of, key_of
from duiding.models import Contact, Invitee, Session
from lib.errors import Refused
from people.access import Desk
from people.actions import send_waiting
from people.models import Event, Message, User
from tests.duiding import builders, preparing
from vertelpunt.models import Vertelpunt, Volunteer

LINK = re.compile(r"http\S+/invited/\?key=(\S+)")
COMES = {"answer": "comes", "needs_food": "on", "needs": "Geen noten."}


class Postbox:
    """Keeps what arrives over SMTP."""

    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        self.mails.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 OK"


@pytest.fixture
def postbox(settings: Any, unused_tcp_port: int) -> Iterator[Postbox]:
    """A mail server of our own that the product delivers to."""
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=unused_tcp_port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port
    yield box
    server.stop()


@pytest.fixture
def planned(dinas_desk: Desk, point: Vertelpunt) -> Session:
    """A session of next week with expenses."""
    fields = preparing.ahead(expenses="Een bon van 25 euro.", place="De Brug", goal="Twee plannen.", tables=2)
    return builders.session(dinas_desk, point, **fields)


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


def key_in(mail: Message | EmailMessage) -> str:
    """Return the key in the link of a mail."""
    body = mail.body if isinstance(mail, Message) else mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = LINK.search(body)
    assert found
    return found[1]


def opened(key: str) -> Client:
    """Return the browser of somebody who opened their link."""
    browser = Client()
    answer = browser.get("/invited/", {"key": key})
    assert (answer.status_code, answer["Location"]) == (302, "/invited/")
    return browser


@pytest.mark.django_db(transaction=True)
def test_an_invitation_goes_over_smtp_with_its_calendar_file(
    postbox: Postbox, dinas_desk: Desk, planned: Session
) -> None:
    preparing.person(dinas_desk, planned, "Ans")
    assert invite(desk=dinas_desk, session=planned) == 1
    assert (send_waiting(), send_waiting()) == (1, 0)
    ((to, mail),) = postbox.mails
    assert to == ["ans@example.org"]
    text = mail.get_body(("plain",)).get_content()
    assert all(words in text for words in ("Ans", "Een bon van 25 euro.", "De Brug", "Twee plannen."))
    (attached,) = mail.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "calendar.ics")
    (event,) = Calendar.from_ical(attached.get_content()).walk("VEVENT")
    assert (event.start, event.end) == (planned.starts_at, planned.ends_at)
    assert "ans@example.org" not in calendar_of(planned)


def test_only_young_people_and_parents_read_of_expenses(dinas_desk: Desk, planned: Session) -> None:
    for name, perspective in (("Yara", "youth"), ("Ans", "parent"), ("Bo", "professional")):
        preparing.person(dinas_desk, planned, name, perspective)
    invite(desk=dinas_desk, session=planned)
    told = {mail.to: "25 euro" in mail.body for mail in Message.objects.all()}
    assert told == {"yara@example.org": True, "ans@example.org": True, "bo@example.org": False}


def test_nobody_is_asked_or_reminded_twice_a_day(dinas_desk: Desk, planned: Session) -> None:
    preparing.person(dinas_desk, planned)
    assert (invite(desk=dinas_desk, session=planned), invite(desk=dinas_desk, session=planned)) == (1, 0)
    sent = [remind(desk=dinas_desk, session=planned, who="none") for _time in range(2)]
    assert (sent, remind(desk=dinas_desk, session=planned, who="comes")) == ([1, 0], 0)


def test_an_answer_by_link_needs_no_account_and_leaves_the_address(dinas_desk: Desk, planned: Session) -> None:
    preparing.person(dinas_desk, planned)
    invite(desk=dinas_desk, session=planned)
    browser = opened(key_in(Message.objects.get()))
    assert "Twee plannen." in browser.get("/invited/").content.decode()
    assert browser.post("/invited/", COMES)["Location"] == "/invited/thanks/"
    found = Invitee.objects.get()
    assert (found.answer, found.contact.needs_food, found.contact.needs) == ("comes", True, "Geen noten.")
    assert [word.lower() for word in found.contact.needed] == ["ander eten", "geen noten."]
    assert browser.get("/invited/calendar.ics").content.startswith(b"BEGIN:VCALENDAR")


def test_a_link_is_for_one_person_and_one_purpose_and_ends_with_the_session(
    dinas_desk: Desk, planned: Session, meeting: Session
) -> None:
    invitee = preparing.person(dinas_desk, planned)
    key, browser = key_of(invitee), opened(key_of(invitee))
    assert Client().get("/invited/").status_code == 410
    assert opened(key[:-2] + "xx").get("/invited/").status_code == 410
    assert browser.get(reverse("duiding:invitees", args=["noord", planned.pk])).status_code == 302
    past = timezone.now() - timedelta(days=1)
    Session.objects.filter(pk=planned.pk).update(starts_at=past - timedelta(hours=1), ends_at=past)
    assert browser.get("/invited/").status_code == 410
    assert browser.post("/invited/", COMES).status_code == 410
    assert Invitee.objects.get(pk=invitee.pk).answer == "none"


def test_somebody_else_gets_a_link_of_their_own(dinas_desk: Desk, planned: Session) -> None:
    first = preparing.person(dinas_desk, planned, "Ans", "professional", organisation="De Oever")
    browser = opened(key_of(first))
    missing = browser.post("/invited/", {"answer": "other"})
    assert (missing.status_code, Invitee.objects.count()) == (400, 1)
    other = {"other_name": "Bo", "other_email": "bo@example.org", "other_perspective": "professional"}
    browser.post("/invited/", {"answer": "other"} | other)
    second = Invitee.objects.get(instead_of=first)
    assert (second.contact.name, second.organisation, second.answer) == ("Bo", "De Oever", "none")
    assert Message.objects.get().to == "bo@example.org"
    assert opened(key_in(Message.objects.get())).post("/invited/", COMES).status_code == 302
    browser.post("/invited/", {"answer": "other"} | other | {"other_email": "cas@example.org"})
    assert Invitee.objects.get(pk=second.pk).answer == "comes"


def test_who_does_not_come_leaves_the_seat_and_can_be_forgotten_at_once(dinas_desk: Desk, planned: Session) -> None:
    invitee = preparing.person(dinas_desk, planned, organisation="De Oever")
    invite(desk=dinas_desk, session=planned)
    Invitee.objects.update(table=planned.tables.all()[0], fixed=True)
    browser = opened(key_of(invitee))
    browser.post("/invited/", {"answer": "not", "forget": "on"})
    invitee = Invitee.objects.get()
    assert (invitee.answer, invitee.table, invitee.organisation) == ("not", None, "")
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    assert browser.get("/invited/").status_code == 410
    assert browser.get("/invited/thanks/").status_code == 200


def test_who_thinks_along_is_put_on_the_list_without_a_tie(dinas: Client, planned: Session, point: Vertelpunt) -> None:
    for number, reach in enumerate(("ans@example.org", "0612345678")):
        Volunteer.objects.create(
            vertelpunt=point,
            perspective="parent",
            reach=reach,
            consent="ja",
            month=timezone.localdate().replace(day=1),
            kept_until=timezone.localdate() + timedelta(days=90),
            code_digest=str(number),
        )
    address = reverse("duiding:invitees_volunteers", args=["noord", planned.pk])
    for _twice in range(2):
        dinas.post(address, {"volunteer": [str(one.pk) for one in Volunteer.objects.all()]})
    assert sorted(Contact.objects.values_list("email", "phone")) == [("", "0612345678"), ("ans@example.org", "")]
    related = {field.related_model for model in (Invitee, Contact) for field in model._meta.get_fields()}
    assert Volunteer not in related


def test_names_and_addresses_go_after_the_session_by_rule(
    dinas_desk: Desk, planned: Session, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    preparing.person(dinas_desk, planned, organisation="De Oever", municipality="Oostmeer")
    invite(desk=dinas_desk, session=planned)
    last = timezone.localtime(planned.ends_at).date()
    settings.CONTACT_DAYS = 14
    assert forget_old_contacts(last + timedelta(days=14)) == 0
    assert forget_old_contacts(last + timedelta(days=15)) == 1
    left = Invitee.objects.get()
    assert (left.perspective, left.organisation, left.municipality) == ("parent", "", "")
    assert not Contact.objects.exists()
    assert not Message.objects.exists()
    call_command("expire_contacts")
    assert "0 people forgotten" in capsys.readouterr().out


def test_the_page_says_who_is_missing_and_when_policy_makers_are_most(
    dinas: Client, dinas_desk: Desk, planned: Session
) -> None:
    for name in ("Henk", "Ria"):
        preparing.person(dinas_desk, planned, name, "policy")
    preparing.person(dinas_desk, planned, "Ans", "parent")
    page = dinas.get(reverse("duiding:invitees", args=["noord", planned.pk])).content.decode()
    assert "jongere, professional" in page
    assert "1 jongeren, ouders en professionals, en 2 mensen van beleid" in page


def test_a_list_from_a_spreadsheet_is_read_whole_or_not_at_all(dinas: Client, planned: Session) -> None:
    address = reverse("duiding:invitees", args=["noord", planned.pk])
    good = "Ans; ans@example.org; ouder; ; Oostmeer\nBo\tbo@example.org\tprofessional\tDe Oever"
    wrong = dinas.post(address, {"lines": f"{good}\nCas; cas@; ouder"})
    assert wrong.status_code == 400
    assert "Regel 3" in wrong.content.decode()
    assert not Invitee.objects.exists()
    dinas.post(address, {"lines": good})
    found = Invitee.objects.values_list("contact__name", "perspective", "organisation", "municipality")
    assert sorted(found) == [("Ans", "parent", "", "Oostmeer"), ("Bo", "professional", "De Oever", "")]


def test_an_answer_by_phone_is_written_down_and_mails_of_who_is_removed_go(
    dinas: Client, dinas_desk: Desk, planned: Session
) -> None:
    invitee = preparing.person(dinas_desk, planned)
    invite(desk=dinas_desk, session=planned)
    data = {"name": "Ans", "email": "ans@example.org", "perspective": "parent", "answer": "comes"}
    dinas.post(reverse("duiding:invitee_edit", args=["noord", planned.pk, invitee.pk]), data)
    assert Invitee.objects.get().answer == "comes"
    dinas.post(reverse("duiding:invitee_remove", args=["noord", planned.pk, invitee.pk]))
    assert not Invitee.objects.exists()
    assert not Message.objects.exists()


def test_nothing_of_a_person_stands_in_the_log_of_actions(dinas_desk: Desk, planned: Session) -> None:
    people: Any = [{"name": "Ans", "email": "ans@example.org", "perspective": "parent"}]
    add_people(desk=dinas_desk, session=planned, people=people)
    assert not [event for event in Event.objects.all() if "ans" in f"{event.verb} {event.thing_id}".lower().split()]


def test_a_session_that_is_over_asks_nobody(dinas_desk: Desk, meeting: Session) -> None:
    past = timezone.now() - timedelta(days=1)
    Session.objects.filter(pk=meeting.pk).update(starts_at=past - timedelta(hours=1), ends_at=past)
    meeting.refresh_from_db()
    preparing.person(dinas_desk, meeting)
    with pytest.raises(Refused, match="session_over"):
        invite(desk=dinas_desk, session=meeting)
