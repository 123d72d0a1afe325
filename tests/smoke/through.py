"""What must come through the proxy: pages and headers, files, large forms, and a plain page while we are away."""

import re
import ssl
from http.client import HTTPConnection, HTTPMessage, HTTPSConnection

from tests.smoke.proxy import Proxy

MB = 1 << 20
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Answer = tuple[int, HTTPMessage, str]


def ask(proxy: Proxy, path: str, body: bytes | None = None, **headers: str) -> Answer:
    """Return what comes from `path` over https; with a body it is sent as a form."""
    trusted = ssl.create_default_context(cafile=str(proxy.folder / "certificate.pem"))
    line = HTTPSConnection("127.0.0.1", proxy.ports["https"], timeout=30, context=trusted)
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request("POST" if body else "GET", path, body, {"Accept-Language": "nl"} | (FORM if body else {}) | more)
    answer = line.getresponse()
    found = answer.status, answer.headers, answer.read().decode(errors="replace")
    line.close()
    return found


def pages_come_with_their_headers(proxy: Proxy) -> str:
    """Look at a first page and its files, also for who pretends to be a proxy; return where one can tell."""
    status, headers, start = ask(proxy, "/", X_Forwarded_Proto="http", X_Forwarded_For="192.0.2.1")
    assert status == 200, status
    assert (headers["Server"], "max-age" in headers["Strict-Transport-Security"]) == ("nginx", True)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    files = re.findall(r'(?:href|src)="(/(?:static|look-)[^"]*)"', start)
    assert files
    for path in files:
        status, headers, _text = ask(proxy, path)
        assert (status, "immutable" in headers["Cache-Control"]) == (200, True), path
    plain = HTTPConnection("127.0.0.1", proxy.ports["http"], timeout=30)
    plain.request("GET", "/code/")
    moved = plain.getresponse()
    assert (moved.status, moved.headers["Location"]) == (301, "https://127.0.0.1/code/")
    return re.findall(r'href="(/v/[^/"]+/)', start)[0]


def what_is_too_large_hears_so(proxy: Proxy, point: str) -> None:
    """Send a form that the program refuses, and announce one that the proxy refuses."""
    status, _headers, text = ask(proxy, f"{point}tell/parent/", b"text=" + b"a" * 9 * MB)
    assert (status, "te groot" in text or "te lang" in text) == (413, True), status
    trusted = ssl.create_default_context(cafile=str(proxy.folder / "certificate.pem"))
    line = HTTPSConnection("127.0.0.1", proxy.ports["https"], timeout=30, context=trusted)
    line.putrequest("POST", f"{point}tell/parent/")
    line.putheader("Content-Length", str(300 * MB))
    line.endheaders()
    answer = line.getresponse()
    assert (answer.status, "Dit is te groot" in answer.read().decode()) == (413, True)


def while_we_are_away(proxy: Proxy) -> None:
    """Stop the web processes, and read a plain page that says so; nothing about who came stands in a log."""
    proxy.machine.process("web").terminate()
    proxy.machine.process("web").wait(timeout=30)
    for body in (None, b"text=a"):
        status, headers, text = ask(proxy, "/code/", body)
        assert (status, headers["Retry-After"], "Even geduld" in text) == (502, "30", True)
    assert not re.search(r"/code/|/v/|client:", proxy.logged())
