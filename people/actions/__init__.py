"""What changes people, coalitions and the outbox; every action logs through `log`."""

import logging
from datetime import timedelta
from functools import reduce
from operator import or_

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.utils import timezone

from people.models import Coalition, Event, Message, User

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 8


def log(
    verb: str, *, actor: User | None, coalition: Coalition | None, thing: models.Model | None = None, times: int = 1
) -> None:
    """Write down that `actor` did `verb`, so many `times`; never any content."""
    name = thing._meta.model_name or "" if thing is not None else ""
    about = {"thing": name, "thing_id": str(thing.pk) if thing is not None else ""}
    Event.objects.bulk_create(Event(actor=actor, coalition=coalition, verb=verb, **about) for _time in range(times))


def post(
    *,
    to: str,
    subject: str,
    body: str,
    coalition: Coalition | None,
    unsubscribe: str = "",
    calendar: str = "",
    about: str = "",
    sealed: bool = False,
) -> Message:
    """Put a mail in the outbox; it leaves after the transaction that wrote it. `unsubscribe` stops such mails.

    `calendar` is a file that goes with it; `about` names what it is deleted with (`forget_messages`);
    `sealed`: its text holds a personal link, so nobody but the addressee reads it.
    """
    line, more = " ".join(subject.split())[:200], {"unsubscribe": unsubscribe, "calendar": calendar, "about": about}
    return Message.objects.create(to=to, subject=line, body=body, coalition=coalition, sealed=sealed, **more)


def forget_messages(about: str) -> int:
    """Delete the mails that went with `about`, sent or not; return how many."""
    gone, _rows = Message.objects.filter(about=about).delete() if about else (0, {})
    return gone


def send_waiting(limit: int = 100) -> int:
    """Send what waits in the outbox; return how many mails left. One that fails is tried again later and later.

    A mail server that cannot be reached costs no mail an attempt: all of them wait until it is there.
    """
    due = list(_due().order_by("created_at")[:limit])
    server = get_connection()
    try:
        return sum(_send(message, server) for message in due) if due and _reached(server) else 0
    finally:
        server.close()


def _due() -> models.QuerySet[Message]:
    """Return the mails whose turn it is: 0, 1, 3, 7 ... minutes after they were written, two hours in all."""
    now = timezone.now()
    turns = (
        models.Q(attempts=number, created_at__lte=now - timedelta(minutes=2**number - 1))
        for number in range(MOST_ATTEMPTS)
    )
    return Message.objects.filter(reduce(or_, turns), sent_at=None)


def _reached(server: BaseEmailBackend) -> bool:
    try:
        server.open()
    except OSError as error:
        logger.warning("Mails wait: the mail server cannot be reached (%s)", type(error).__name__)
        return False
    return True


def _headers(message: Message) -> dict[str, str]:
    """Return what lets a mail program stop mails like this one by one click (RFC 8058)."""
    if not message.unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{message.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _send(message: Message, server: BaseEmailBackend) -> bool:
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(attempts=models.F("attempts") + 1)
    headers = _headers(message)
    mail = EmailMessage(message.subject, message.body, None, [message.to], headers=headers, connection=server)
    if message.calendar:
        mail.attach("calendar.ics", message.calendar, "text/calendar; charset=utf-8; method=PUBLISH")
    try:
        mail.send()
    except OSError:  # smtplib's errors are OSErrors
        server.close()  # what is left of this connection may answer the next mail in its place
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    return True
