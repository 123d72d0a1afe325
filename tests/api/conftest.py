"""Programs with a key of Noord, as tests of the API meet them."""

from collections.abc import Callable

import pytest
from django.test import Client

from people.access import Desk, roles_in
from people.actions.tokens import make_token
from people.models import Coalition, User
from people.scopes import Scope

Give = Callable[..., Client]


@pytest.fixture
def program(anna: User, noord: Coalition) -> Give:
    """Make a client with a key of Anna's that has these scopes."""
    made: list[str] = []

    def give(*scopes: Scope) -> Client:
        made.append(f"key {len(made)}")
        _token, secret = make_token(
            desk=Desk(anna, noord, roles_in(anna, noord)), name=made[-1], scopes=scopes, days=30
        )
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return give
