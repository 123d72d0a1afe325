"""Messages to other programs: signed, sent until they arrive, and never to a machine of our own network."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from duiding.actions.decisions import decide
from duiding.actions.proposals import create_proposal, present
from lib import outward
from people.actions import webhooks
from people.models import Coalition, Delivery, Event, Membership, User, Webhook
from people.queries import webhooks_of
from people.roles import Role
from tests import world
from tests.duiding import builders
from tests.patterns.told import evaluate, tell_many
from vertelpunt.actions.announcing import tell_programs
from vertelpunt.models import Vertelpunt


class Receiver(ThreadingHTTPServer):
    """Another program, which keeps what it gets and answers as it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hears)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers = 204

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?from=noord"


class Hears(BaseHTTPRequestHandler):
    """One request to it."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(server.answers)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        pass


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A server on this machine, which only tests may send to."""
    settings.WEBHOOKS_ANYWHERE = True
    with Receiver() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def send_all() -> None:
    """Send what waits, as the worker does."""
    for pk in Delivery.objects.filter(sent_at=None).order_by("made_at").values_list("pk", flat=True):
        webhooks.send(str(pk))


def listen(anna: User, noord: Coalition, address: str) -> tuple[Webhook, str]:
    """Register an address for everything."""
    return webhooks.make_webhook(desk=builders.desk(anna, noord), address=address, events=Webhook.Event.values)


def test_what_happens_is_sent_signed_and_without_a_word(
    receiver: Receiver, point: Vertelpunt, anna: User, emre: User, noord: Coalition
) -> None:
    hook, secret = listen(anna, noord, receiver.address)
    tell_many(point, 12, told_on=timezone.localdate() - timedelta(days=1))
    world.story(point, told_on=timezone.localdate())
    Webhook.objects.update(told_until=timezone.localdate() - timedelta(days=3))
    assert (tell_programs(timezone.localdate()), tell_programs(timezone.localdate())) == (1, 0)
    evaluate(point)
    proposal = create_proposal(
        desk=builders.desk(anna, noord), data={"title": "Koffie", "vertelpunt": point, "we_want": "Schenken."}
    )
    present(desk=builders.desk(anna, noord), proposal=proposal)
    decider = builders.desk(emre, noord)
    decide(desk=decider, proposal=proposal, outcome="chosen", reason="Goed.", decided_on=timezone.localdate())
    send_all()
    bodies = [json.loads(body) for _headers, body in receiver.got]
    assert [one["event"] for one in bodies] == [
        "ping", "stories.told", "evaluation.finished", "proposal.changed", "proposal.changed",
    ]  # fmt: skip
    assert bodies[1]["data"]["stories"] == 12
    assert [one["data"]["state"] for one in bodies[3:]] == ["presented", "decided"]
    assert not any("Koffie" in body.decode() for _headers, body in receiver.got)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    for headers, body in receiver.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    assert secret not in str(vars(hook))


def test_few_stories_on_a_day_are_not_counted_out(
    receiver: Receiver, point: Vertelpunt, anna: User, noord: Coalition
) -> None:
    listen(anna, noord, receiver.address)
    world.story(point, told_on=timezone.localdate())
    tell_programs(timezone.localdate() + timedelta(days=1))
    assert Delivery.objects.get(event="stories.told").data["stories"] is None


def test_what_does_not_arrive_is_sent_again_and_the_page_says_why(
    receiver: Receiver, anna: User, noord: Coalition, client: Client
) -> None:
    receiver.answers = 302
    listen(anna, noord, receiver.address)
    send_all()
    waits = Delivery.objects.get()
    assert (waits.fault, waits.attempts, waits.sent_at) == ("status-302", 1, None)
    assert timedelta(0) < waits.next_at - timezone.now() <= webhooks.AFTER[0]
    client.force_login(anna)
    assert "302" in client.get("/c/noord/keys/messages/").content.decode()
    receiver.answers = 200
    send_all()
    send_all()
    assert (len(receiver.got), receiver.got[0][1]) == (2, receiver.got[1][1])
    assert "302" not in client.get("/c/noord/keys/messages/").content.decode()


def test_nothing_is_sent_for_who_leads_no_more_nor_for_ever(receiver: Receiver, anna: User, noord: Coalition) -> None:
    listen(anna, noord, receiver.address)
    Membership.objects.filter(user=anna).update(role="reader")
    send_all()
    assert (receiver.got, Delivery.objects.get().fault) == ([], "nobody-leads")
    Membership.objects.filter(user=anna).update(role="process_leader")
    send_all()
    assert receiver.got == []


@pytest.mark.parametrize(
    "address",
    [
        "http://93.184.216.34/", "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://[::1]/",
        "https://[::ffff:192.168.1.1]/", "https://169.254.169.254/latest/", "https://[64:ff9b::7f00:1]/",
        "https://anna:x@93.184.216.34/", "https://2130706433/", "ftp://93.184.216.34/", "https://224.0.0.1/",
    ],
)  # fmt: skip
def test_an_address_of_our_own_network_is_refused(address: str, anna: User, noord: Coalition, client: Client) -> None:
    client.force_login(anna)
    page = client.post("/c/noord/keys/messages/", {"address": address, "events": ["stories.told"]})
    assert (page.status_code, Webhook.objects.count()) == (400, 0)
    with pytest.raises(outward.Unsent):
        outward.target(address)


def test_a_name_that_leads_home_later_is_looked_up_again_before_each_message(
    anna: User, noord: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = ["93.184.216.34"]
    monkeypatch.setattr(outward, "getaddrinfo", lambda *_args, **_more: [(2, 1, 6, "", (led[0], 443))])
    listen(anna, noord, "https://dashboard.example/hook")
    led[0] = "10.0.0.7"
    send_all()
    assert Delivery.objects.get().fault == "own-network"


def test_a_test_goes_at_once_signed_and_once_and_the_page_says_how_it_ended(
    receiver: Receiver, anna: User, noord: Coalition, client: Client
) -> None:
    hook, secret = listen(anna, noord, receiver.address)
    Delivery.objects.all().delete()
    client.force_login(anna)
    page = client.post(f"/c/noord/keys/messages/{hook.pk}/test/", follow=True)
    headers, body = receiver.got[0]
    assert (json.loads(body)["event"], json.loads(body)["data"]) == ("ping", {})
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert "204" in page.content.decode()
    event = Event.objects.get(verb="webhook-tested")
    assert (event.actor, event.coalition, event.thing_id) == (anna, noord, str(hook.pk))


def test_a_test_that_is_not_taken_says_so_and_is_not_sent_again(
    receiver: Receiver, anna: User, noord: Coalition, client: Client
) -> None:
    hook, _secret = listen(anna, noord, receiver.address)
    Delivery.objects.all().delete()
    receiver.answers = 500
    client.force_login(anna)
    page = client.post(f"/c/noord/keys/messages/{hook.pk}/test/", follow=True, headers={"Accept-Language": "en"})
    assert f"{receiver.address} was reached, but did not take the test: it answered 500." in page.content.decode()
    send_all()
    Delivery.objects.update(next_at=timezone.now() - timedelta(days=1))
    assert (len(receiver.got), webhooks.send_overdue(), webhooks_of(noord)[0].waiting) == (1, 0, 0)
    assert "500" in webhooks_of(noord)[0].fault


def test_a_test_never_reaches_a_machine_of_our_own_network(
    anna: User, noord: Coalition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = ["93.184.216.34"]
    monkeypatch.setattr(outward, "getaddrinfo", lambda *_args, **_more: [(2, 1, 6, "", (led[0], 443))])
    monkeypatch.setattr(outward, "create_connection", lambda *_args, **_more: pytest.fail("it connected"))
    hook, _secret = listen(anna, noord, "https://dashboard.example/hook")
    led[0] = "10.0.0.7"
    client.force_login(anna)
    page = client.post(f"/c/noord/keys/messages/{hook.pk}/test/", follow=True, headers={"Accept-Language": "en"})
    said = "The test did not arrive at https://dashboard.example/hook: the address is not on the internet."
    assert said in page.content.decode()


def test_tests_are_few_and_only_of_who_leads(
    receiver: Receiver, anna: User, lena: User, noord: Coalition, client: Client
) -> None:
    hook, _secret = listen(anna, noord, receiver.address)
    client.force_login(lena)
    assert client.post(f"/c/noord/keys/messages/{hook.pk}/test/").status_code == 404
    client.force_login(anna)
    for _each in range(webhooks.TRIES.most + 2):
        page = client.post(f"/c/noord/keys/messages/{hook.pk}/test/", follow=True, headers={"Accept-Language": "en"})
    assert len(receiver.got) == webhooks.TRIES.most
    assert "Wait ten minutes. Nothing was sent." in page.content.decode()


def test_a_test_for_an_address_whose_maker_left_says_that_nothing_goes_there(
    receiver: Receiver, anna: User, noord: Coalition
) -> None:
    hook, _secret = listen(anna, noord, receiver.address)
    Membership.objects.filter(user=anna).update(role="reader")
    status, fault = webhooks.try_webhook(desk=builders.desk(world.person("Piet", noord, Role.PROCESS_LEADER), noord),
                                         webhook=hook)  # fmt: skip
    assert (status, fault, receiver.got) == (0, "nobody-leads", [])
