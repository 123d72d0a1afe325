"""A session of 8 tables with 120 participants in a database of its own, web processes, and a Redis of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from benchmarks.database import POSTGRESQL

TABLES, SEATS = 8, 15
PATIENCE = 90
REDIS = "/usr/bin/redis-server"


@dataclass
class Room:
    """Where the web processes listen, what they know, and how to end and start them."""

    ports: list[int]
    redis_port: int
    environment: dict[str, str]
    people: list[dict[str, Any]] = field(default_factory=list)
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start_web(self, port: int) -> None:
        """Start the web process on `port`, and wait until it answers."""
        command = [sys.executable, "-m", "uvicorn", "storycycle.asgi:application", "--port", str(port)]
        quiet = ["--no-access-log", "--log-level", "critical", "--lifespan", "off"]
        self.running[port] = subprocess.Popen([*command, *quiet], env=self.environment)
        _until(lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close())

    def start_redis(self) -> None:
        """Start a Redis that keeps nothing."""
        command = [REDIS, "--port", str(self.redis_port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        self.running[self.redis_port] = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _until(lambda: socket.create_connection(("127.0.0.1", self.redis_port), timeout=1).close())

    def kill(self, port: int) -> None:
        """End what listens on `port`, without a word."""
        self.running[port].send_signal(signal.SIGKILL)
        self.running[port].wait()

    def ask(self, what: str, *arguments: str) -> Any:
        """Return what a function of this module says in a process of its own, in the room's database."""
        command = [sys.executable, "-m", "benchmarks.live.room", what, *arguments]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def _until(answers: Any) -> None:
    for _attempt in range(PATIENCE * 10):
        try:
            answers()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("what was started does not answer")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def room(web: int) -> Iterator[Room]:
    """Give a room with `web` processes: two on PostgreSQL with Redis, one on SQLite with neither."""
    with tempfile.TemporaryDirectory() as folder, _database(web, folder) as address:
        redis = free_port() if web > 1 else 0
        own = {"DATABASE_URL": address, "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "storycycle.settings"}
        more = {"REDIS_URL": f"redis://127.0.0.1:{redis}/0"} if redis else {"REDIS_URL": ""}
        made = Room([free_port() for _process in range(web)], redis, os.environ | own | more | {"DEMO": "1"})
        try:
            if redis:
                made.start_redis()
            made.people = made.ask("prepare")
            for port in made.ports:
                made.start_web(port)
            yield made
        finally:
            for process in made.running.values():
                process.kill()
                process.wait()


@contextmanager
def _database(web: int, folder: str) -> Iterator[str]:
    """Give the address of an empty database, and take it away afterwards."""
    if web == 1:
        yield f"sqlite:///{folder}/room.sqlite3"
        return
    import psycopg

    name, server = f"bench_room_{os.getpid()}_{uuid4().hex[:6]}", POSTGRESQL.rpartition("/")[0]
    with psycopg.connect(f"{server.replace('postgres://', 'postgresql://')}/postgres", autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def prepare() -> list[dict[str, Any]]:
    """Make the session at the step of ideas; return for each participant where they sit, with their token."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from duiding.actions.joining import join
    from duiding.actions.leading import set_step
    from duiding.models import Session, TableStory
    from people.models import Coalition
    from people.roles import Role
    from tests import world
    from tests.duiding import builders

    coalition = Coalition.objects.create(name="Noord", slug="noord")
    desk = builders.desk(world.person("Dina", coalition, Role.FACILITATOR), coalition)
    point = world.vertelpunt(coalition)
    made: Session = builders.session(desk, point, tables=TABLES)
    stories = [world.story(point, text=f"Verhaal {number}. " + "We wachtten lang. " * 30) for number in range(10)]
    for table in made.tables.all():
        table.stories.bulk_create(TableStory(table=table, story=story) for story in stories)
    set_step(desk=desk, session=made, step="ideas")
    people = []
    for number in range(TABLES * SEATS):
        at = made.tables.all()[number % TABLES].pk
        joined = join(session=made, name=f"Mens {number}", perspective="parent", table=at)
        people.append({"session": made.pk, "table": at, "token": joined.token})
    return people


def notes() -> list[tuple[int, str]]:
    """Return the table and the id of every note that is kept."""
    from duiding.models import Note

    return [(table, str(key)) for table, key in Note.objects.values_list("board__table", "client_id")]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"prepare": prepare, "notes": notes}[sys.argv[1]]()))
