"""Who has no role here: a teller with a code, a participant, every role elsewhere at once; and the live channels."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator
from django.test import Client

from duiding.models import Session
from duiding.routing import websocket_urlpatterns
from people.models import Coalition, Membership, User
from people.roles import MAY, Permission, Role
from storycycle.asgi import application
from tests import world
from tests.access.scene import Scene, build
from tests.access.test_every_address import GONE, RULES, SIGN_IN, found
from tests.duiding import builders
from tests.vertelpunt.teller import Teller
from vertelpunt.models import Vertelpunt

PARTICIPANT = "participant"
LIVE = {  # who may follow what; a new channel has a row here, or the first test below fails
    "meet/<int:session>/table/<int:table>/live/": PARTICIPANT,
    "c/<slug:coalition>/sessions/<int:pk>/tables/<int:table>/live/": Permission.PREPARE_SESSIONS,
    "c/<slug:coalition>/sessions/<int:pk>/live/": Permission.PREPARE_SESSIONS,
}


def _here(scene: Scene, client: Client) -> set[str]:
    """Return the addresses for members that open."""
    answers = found(scene, client)
    return {
        name for name, answer in answers.items() if RULES[name] in Permission.values and answer not in (GONE, SIGN_IN)
    }


def test_every_role_elsewhere_opens_nothing_here(noord: Coalition, zuid: Coalition, client: Client) -> None:
    scene, user = build(noord), world.person("Everything", zuid, Role.PROCESS_LEADER)
    Membership.objects.bulk_create(
        Membership(user=user, coalition=zuid, role=role) for role in Role if role != Role.PROCESS_LEADER
    )
    client.force_login(user)
    assert _here(scene, client) == set()


def test_a_teller_with_a_code_opens_nothing_of_members(noord: Coalition) -> None:
    scene = build(noord)
    teller = Teller().tell()
    assert teller.code
    teller.client.post("/code/", {"code": teller.code})
    assert _here(scene, teller.client) == set()


def test_a_participant_opens_nothing_of_members(noord: Coalition) -> None:
    scene, browser = build(noord), Client()
    for meeting in Session.objects.filter(state=Session.State.OPEN):
        browser.cookies[f"meet-{meeting.pk}"] = builders.sit(meeting).token
    assert browser.cookies
    assert _here(scene, browser) == set()


def test_every_live_channel_has_a_row() -> None:
    assert {str(each.pattern) for each in websocket_urlpatterns} == set(LIVE)


@pytest.fixture
def meeting(anna: User, noord: Coalition, point: Vertelpunt) -> Session:
    """A session in Noord that is open."""
    return builders.session(builders.desk(anna, noord), point)


def _follows(meeting: Session, route: str, cookies: str) -> bool:
    values: dict[str, Any] = {"coalition": "noord", "pk": meeting.pk, "session": meeting.pk}
    path = "/" + route
    for name, value in (values | {"table": meeting.tables.all()[0].pk}).items():
        path = path.replace(f"<int:{name}>", str(value)).replace(f"<slug:{name}>", str(value))

    async def ask() -> Any:
        headers = [(b"origin", b"http://localhost"), (b"host", b"localhost"), (b"cookie", cookies.encode())]
        screen = WebsocketCommunicator(application, path, headers)
        await screen.connect()
        heard = await screen.receive_output()
        await screen.disconnect()
        return heard

    return "text" in async_to_sync(ask)()


def _followed(meeting: Session, cookies: str) -> set[str]:
    return {rule for route, rule in LIVE.items() if _follows(meeting, route, cookies)}


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", Role)
def test_a_role_here_follows_what_the_register_says_and_elsewhere_nothing(
    role: Role, meeting: Session, noord: Coalition, zuid: Coalition
) -> None:
    here, elsewhere = world.person("Here", noord, role), world.person("Elsewhere", zuid, role)
    assert _followed(meeting, _signed_in(here)) == set(MAY[role] & {Permission.PREPARE_SESSIONS})
    assert _followed(meeting, _signed_in(elsewhere)) == set()


@pytest.mark.django_db(transaction=True)
def test_a_participant_follows_the_own_table_and_nobody_follows_anything(
    meeting: Session,
) -> None:
    joined = builders.sit(meeting)
    assert _followed(meeting, f"meet-{meeting.pk}={joined.token}") == {PARTICIPANT}
    assert _followed(meeting, "") == set()
    assert _followed(meeting, f"meet-{meeting.pk}=another") == set()
