"""Pictures that people upload, known by what is in them and made anew: small, as WebP, with nothing of their maker."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from lib.errors import Refused

LARGEST_UPLOAD = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGEST_KEPT = 4_000  # bytes: six of them leave the first page well below 50 kB
KINDS = ("PNG", "JPEG", "WEBP")
SIZES = {"logo": (280, 112), "face": (144, 144)}  # twice what is shown, for sharp screens
TRIES = ((1.0, 82), (1.0, 65), (1.0, 45), (0.75, 45), (0.6, 35), (0.5, 25))


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept."""

    data: bytes
    width: int
    height: int


def made_small(upload: bytes, kind: str) -> Picture:
    """Return an uploaded picture as we keep it: of `kind` logo or face, turned upright, without anything about it."""
    if len(upload) > LARGEST_UPLOAD:
        raise Refused("large_picture", _("This picture is larger than 5 MB. Make it smaller and try again."))
    image = _opened(upload)
    for scale, quality in TRIES:
        made = _made(image, kind, scale, quality)
        if len(made.data) <= LARGEST_KEPT:
            return made
    message = _("This picture stays too large for a phone. Choose a plainer one, or a part of it.")
    raise Refused("busy_picture", message)


def _opened(upload: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found = Image.open(BytesIO(upload), formats=KINDS)
            if found.width * found.height > MOST_PIXELS:
                raise Refused("large_picture", _("This picture has too many pixels. Make it smaller and try again."))
            found.load()
            turned: Any = ImageOps.exif_transpose(found)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("no_picture", _("This is not a PNG, JPEG or WebP picture. Nothing was kept.")) from error
    return Image.Image.convert(turned, "RGBA")


def _made(image: Image.Image, kind: str, scale: float, quality: int) -> Picture:
    wide, high = (round(side * scale) for side in SIZES[kind])
    small = ImageOps.fit(image, (wide, high)) if kind == "face" else ImageOps.contain(image, (wide, high))
    clean = Image.new("RGBA", small.size)  # a new picture: no EXIF, no colour profile, no comments
    clean.paste(small)
    kept = BytesIO()
    clean.save(kept, "WEBP", quality=quality, method=6, exact=False)
    return Picture(kept.getvalue(), *_shown(kind, small.size))


def _shown(kind: str, size: tuple[int, int]) -> tuple[int, int]:
    """Return the size at which a picture is shown: half of what is kept at full scale."""
    if kind == "face":
        return 72, 72
    wide, high = size
    scale = min(140 / wide, 56 / high)
    return max(1, round(wide * scale)), max(1, round(high * scale))
