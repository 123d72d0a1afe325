"""Starts the production configuration, walks the whole cycle through it in a browser, and stops everything."""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tests.smoke.machine import Machine
from tests.smoke.proxy import Proxy
from tests.smoke.through import pages_come_with_their_headers, what_is_too_large_hears_so, while_we_are_away

PASSWORD = "nergens-anders-gebruikt-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BEGAN = time.monotonic()
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PREPARE = (["compile_catalogues"], ["build_charts"], ["collectstatic", "--noinput"], ["migrate"])


def say(line: str) -> None:
    """Tell what happens, and after how many seconds."""
    sys.stdout.write(f"{time.monotonic() - BEGAN:4.0f} s  {line}\n")
    sys.stdout.flush()


def prepare() -> None:
    """Make tables and content, and give the people a password and a second step."""
    import django

    django.setup()
    from allauth.mfa.totp.internal.auth import TOTP
    from django.core.management import call_command

    from people.queries import demo_people
    from storycycle.demo.load import load

    call_command("check", deploy=True, fail_level="WARNING")
    for command, *words in PREPARE:
        call_command(command, *words, verbosity=0)
    say("Loading made-up stories")
    load()
    for person in demo_people():
        person.set_password(PASSWORD)
        person.save()
        TOTP.activate(person, SECRET)


def walk_through(address: str) -> None:
    """Let the people of the demo walk the whole cycle."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import BROWSERS
    from tests.browser.test_whole_cycle import test_the_whole_cycle
    from tests.smoke.walk import SignedIn

    found = next(path for path in BROWSERS if Path(path).exists())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        try:
            walk = SignedIn(browser, address, PASSWORD, SECRET)
            test_the_whole_cycle(walk)
            assert walk.pushed, "Nothing was pushed to a board."
        finally:
            browser.close()


def stop_at_once(machine: Machine) -> None:
    """Let a signal stop everything itself: an exception may be lost in a finalizer, and all would go on."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        machine.stop()
        shutil.rmtree(machine.folder, ignore_errors=True)
        say("Everything is stopped")
        os._exit(128 + number)

    for each in SIGNALS:
        signal.signal(each, stop)


def main() -> None:
    """Start, walk, stop."""
    with tempfile.TemporaryDirectory(prefix="storycycle-smoke-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL runs as another account, in a folder of its own below this one
        proxied = bool(shutil.which("nginx"))
        machine = Machine(folder, proxied=proxied)
        proxy = Proxy(machine)
        machine.address = proxy.address if proxied else machine.address
        stop_at_once(machine)
        os.environ.update(machine.environment())
        try:
            say("Starting PostgreSQL and Redis")
            machine.start_postgres()
            machine.start_redis()
            prepare()
            say("Starting two web processes and the worker")
            machine.start_units()
            if proxied:
                say("Starting nginx before it")
                proxy.start()
                point = pages_come_with_their_headers(proxy)
                what_is_too_large_hears_so(proxy, point)
            say(f"Walking the whole cycle through {machine.address}")
            walk_through(machine.address)
            if proxied:
                while_we_are_away(proxy)
        except BaseException:
            for log in sorted(folder.glob("*.log")):
                say(f"The end of {log.name}:\n{log.read_text(errors='replace')[-1500:]}")
            raise
        finally:
            machine.stop()
            say("Everything is stopped")
    say("The production configuration works, from telling to withdrawing.")


if __name__ == "__main__":
    main()
