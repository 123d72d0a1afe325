"""The colour of the kit: yellow, or one's own, with text on it that can be read; pure."""

import re

USUAL = "ffc629"
INK, WHITE, BLACK = "26221c", "ffffff", "000000"
READABLE = 4.5  # WCAG 2.2, 1.4.3
HEX = re.compile(r"[0-9a-f]{6}")


def is_colour(found: str) -> bool:
    """Tell whether `found` is a colour as we write it: six hexadecimal digits."""
    return HEX.fullmatch(found) is not None


def _light(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def colours(fill: str) -> dict[str, str]:
    """Return the fill and the colour of text on it: ink, else white, else black, the first that can be read."""
    on = next((one for one in (INK, WHITE) if contrast(fill, one) >= READABLE), BLACK)
    return {"fill": f"#{fill}", "on": f"#{on}"}
