"""The sites on which a partner may show a Vertelpunt in a frame, and the few words of HTML for that; pure."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode, urlsplit

MOST = 10
HEIGHT = 720  # of the frame: it scrolls by itself, so that the site around it need not know how long a page is


class BadSite(ValueError):
    """Something that is no site; its text is what was typed."""


def origins(typed: str) -> list[str]:
    """Return the origins of the sites on the lines of `typed`, each once.

    >>> origins("https://www.jeugd.example/over-ons\\njeugd.example")
    ['https://www.jeugd.example', 'https://jeugd.example']
    """
    return list(dict.fromkeys(_origin(line) for line in typed.split()))


def _origin(line: str) -> str:
    try:
        parts = urlsplit(line if "://" in line else f"https://{line}")
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise BadSite(line) from error
    plain = host.replace("-", "").replace(".", "").isalnum() and "." in host.strip(".")
    if parts.scheme != "https" or parts.username or not plain:
        raise BadSite(line)
    return f"https://{host}" + (f":{port}" if port else "")


@dataclass(frozen=True)
class Frame:
    """A page in a frame."""

    address: str
    code: str
    title: str
    speaks: bool

    @property
    def html(self) -> str:
        """Return what a partner puts in a page: no script, nothing that fetches more than the frame."""
        source = escape(f"{self.address}?{urlencode({'embed': self.code})}")
        allow = ' allow="microphone"' if self.speaks else ""
        return (
            f'<iframe src="{source}" title="{escape(self.title)}" width="100%" height="{HEIGHT}"'
            f' loading="lazy" referrerpolicy="no-referrer"{allow}></iframe>'
        )
