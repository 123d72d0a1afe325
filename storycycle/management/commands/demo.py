"""The demo: prepare the database, load made-up content once, and serve pages, live boards and the worker."""

import os
import signal
import subprocess
import sys
import threading
import urllib.request
from argparse import ArgumentParser
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from people.queries import demo_people
from storycycle.bootstrap import port_in_use
from storycycle.demo.load import is_loaded, load

WEB = ["-m", "uvicorn", "storycycle.asgi:application", "--no-access-log", "--timeout-graceful-shutdown", "3"]
WORKER = ["manage.py", "db_worker", "--interval", "0.5", "--no-startup-delay"]
PATIENCE = 60


class Command(BaseCommand):
    """Run the demo until Ctrl-C."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--only-load", action="store_true", help="load the content and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo needs DEMO=1; `make demo` sets it.")
        address = f"http://127.0.0.1:{options['port']}"
        if not options["only_load"]:  # the mails of the demo are written while it is loaded
            settings.PUBLIC_URL = os.environ.setdefault("PUBLIC_URL", address).rstrip("/")
        try:
            self.prepare()
        except (OSError, OperationalError) as error:
            raise CommandError(f"The demo could not be prepared ({error}). Is there room on the disk?") from error
        if not options["only_load"]:
            self.serve(options["port"])

    def prepare(self) -> None:
        """Make the database and its content, unless they are there."""
        call_command("compile_catalogues")
        call_command("build_charts")
        call_command("migrate", verbosity=0)
        if not is_loaded():
            self.stdout.write("Loading made-up stories, cards and sessions, and finding patterns ...")
            load()

    def serve(self, port: int) -> None:
        """Start web server and worker, tell where everything is, and stop both together."""
        if port_in_use(port):
            raise CommandError(f"Port {port} is in use. Stop what runs there, or choose another with --port.")
        address = f"http://127.0.0.1:{port}"
        web = start([*WEB, "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"])
        worker = start(WORKER)
        signal.signal(signal.SIGTERM, interrupt)
        try:
            wait_for(address + "/health/", web)
            self.tell(address)
            web.wait()
            raise CommandError("The web server stopped: see the lines above.")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            for process in (web, worker):
                stop(process)

    def tell(self, address: str) -> None:
        """Print the addresses and the demo sign-ins."""
        lines = [
            "",
            "The demo runs. Everything and everybody in it is made up.",
            f"  Tell, as a young person, parent or professional   {address}/",
            f"  Work with the stories: choose who you are         {address}/demo/",
            f"  Join a session at a table, with a code            {address}/meet/",
            "",
            "  Sign-ins (one click on the page /demo/):",
            *(f"    {person.name:<22}{roles(person)}" for person in demo_people()),
            "",
            "Stop with Ctrl-C.",
        ]
        self.stdout.write("\n".join(lines))


def roles(person: Any) -> str:
    """Return what `person` does, and where."""
    return ", ".join(f"{each.get_role_display()} · {each.coalition}" for each in person.memberships.all())


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Treat SIGTERM as Ctrl-C."""
    raise KeyboardInterrupt


def start(arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Start a Python process beside this one."""
    return subprocess.Popen([sys.executable, *arguments], cwd=settings.BASE_DIR)  # noqa: S603


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process, politely first."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()


def wait_for(address: str, web: "subprocess.Popen[bytes]") -> None:
    """Wait until the web server answers."""
    pause = threading.Event()
    for _attempt in range(PATIENCE * 5):
        if web.poll() is not None:
            raise CommandError("The web server did not start: see the lines above.")
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()  # noqa: S310
            return
        except OSError:
            pause.wait(0.2)
    raise CommandError("The web server does not answer.")
