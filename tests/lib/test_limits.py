"""Limits: they count and forget, alone or with other processes in Redis, and never know an address."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import date
from time import sleep

import pytest
import redis
from django.test import RequestFactory
from pytest_django import Settings

from lib import limits
from lib.limits import Limit

SENDER = "192.0.2.7"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own on a port of its own, gone afterwards."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("needs redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = str(tmp_path_factory.mktemp("redis"))
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:  # noqa: S603
        url = f"redis://127.0.0.1:{port}/0"
        wait_for(url)
        yield url
        running.terminate()


def wait_for(url: str) -> None:
    """Wait until Redis answers."""
    for _try in range(100):
        try:
            redis.Redis.from_url(url).ping()
        except redis.RedisError:
            sleep(0.05)
        else:
            return
    raise AssertionError


@pytest.fixture
def shared(server: str, settings: Settings) -> "redis.Redis":
    """Count in Redis, which is empty."""
    settings.LIMITS_URL = server
    there = redis.Redis.from_url(server)
    there.flushall()
    limits.forget_key()
    return there


def test_two_processes_count_together(shared: "redis.Redis") -> None:
    here, elsewhere = Limit("try", most=2, seconds=60), Limit("try", most=2, seconds=60)
    here.count("a")
    elsewhere.count("a")
    assert (here.reached("a"), elsewhere.reached("a")) == (True, True)
    assert not here.reached("b")
    assert not Limit("another", most=2, seconds=60).reached("a")
    here.clear()
    assert not elsewhere.reached("a")


def test_what_is_counted_goes_by_itself(shared: "redis.Redis", monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit("try", most=1, seconds=60)
    limit.count("a")
    assert 0 < shared.ttl("limits:try:a") <= 60
    later = limits.time() + 61
    monkeypatch.setattr(limits, "time", lambda: later)
    assert not limit.reached("a")


def test_nothing_in_redis_tells_an_address_and_everything_expires(
    shared: "redis.Redis", monkeypatch: pytest.MonkeyPatch
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=SENDER)
    who = limits.sender(request)
    Limit("try", most=1, seconds=60).count(who)
    names = [name.decode() for name in shared.scan_iter("*")]
    assert len(names) == 2
    assert not [name for name in names if SENDER in name or shared.ttl(name) <= 0]
    monkeypatch.setattr(limits, "BOOT", "of another process")
    assert limits.sender(request) == who
    shared.flushall()
    assert limits.sender(request) == who  # for a minute no process asks again
    limits.forget_key()
    assert limits.sender(request) != who


def test_counting_tells_at_once_whether_it_was_too_much(shared: "redis.Redis", settings: Settings) -> None:
    for url in (settings.LIMITS_URL, ""):
        settings.LIMITS_URL = url
        limit = Limit("try", most=2, seconds=60)
        assert [limit.count_beyond("a") for _time in range(4)] == [False, False, True, True]
        assert (limit.reached("a"), limit.reached("b")) == (True, False)


def test_when_redis_is_away_each_process_counts_for_itself(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LIMITS_URL = "redis://127.0.0.1:1/0"
    limit = Limit("try", most=1, seconds=60)
    limit.count(limits.sender(RequestFactory().get("/", REMOTE_ADDR=SENDER)))
    limit.count("a")
    assert limit.reached("a")
    assert SENDER not in caplog.text


def test_a_limit_counts_and_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(limits, "monotonic", lambda: now)
    limit = Limit("try", most=2, seconds=60)
    limit.count("a")
    limit.count("a")
    assert limit.reached("a")
    assert not limit.reached("b")
    now = 61.0
    assert not limit.reached("a")
    limit.count("b")
    assert "a" not in limit._times


def test_the_sender_is_a_digest_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    today = limits.sender(request)
    assert "192.0.2.7" not in today
    monkeypatch.setattr(limits.timezone, "localdate", lambda: date(2030, 1, 1))
    assert limits.sender(request) != today


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "192.0.2.7"), (1, "198.51.100.2"), (2, "198.51.100.1"), (3, "192.0.2.7")]
)
def test_only_our_own_proxies_are_believed(settings: Settings, proxies: int, expected: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    forwarded = "198.51.100.1, 198.51.100.2"
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.address_of(request) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.7", "::ffff:192.0.2.7", True),
        ("192.0.2.7", "192.0.2.8", False),
    ],
)
def test_other_addresses_of_the_same_connection_give_no_new_guesses(
    one: str, other: str, same: bool, rf: RequestFactory
) -> None:
    first, second = (limits.sender(rf.get("/", REMOTE_ADDR=address)) for address in (one, other))
    assert (first == second) is same
