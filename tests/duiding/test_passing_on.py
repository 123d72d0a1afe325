"""A seat goes to another device by a square: once, soon, and never by looking only."""

import uuid

from django.test import Client
from django.urls import reverse

from duiding.access import participant_with
from duiding.actions.coming_back import come_back_code, passed_on, passing_key
from duiding.models import Session
from tests.duiding import builders
from tests.duiding.test_coming_back import ENGLISH, browser, to


def test_the_square_takes_the_seat_to_another_device_once(meeting: Session) -> None:
    joined = builders.sit(meeting)
    old = browser(meeting, joined.token)
    page = old.get(to("elsewhere", meeting)).content.decode()
    assert come_back_code(joined.participant) in page
    assert old.get(to("elsewhere_qr", meeting))["Content-Type"] == "image/svg+xml"
    key, other = passing_key(joined.participant), Client(headers=ENGLISH)
    arrived = other.get(reverse("duiding:here"), {"key": key})
    assert arrived["Location"] == reverse("duiding:here")
    assert participant_with(joined.token, meeting.pk) is not None  # only looking changes nothing
    assert "Go on here as Sara?" in other.get(reverse("duiding:here")).content.decode()
    assert other.post(reverse("duiding:here"), {"key": str(uuid.uuid4())})["Location"] == to("arrive", meeting)
    assert other.get(to("arrive", meeting))["Location"].startswith(f"/meet/{meeting.pk}/table/")
    assert passed_on(key) is None
    late = Client(headers=ENGLISH)
    late.get(reverse("duiding:here"), {"key": key})
    assert late.get(reverse("duiding:here")).status_code == 410
    assert "does not work any more" in late.get(reverse("duiding:here")).content.decode()


def test_a_made_up_key_takes_no_seat(client: Client, meeting: Session) -> None:
    builders.sit(meeting)
    client.get(reverse("duiding:here"), {"key": "abc:def:ghi"})
    assert client.get(reverse("duiding:here")).status_code == 410
    assert passed_on("") is None
