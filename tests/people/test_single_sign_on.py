"""Sign-in through an own provider: a small one that really answers lets in who is known here, and nobody else."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from people.models import User


class Provider(BaseHTTPRequestHandler):
    """Answers as an OpenID provider does; says who somebody is by `person`."""

    person: dict[str, Any] = {}

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_address[1]}"
        found: dict[str, Any] = {
            "issuer": here,
            "authorization_endpoint": f"{here}/ask",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/who",
            "jwks_uri": f"{here}/keys",
        }
        self._say(Provider.person if self.path.startswith("/who") else found)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._say({"access_token": "t", "token_type": "Bearer"})

    def _say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture
def provider(settings: Settings) -> Iterator[str]:
    """A provider on the loopback, known to the product."""
    cache.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_address[1]}"
    app = {"provider_id": "own", "name": "Gemeente", "client_id": "c", "secret": "s", "settings": {"server_url": here}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    settings.OIDC_NAME = "Gemeente"
    yield here
    server.shutdown()
    server.server_close()


def come_back(provider: str, **person: Any) -> Client:
    """Follow the button to the provider and come back as `person`."""
    Provider.person = {"sub": "1", **person}
    client = Client()
    away = client.post("/accounts/oidc/own/login/").headers["Location"]
    assert away.startswith(f"{provider}/ask?")
    state = parse_qs(urlsplit(away).query)["state"][0]
    client.get("/accounts/oidc/own/login/callback/", {"code": "x", "state": state})
    return client


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_is_known_here_comes_in(provider: str, lena: User) -> None:
    assert "Inloggen met Gemeente" in Client().get("/accounts/login/").content.decode()
    assert signed_in(come_back(provider, email="Lena@example.org", email_verified=True))


def test_an_address_that_was_not_verified_there_lets_nobody_in(provider: str, lena: User) -> None:
    assert not signed_in(come_back(provider, email=lena.email, email_verified=False))


def test_a_stranger_gets_no_account(provider: str, db: None) -> None:
    assert not signed_in(come_back(provider, email="stranger@example.org", email_verified=True))
    assert not User.objects.exists()


def test_the_second_step_is_asked_here_as_well(provider: str, anna: User, settings: Settings) -> None:
    settings.DEMO = False
    client = come_back(provider, email=anna.email, email_verified=True)
    assert client.get("/c/noord/").headers["Location"].endswith("/accounts/2fa/totp/activate/")


def test_who_has_a_second_step_is_not_in_before_it(provider: str, anna: User) -> None:
    Authenticator.objects.create(user=anna, type="totp", data={"secret": encrypt("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")})
    client = come_back(provider, email=anna.email, email_verified=True)
    assert not signed_in(client)
    assert client.get("/accounts/2fa/authenticate/").status_code == 200


def test_without_settings_there_is_no_such_sign_in(client: Client, db: None) -> None:
    assert client.get("/accounts/oidc/own/login/").status_code == 404
