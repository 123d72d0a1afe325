"""The walk of the whole cycle as in production: people sign in by password and second step, a worker does the work."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_whole_cycle import Walk
from tests.smoke.machine import PATIENCE


class SignedIn(Walk):
    """The people of the demo, who sign in as everybody does."""

    def __init__(self, browser: Browser, live: str, password: str, secret: str) -> None:
        super().__init__(browser, live)
        self.password, self.secret = password, secret
        self.pushed = 0  # over websockets

    def person(self, name: str, phone: bool = False) -> Page:
        """Return the window of `name`; the certificate is our own."""
        if name not in self.windows:
            size = PHONE if phone else DESK
            context = self.browser.new_context(viewport=size, locale="nl-NL", ignore_https_errors=True)
            self.windows[name] = context.new_page()
            self.windows[name].on("websocket", lambda socket: socket.on("framereceived", self.hear))
            if not phone:
                self.sign_in(name)
        return self.windows[name]

    def hear(self, _frame: object) -> None:
        """Count what came over a websocket."""
        self.pushed += 1

    def sign_in(self, name: str) -> None:
        """Sign in by mail address, password and the code of the moment."""
        page = super().see(name, "/accounts/login/")
        page.fill("[name=login]", f"{name}@demo.example")
        page.fill("[name=password]", self.password)
        self.press(page, "main form:has([name=password]) button")
        now = next(iter(yield_hotp_counters_from_time()))
        page.fill("[name=code]", format_hotp_value(hotp_value(self.secret, now)))
        self.press(page, "main form:has([name=code]) button")
        assert "/accounts/" not in page.url, page.url

    def see(self, name: str, path: str, phone: bool = False) -> Page:
        """Open a page when the worker has done what was asked."""
        self.worker_is_done()
        return super().see(name, path, phone)

    def worker_is_done(self) -> None:
        """Wait until no task waits or runs."""
        until = time.monotonic() + PATIENCE
        while DBTaskResult.objects.ready().exists() or DBTaskResult.objects.filter(status="RUNNING").exists():
            assert time.monotonic() < until, "The worker does not do its work."
            time.sleep(0.2)
