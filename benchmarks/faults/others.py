"""A clock that jumps, and a mail server that is down: each in a process and a database of its own."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from benchmarks.apart import in_database
from benchmarks.tables import Table

NAMES = ("what broke", "what was seen")
JUMPS = (timedelta(days=2), timedelta(days=-2), timedelta(hours=3), timedelta(hours=-3))


def measure(quick: bool) -> Iterator[Table]:
    """Let the clock jump and the mail server be away."""
    lines, bad = [], []
    for name, function in {"the clock jumps": "clock", "the mail server is down": "mail"}.items():
        found = in_database(f"benchmarks.faults.others:{function}")
        lines += [(name, one) for one in found["seen"]]
        bad += [f"{name}: {one}" for one in found["bad"]]
    yield Table("Clock and mail", NAMES, lines, bad)


def clock() -> dict[str, list[str]]:
    """Begin to tell, let the clock jump, and send; then a session, an evaluation and the daily work."""
    from django.conf import settings

    from tests import world
    from vertelpunt.models import Story

    settings.ALLOWED_HOSTS = ["*"]
    world.vertelpunt(world.coalition("Noord"))
    seen, bad = [], []
    for number, jump in enumerate(JUMPS):
        teller, text = _opened(), f"De klok versprong {number} keer, en het verhaal bleef. " * 3
        with _jumped(jump):
            teller.send(text=text)
            kept = Story.objects.filter(text=text.strip()).count()
            teller.finish()
        seen.append(f"{_said(jump)} while somebody writes: kept {kept} time, status {teller.status}")
        if kept != 1 or teller.status != 200 or not teller.code:
            bad.append(seen[-1])
    return {"seen": [*seen, _evaluated(bad)], "bad": bad}


def _opened() -> Any:
    from tests.vertelpunt.teller import Teller

    return Teller().open()


def _said(jump: timedelta) -> str:
    hours = round(jump.total_seconds() / 3600)
    return f"{abs(hours)} hours {'forward' if hours > 0 else 'back'}"


class _jumped:
    """The clock of this process, as all of Python reads it, beside what it was."""

    def __init__(self, jump: timedelta) -> None:
        self.by, self.usual = jump.total_seconds(), time.time

    def __enter__(self) -> None:
        from django.utils import timezone

        usual, by = self.usual, self.by
        self.now = timezone.now
        time.time = lambda: usual() + by
        timezone.now = lambda: self.now() + timedelta(seconds=by)

    def __exit__(self, *_what: object) -> None:
        from django.utils import timezone

        time.time, timezone.now = self.usual, self.now


def _evaluated(bad: list[str]) -> str:
    """Let the clock jump while an evaluation runs: it is reaped, notices, and the next one comes to its end."""
    from patterns.actions.evaluations import ask_evaluation, reap_evaluations
    from patterns.running import Pulse, run
    from people.models import Coalition
    from tests import world
    from vertelpunt.models import Vertelpunt

    point, coalition = Vertelpunt.objects.get(), Coalition.objects.get()
    for value in range(60):
        world.story(point, answers={"heard": value, "in_time": (7 * value) % 100, "phase": "waiting"})
    first = ask_evaluation(desk=None, vertelpunt=point, coalition=coalition, start=False)
    usual, reaped = Pulse.progress, list[int]()

    def progress(pulse: Pulse, fraction: float, step: str) -> None:
        if not reaped:
            with _jumped(timedelta(hours=3)):
                reaped.append(reap_evaluations())
        pulse.beaten = 0.0  # as if half a second went by
        usual(pulse, fraction, step)

    Pulse.progress = progress  # type: ignore[method-assign]
    run(first.pk)
    Pulse.progress = usual  # type: ignore[method-assign]
    first.refresh_from_db()
    second = ask_evaluation(desk=None, vertelpunt=point, coalition=coalition, start=False)
    run(second.pk)
    second.refresh_from_db()
    states = [(first.state, first.fault), (second.state, second.fault)]
    if states != [("failed", "lost"), ("done", "")]:
        bad.append(f"evaluations: {states}")
    return (
        f"3 hours forward during an evaluation: it was {states[0][0]} ({states[0][1]}), the next was {states[-1][0]}"
    )


def mail() -> dict[str, list[str]]:
    """Invite somebody while no mail server answers for twenty tries; then let one be there."""
    from django.conf import settings
    from django.core import mail as outbox

    from people.actions import post, send_waiting
    from people.models import Message

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    made = post(to="sara@example.org", subject="Kom je ook?", body="Dag Sara", coalition=None)
    away = sum(send_waiting() for _minute in range(20))
    made.refresh_from_db()
    got = _listening(port)
    sent, again = send_waiting(), send_waiting()
    outbox.get_connection().close()
    seen = [
        f"twenty minutes without a mail server: {away} sent, {made.attempts} attempts counted, the page went on",
        f"when it was there again: {sent} sent, then {again}; {len(got)} came in",
    ]
    good = (away, made.attempts, sent, again, len(got), Message.objects.filter(sent_at=None).count())
    return {"seen": seen, "bad": [] if good == (0, 0, 1, 0, 1, 0) else [json.dumps(good)]}


def _listening(port: int) -> list[str]:
    """Serve mail, and return the list to which what comes in is added."""
    from aiosmtpd.controller import Controller

    got: list[str] = []

    class Kept:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
            got.append(envelope.rcpt_tos[0])
            return "250 OK"

    controller = Controller(Kept(), hostname="127.0.0.1", port=port)
    controller.start()
    return got
