"""Messages to other programs: registered by who leads a coalition, signed, and sent until they arrive."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.limits import Limit
from lib.outward import Unsent, post, target
from lib.secrets import key_for, new_token
from people.access import Desk, roles_in
from people.actions import log
from people.models import Coalition, Delivery, Webhook
from people.roles import Permission, may

MOST = 10  # in one coalition
PING = "ping"
AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 2880))  # between two attempts
LAST = len(AFTER) + 1  # attempts after which nobody tries again
KEPT = timedelta(days=14)
TRIES = Limit("webhook-tests", most=5, seconds=10 * 60)  # each holds a thread for up to fifteen seconds
NOBODY = "nobody-leads"


def secret_of(webhook: Webhook) -> str:
    """Return the secret of a webhook, which is shown once and is kept nowhere."""
    return f"whsec_{b64encode(_key(webhook)).decode()}"


def _key(webhook: Webhook) -> bytes:
    return key_for(f"people.webhook:{webhook.salt}")


@transaction.atomic
def make_webhook(*, desk: Desk, address: str, events: Iterable[str]) -> tuple[Webhook, str]:
    """Register an address; return it with its secret, and send a first message to it."""
    desk.require(Permission.MANAGE_KEYS)
    wanted = [event.value for event in Webhook.Event if event in set(events)]
    if not wanted:
        raise Refused("no_event", _("Choose at least one message. Nothing was kept."))
    _refuse_address(desk.coalition, address)
    today = timezone.localdate()
    made = Webhook.objects.create(
        coalition=desk.coalition,
        address=address,
        events=wanted,
        salt=new_token(),
        made_by=desk.user,
        made_on=today,
        told_until=today - timedelta(days=1),
    )
    log("webhook-made", actor=desk.user, coalition=desk.coalition, thing=made)
    announce_to(made, PING, {})
    return made, secret_of(made)


def _refuse_address(coalition: Coalition, address: str) -> None:
    there = Webhook.objects.filter(coalition=coalition)
    if there.filter(address=address).exists():
        raise Refused("address_used", _("This address gets messages already. Nothing was kept."))
    if there.count() >= MOST:
        raise Refused("too_many_webhooks", _("There are too many addresses. End some first. Nothing was kept."))
    try:
        target(address, anywhere=settings.WEBHOOKS_ANYWHERE)
    except Unsent as unsent:
        message = _("This address cannot be used. It begins with https and is on the internet. Nothing was kept.")
        raise Refused("bad_address", message) from unsent


@transaction.atomic
def end_webhook(*, desk: Desk, webhook: Webhook) -> None:
    """Send no more messages to an address, not even those that wait."""
    desk.require(Permission.MANAGE_KEYS)
    log("webhook-ended", actor=desk.user, coalition=desk.coalition, thing=webhook)
    webhook.delete()


def announce(coalition: Coalition, event: str, data: Mapping[str, Any]) -> None:
    """Tell every program that wants to hear of `event`, once the transaction that causes it holds."""
    for webhook in Webhook.objects.filter(coalition=coalition):
        if event in webhook.events:
            announce_to(webhook, event, data)


def announce_to(webhook: Webhook, event: str, data: Mapping[str, Any]) -> None:
    """Put a message for one program in the outbox."""
    made = Delivery.objects.create(webhook=webhook, event=event, data=dict(data), next_at=timezone.now())
    transaction.on_commit(partial(_soon, str(made.pk)))


def _soon(pk: str) -> None:
    from people.tasks import deliver

    deliver.enqueue(pk)


def send(pk: str) -> None:
    """Send a message that waits; when it does not arrive the worker tries again, later and later."""
    rows = Delivery.objects.select_related("webhook__coalition__parent__parent", "webhook__made_by")
    found = rows.filter(pk=pk, sent_at=None, attempts__lt=LAST).first()
    if found is None:
        return
    if not _stands(found.webhook):
        Delivery.objects.filter(pk=pk).update(fault=NOBODY, attempts=LAST)
        return
    fault = _fault(found)
    found.fault, found.attempts = fault, found.attempts + 1
    if not fault:
        found.sent_at = timezone.now()
    elif found.attempts < LAST:
        found.next_at = timezone.now() + AFTER[found.attempts - 1]
    found.save(update_fields=["fault", "attempts", "sent_at", "next_at"])
    if fault and found.attempts < LAST:
        _again(found)


def _stands(webhook: Webhook) -> bool:
    """Tell whether who registered it still leads the coalition."""
    maker = webhook.made_by
    return maker.is_active and may(roles_in(maker, webhook.coalition), Permission.MANAGE_KEYS)


def _fault(message: Delivery) -> str:
    """Send `message`; return why it did not arrive, or nothing."""
    return _answer(message)[1]


def _answer(message: Delivery) -> tuple[int, str]:
    """Send `message`; return the status that came back, 0 for none, and why it did not arrive, or nothing."""
    body, now = body_of(message), int(timezone.now().timestamp())
    try:
        status = post(
            target(message.webhook.address, anywhere=settings.WEBHOOKS_ANYWHERE), body, headers_of(message, body, now)
        )
    except Unsent as unsent:
        return 0, unsent.code
    return status, "" if 200 <= status < 300 else f"status-{status}"


def try_webhook(*, desk: Desk, webhook: Webhook) -> tuple[int, str]:
    """Send a signed ping at once, and only once; return the status that came back, 0 for none, and the fault."""
    desk.require(Permission.MANAGE_KEYS)
    if TRIES.reached(who := f"coalition-{desk.coalition.pk}"):
        message = _("There were many tests in a short time. Wait ten minutes. Nothing was sent.")
        raise Refused("too_many_tests", message)
    TRIES.count(who)
    sent = Delivery.objects.create(webhook=webhook, event=PING, next_at=timezone.now(), attempts=LAST)
    log("webhook-tested", actor=desk.user, coalition=desk.coalition, thing=webhook)
    status, fault = _answer(sent) if _stands(webhook) else (0, NOBODY)
    Delivery.objects.filter(pk=sent.pk).update(fault=fault, sent_at=None if fault else timezone.now())
    return status, fault


def body_of(message: Delivery) -> bytes:
    """Return what is sent: the same at each attempt."""
    about = {"id": str(message.pk), "event": message.event, "coalition": message.webhook.coalition.slug}
    return json.dumps(about | {"data": message.data}, ensure_ascii=False, sort_keys=True).encode()


def headers_of(message: Delivery, body: bytes, now: int) -> dict[str, str]:
    """Return the headers by which the other side knows that it comes from us, and when (standardwebhooks.com)."""
    signed = f"{message.pk}.{now}.".encode() + body
    signature = b64encode(hmac.new(_key(message.webhook), signed, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "StoryCycle",
        "webhook-id": str(message.pk),
        "webhook-timestamp": str(now),
        "webhook-signature": f"v1,{signature}",
    }


def _again(message: Delivery) -> None:
    from people.tasks import later

    later(str(message.pk), message.next_at)


def send_overdue() -> int:
    """Ask the worker again for what should have been sent by now, after it was killed; return how many."""
    overdue = timezone.now() - timedelta(hours=1)
    waiting = Delivery.objects.filter(sent_at=None, attempts__lt=LAST, next_at__lt=overdue)
    pks = list(waiting.values_list("pk", flat=True)[:1000])
    for pk in pks:
        _soon(str(pk))
    return len(pks)


def forget_old() -> int:
    """Delete messages of two weeks ago, sent or not; return how many."""
    return Delivery.objects.filter(made_at__lt=timezone.now() - KEPT).delete()[0]
