"""What is laid out once for all phones of a table is what each of them would have got by itself."""

import re
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from duiding import laid_out
from duiding.access import Seat
from duiding.actions.board import remove_note
from duiding.live import touch
from duiding.models import Leading, Note, Participant, Session
from duiding.queries import lying
from duiding.steps import STEPS
from duiding.views import seated
from people.access import Desk
from tests.duiding import builders

EACH_TIME = re.compile(r'(name="csrfmiddlewaretoken" value|name="client_id" value|data-seconds)="[^"]*"')
WORDS = "Met <b>nadruk</b>"


@pytest.fixture
def phones(dinas_desk: Desk, meeting: Session) -> list[Client]:
    """Two people at one table who each put a note, one of them in a group."""
    clients = []
    for name in ("Sara", "Bas"):
        joined = builders.sit(meeting, name, table=meeting.tables.all()[0])
        note = builders.note(builders.seat(joined), f"{WORDS} van {name}")
        clients.append(Client())
        clients[-1].cookies[f"meet-{meeting.pk}"] = joined.token
    builders.cluster(builders.lead(dinas_desk.user, meeting), notes=(note,))
    return clients


@pytest.fixture
def here(meeting: Session) -> str:
    """The address that phones at the table fetch."""
    return reverse("duiding:board_notes", kwargs={"session": meeting.pk, "table": meeting.tables.all()[0].pk})


def fetched(phone: Client, address: str) -> str:
    """Return what a phone fetches, without what is new each time."""
    answer = phone.get(address)
    assert answer.status_code == 200
    return EACH_TIME.sub(r"\1", answer.content.decode())


@pytest.mark.parametrize("covered", [False, True])
@pytest.mark.parametrize("step", STEPS)
def test_each_phone_gets_its_own(phones: list[Client], here: str, meeting: Session, step: str, covered: bool) -> None:
    Session.objects.update(step=step)
    Leading.objects.update_or_create(session=meeting, defaults={"hide_ideas": covered, "votes": covered})
    together = [fetched(phone, here) for phone in phones]
    with patch.object(seated, "same_for_all", lambda seat: False):
        assert together == [fetched(phone, here) for phone in phones]
    assert together[0] != together[1]
    assert f"{WORDS} van Sara" not in together[0]
    assert all(mark not in page for page in together for mark in (laid_out.HOLE, laid_out.TOKEN))


def test_what_is_taken_back_is_gone_for_who_heard_of_it(
    phones: list[Client], here: str, meeting: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = fetched(phones[0], here)
    shown = int(page.partition('data-revision="')[2].partition('"')[0])
    with django_assert_num_queries(0):
        assert "van Bas" in fetched(phones[0], f"{here}?heard={shown}")
    his = Note.objects.get(text__endswith="Bas")
    newer = remove_note(seat=Seat(builders.board(meeting), participant=his.participant), note=his.pk)
    assert "van Bas" not in fetched(phones[0], f"{here}?heard={newer}")
    for odd in ("", "?heard=", "?heard=x", "?heard=-1", "?heard=" + "9" * 5000, "?heard=²"):
        assert "van Bas" not in fetched(phones[0], here + odd)


def test_who_sits_elsewhere_gets_nothing_however_new_it_is(phones: list[Client], here: str, meeting: Session) -> None:
    fetched(phones[0], here)
    other = builders.sit(meeting, "Noor", table=meeting.tables.all()[1])
    phone = Client()
    phone.cookies[f"meet-{meeting.pk}"] = other.token
    assert phone.get(f"{here}?heard=0").status_code == 404
    assert Client().get(f"{here}?heard=0").status_code == 404


def test_a_note_is_laid_out_again_when_something_of_it_changed(
    phones: list[Client], here: str, meeting: Session
) -> None:
    fetched(phones[0], here)
    his = Note.objects.get(text__endswith="Bas")
    Note.objects.filter(pk=his.pk).update(text="Anders gezegd")
    Participant.objects.filter(name="Bas").update(name="Sebas")
    touch(builders.board(meeting))
    with patch.object(laid_out, "render_to_string", wraps=laid_out.render_to_string) as laid:
        page = fetched(phones[0], here)
    assert laid.call_count == 1
    assert "Anders gezegd" in page
    assert "Sebas" in page
    assert "van Bas" not in str(list(lying._kept.values()))
