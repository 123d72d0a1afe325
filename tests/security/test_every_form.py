"""Whatever is posted to whichever address: no fault of ours, no header missing, nothing private in a log."""

import logging

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from people.models import Coalition, Membership, User
from people.roles import Role
from tests import world
from tests.access.scene import Scene, build
from tests.security.walk import fields_of, pages, undone

MARK = "geheimegeschiedenis"  # stands in everything that is posted, and must stand in no log
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "",
            "\x00",
            "a\x00b",
            "9" * 400,
            "-1",
            "1e999",
            "NaN",
            "2026-02-31",
            "0000-00-00",
            "[]",
            '{"a":',
            "../../etc/passwd",
            "\U0001f600" * 50,
            "\u202e",
            "=1+1",
            "a@b.nl\r\nBcc: c@d.nl",
            "<script>alert(1)</script>",
            "on",
            "00000000-0000-0000-0000-000000000000",
            "x" * 70_000,
        ]
    ),
    st.integers().map(str),
    st.text(max_size=60).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)),
)


@pytest.fixture
def scene(noord: Coalition) -> Scene:
    """One of everything in Noord."""
    return build(noord)


@pytest.fixture
def busy(scene: Scene, noord: Coalition, client: Client) -> Client:
    """Somebody with every role, signed in."""
    user: User = world.person("Alles", noord, Role.PROCESS_LEADER)
    for role in (Role.DECIDER, Role.PROFESSIONAL, Role.ADMINISTRATOR):
        Membership.objects.create(user=user, coalition=noord, role=role)
    client.force_login(user)
    return client


def lacks(headers: dict[str, str]) -> list[str]:
    """Return what the headers of an answer lack."""
    policy = headers.get("Content-Security-Policy", "")
    kept = headers.get("Cache-Control", "")
    found = {
        "policy": "default-src 'none'" in policy and "unsafe" not in policy and "data:" not in policy,
        "frames": headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") or "frame-ancestors" in policy,
        "sniffing": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "permissions": "geolocation=()" in headers.get("Permissions-Policy", ""),
        "caches": "private" in kept or "no-store" in kept or "immutable" in kept or "no-cache" in kept,
    }
    return [name for name, there in found.items() if not there]


def test_every_answer_has_its_headers_and_takes_whatever_is_posted(
    scene: Scene, busy: Client, caplog: pytest.LogCaptureFixture
) -> None:
    busy.raise_request_exception = False
    asked = list(pages(scene, busy))
    assert len(asked) > 150
    assert not {url: missing for url, answer in asked if (missing := lacks(dict(answer.headers)))}
    forms = [(url, sorted(fields_of(answer))) for url, answer in asked]
    faults: dict[str, list[str]] = {}

    @settings(
        max_examples=2,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(values=st.lists(HOSTILE, min_size=7, max_size=7))
    def post_everywhere(values: list[str]) -> None:
        for url, names in forms:
            data = {name: f"{values[place % 7]}" for place, name in enumerate(names)} | {"extra": MARK}
            data |= dict.fromkeys(names[::5], MARK)
            if undone(busy, "post", url, data).status_code >= 500:
                faults.setdefault(url, []).append(repr({name: value[:40] for name, value in data.items()})[:300])

    framework = logging.getLogger("django")  # which keeps its lines to itself
    framework.addHandler(caplog.handler)
    with caplog.at_level(logging.DEBUG):
        post_everywhere()
    framework.removeHandler(caplog.handler)
    assert any(record.name == "django.request" for record in caplog.records)
    assert not faults
    assert MARK not in "".join(record.getMessage() for record in caplog.records if "sql" not in record.__dict__)
