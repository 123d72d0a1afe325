"""Somebody at a table, and somebody who wants back in, for the addresses."""

from typing import Any

from duiding.actions.coming_back import ask_to_return
from duiding.models import ReturnRequest, Session
from tests.duiding import builders


def make(session: Session) -> dict[str, Any]:
    """Make one of each."""
    person = builders.sit(session, "Meryem").participant
    ask_to_return(session=session, name="Meryem", perspective="parent", key=None, address="scene")
    return {"person": person.pk, "returning": ReturnRequest.objects.get(session=session).pk}
