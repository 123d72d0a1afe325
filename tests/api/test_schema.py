"""The API answers whatever is sent as its description says: never an error of ours, never another shape."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api import throttling
from duiding.actions.proposals import create_proposal
from people.actions.tokens import make_token
from people.models import Coalition, User
from people.scopes import Scope
from tests import world
from tests.duiding import builders
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

TOLD = {"audience": "parent", "language": "nl", "channel": "", "version": 1, "text": world.TEXT, "answers": {}}
FEW = settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(point: Vertelpunt, anna: User, noord: Coalition) -> dict[str, Any]:
    """What stands in addresses that are there."""
    desk = builders.desk(anna, noord)
    tell_many(point, 12)
    evaluate(point)
    builders.card(noord, point)
    meeting = builders.session(desk, point)
    builders.note(builders.seat(builders.sit(meeting)))
    proposal = create_proposal(desk=desk, data={"title": "Koffie", "vertelpunt": point, "we_want": "Schenken."})
    numbers = {"session": meeting.pk, "number": proposal.number}
    return {"coalition": "noord", "vertelpunt": point.slug, "slug": point.slug} | numbers


@pytest.fixture
def application() -> Iterator[Any]:
    """The application as a server runs it, but for its connection, which holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(application: Any) -> Iterator[Any]:
    """Yield everything that the description says can be asked."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
    return (found.ok() for found in schema.get_all_operations())


def test_every_answer_is_as_described(
    application: Any, known: dict[str, Any], anna: User, noord: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling.KNOWN, "most", 100_000)
    monkeypatch.setattr(throttling.UNKNOWN, "most", 100_000)
    _token, secret = make_token(desk=builders.desk(anna, noord), name="Fuzz", scopes=list(Scope), days=30)
    seen: dict[str, set[int]] = {}
    for operation in operations(application):
        modes = [GenerationMode.POSITIVE, *([GenerationMode.NEGATIVE] if operation.query or operation.body else [])]
        for mode in modes:
            _try(operation, mode, known, secret, seen.setdefault(operation.label, set()))
        _try(operation, GenerationMode.POSITIVE, {}, secret, seen[operation.label])
    assert len(seen) == 16
    assert all(codes & {200, 201} for codes in seen.values())


def _try(operation: Any, mode: Any, known: dict[str, Any], secret: str, seen: set[int]) -> None:
    """Send a few requests, to what is there when that is `known`."""

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: Any) -> None:
        if known:
            case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
            if mode is GenerationMode.POSITIVE and case.method == "POST":
                case.body |= TOLD
        unknown = [positive_data_acceptance] if case.method == "POST" else []  # no schema knows which codes there are
        response = case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, excluded_checks=unknown)
        seen.add(response.status_code)

    tried()
