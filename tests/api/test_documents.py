"""What docs/api.md shows is what happens: its examples run, against a server."""

import re
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from duiding.actions.proposals import create_proposal
from people.actions.tokens import make_token
from people.actions.webhooks import body_of, headers_of, make_webhook
from people.models import Coalition, User
from people.scopes import Scope
from tests.duiding import builders
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"


def examples(language: str = "python") -> list[str]:
    """Return the examples of the document, in order."""
    return re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)


def test_the_examples_of_the_document_run(
    live_server: Any, point: Vertelpunt, anna: User, noord: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = builders.desk(anna, noord)
    tell_many(point, 70)
    evaluate(point)
    before = point.versions.get()  # questions were published again since: those of before stay in the list
    QuestionSetVersion.objects.create(
        vertelpunt=point, number=before.number + 1, definition=before.definition, published_on=before.published_on
    )
    create_proposal(desk=desk, data={"title": "Koffie", "vertelpunt": point, "we_want": "Koffie schenken."})
    monkeypatch.setattr("people.actions.webhooks._soon", lambda _pk: None)  # nothing leaves this machine
    _token, secret = make_token(desk=desk, name="Example", scopes=list(Scope), days=30)
    monkeypatch.setenv("STORYCYCLE", live_server.url)
    monkeypatch.setenv("STORYCYCLE_KEY", secret)
    known: dict[str, Any] = {"__name__": "example"}
    for example in examples():
        exec(compile(example, str(DOCUMENT), "exec"), known)  # noqa: S102
    hook, shared = make_webhook(desk=desk, address="https://93.184.216.34/", events=["stories.told"])
    message = hook.deliveries.get()
    headers = headers_of(message, body_of(message), int(time.time()))
    assert known["is_ours"](headers, body_of(message), shared)
    assert not known["is_ours"](headers, body_of(message) + b" ", shared)
    assert known["by_audience"]["count"].sum() == len(known["stories"]) == 70
    assert isinstance(known["strong"], pd.DataFrame)
    assert len(known["strong"]) >= 1
    assert list(known["proposals"]["title"]) == ["Koffie"]
    kept = Story.objects.get(title="Aan de keukentafel")
    assert (kept.answers["heard"], kept.state) == (80, "told")
    assert known["hand_in"](known["story"], known["key"]) == known["kept"]
    assert Story.objects.count() == 71
