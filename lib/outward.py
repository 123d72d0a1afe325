"""A POST to an address that somebody else chose: never to a machine of our own network, never followed elsewhere."""

import ssl
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import IPPROTO_TCP, SHUT_RDWR, create_connection, gaierror, getaddrinfo
from threading import Timer
from urllib.parse import SplitResult, urlsplit

PATIENCE = 5.0  # seconds for each step
LONGEST = 15.0  # seconds in all
NAT64 = IPv6Network("64:ff9b::/96")


class Unsent(Exception):
    """It could not be sent; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """An address that may be used: its parts, and the one number to which we connect."""

    parts: SplitResult
    number: str
    port: int


def is_public(number: str) -> bool:
    """Tell whether a number on the network is one of the internet, also when it wraps another one.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False, False)
    """
    found = ip_address(number.split("%")[0])
    inner: IPv4Address | None = None
    if isinstance(found, IPv6Address):
        teredo = found.teredo[1] if found.teredo else None
        inner = found.ipv4_mapped or found.sixtofour or teredo
        if found in NAT64:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
    every = [found, inner] if inner else [found]
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in every)


def target(address: str, *, anywhere: bool = False) -> Target:
    """Return where to send for `address`, or raise Unsent; `anywhere` allows plain HTTP and our own network."""
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Unsent("bad-address") from error
    plain = parts.scheme == "http" and anywhere
    if not parts.hostname or parts.username or parts.password or not (parts.scheme == "https" or plain):
        raise Unsent("bad-address")
    numbers = _numbers(parts.hostname, port)
    if not anywhere and not all(map(is_public, numbers)):
        raise Unsent("own-network")
    return Target(parts, numbers[0], port)


def _numbers(host: str, port: int) -> list[str]:
    try:
        found = [str(one[4][0]) for one in getaddrinfo(host, port, proto=IPPROTO_TCP)]
    except (gaierror, UnicodeError) as error:
        raise Unsent("unknown-host") from error
    if not found:
        raise Unsent("unknown-host")
    return found


class _Plain(HTTPConnection):
    """Connects to the number that was looked at, whatever the name says by now."""

    number = ""

    def connect(self) -> None:
        self.sock = create_connection((self.number, self.port), self.timeout)


class _Secure(HTTPSConnection):
    """The same, with a certificate for the name."""

    number = ""

    def connect(self) -> None:
        sock = create_connection((self.number, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=self.host)


def _hang_up(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(SHUT_RDWR)


def post(to: Target, body: bytes, headers: dict[str, str]) -> int:
    """Send `body`; return the status that came back, or raise Unsent. A redirect is a status like another."""
    kind = _Secure if to.parts.scheme == "https" else _Plain
    connection = kind(str(to.parts.hostname), to.port, timeout=PATIENCE)
    connection.number = to.number
    path = (to.parts.path or "/") + (f"?{to.parts.query}" if to.parts.query else "")
    watch = Timer(LONGEST, _hang_up, [connection])  # who answers a byte at a time holds nobody up
    watch.start()
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    except TimeoutError as error:
        raise Unsent("no-answer") from error
    except ssl.SSLError as error:
        raise Unsent("bad-certificate") from error
    except (OSError, HTTPException, ValueError, AttributeError) as error:
        raise Unsent("unreachable") from error
    finally:
        watch.cancel()
        connection.close()
