"""What changes people, coalitions and the outbox; every action logs through `log`."""

from django.core.mail import send_mail
from django.db import models, transaction
from django.utils import timezone

from people.models import Coalition, Event, Message, User

MOST_ATTEMPTS = 8


def log(verb: str, *, actor: User | None, coalition: Coalition | None, thing: models.Model | None = None) -> None:
    """Write down that `actor` did `verb`; never any content."""
    name = thing._meta.model_name or "" if thing is not None else ""
    Event.objects.create(
        actor=actor,
        coalition=coalition,
        verb=verb,
        thing=name,
        thing_id=str(thing.pk) if thing is not None else "",
    )


def post(*, to: str, subject: str, body: str, coalition: Coalition | None) -> Message:
    """Put a mail in the outbox; it leaves after the transaction that wrote it."""
    return Message.objects.create(to=to, subject=" ".join(subject.split())[:200], body=body, coalition=coalition)


def send_waiting(limit: int = 100) -> int:
    """Send what waits in the outbox; return how many mails left. One that fails waits for the next time."""
    sent = 0
    for message in Message.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).order_by("created_at")[:limit]:
        sent += _send(message)
    return sent


def _send(message: Message) -> bool:
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(attempts=models.F("attempts") + 1)
    try:
        send_mail(message.subject, message.body, None, [message.to])
    except OSError:  # smtplib's errors are OSErrors
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now())
    return True
