"""What a browser recorded: which kind of sound it is by its content, how large it may be, and where it lies."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import time

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused

LARGEST = 12 * 1024 * 1024  # ten minutes are 2.4 MB in most browsers, about 10 MB in Safari
LONGEST = 600  # seconds after which the page stops by itself
HEAD = 64
DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Sound:
    """A recording that was received and may be kept."""

    data: bytes
    kind: str


def kind_of(data: bytes) -> str:
    """Return the kind of sound file by its first bytes, or nothing; what the browser says of it does not count."""
    if data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:HEAD]:
        return "webm"
    if data.startswith(b"OggS"):
        return "ogg"
    return "mp4" if data[4:8] == b"ftyp" else ""


def received(file: UploadedFile | None, *, allowed: bool) -> Sound | None:
    """Return what was sent along with a story, None where nothing was, or refuse it."""
    if not file:
        return None
    if not allowed:
        raise Refused("no_speaking", _("Recordings are not taken here any more. Type your story instead."))
    if (file.size or 0) > LARGEST:
        raise Refused(
            "large_recording",
            _(
                "The recording is too large to keep. Record a shorter one, or type your story. "
                "What you typed is still here."
            ),
        )
    data = file.read()
    kind = kind_of(data)
    if not kind:
        raise Refused(
            "no_recording",
            _(
                "This is no recording that we can keep. Record again, or type your story. "
                "What you typed is still here."
            ),
        )
    return Sound(data, kind)


def place(path: str) -> Path:
    """Return where the file of a recording lies, below VAR_DIR and never below what is served."""
    return Path(settings.VAR_DIR) / path


def write(path: str, data: bytes) -> None:
    """Write the file of a recording, for our own account only."""
    file = place(path)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(data)
    day = time() // DAY * DAY
    os.utime(file, (day, day))  # of a story a day is kept, no time of day
