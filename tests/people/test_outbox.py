"""Mails leave when the mail server is there again, however long it was away, and each of them once."""

import smtplib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from people.actions import MOST_ATTEMPTS, post, send_waiting
from people.models import Message

pytestmark = pytest.mark.django_db


def _written(minutes: float) -> Message:
    made = post(to="sara@example.org", subject="Kom je ook?", body="Dag Sara", coalition=None)
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))
    return made


def test_a_server_that_cannot_be_reached_costs_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_server: EmailBackend) -> None:
        raise ConnectionRefusedError

    made = _written(60)
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "open", refused)
        assert [send_waiting() for _minute in range(MOST_ATTEMPTS + 1)] == [0] * (MOST_ATTEMPTS + 1)
    made.refresh_from_db()
    assert (made.attempts, made.sent_at) == (0, None)
    assert (send_waiting(), send_waiting(), len(mail.outbox)) == (1, 0, 1)


def test_one_that_is_refused_is_tried_later_and_later_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = EmailBackend.send_messages

    def busy(server: EmailBackend, messages: Sequence[Any]) -> int:
        if "sara@example.org" in messages[0].to:
            raise smtplib.SMTPRecipientsRefused({"sara@example.org": (450, b"come back later")})
        return int(usual(server, messages))

    monkeypatch.setattr(EmailBackend, "send_messages", busy)
    made = _written(4)
    post(to="koen@example.org", subject="Kom je ook?", body="Dag Koen", coalition=None)
    assert [send_waiting() for _minute in range(5)] == [1, 0, 0, 0, 0]
    made.refresh_from_db()
    assert made.attempts == 3  # at 0, 1 and 3 minutes; the next is at 7
