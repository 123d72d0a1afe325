"""The colours of figures: the design tokens, chosen so that a grey copy can still be read."""

from collections.abc import Sequence

INK = "#26221c"
SOFT = "#6b6459"
LINE = "#e7e0d2"
FIND = "#1f6f63"
FIND_PALE = "#cfe0db"
REST = "#b9ae9b"
SCALE = ("#8c2f39", "#c8674b", "#b9ae9b", "#4e9a8b", "#1f6f63")
STEPS = ("very_negative", "negative", "neither", "positive", "very_positive")


def group_colours(codes: Sequence[str]) -> list[str]:
    """Return a colour for each group: the scale for steps from very negative to very positive, else one colour."""
    if len(codes) > 1 and set(codes) <= set(STEPS):
        return [SCALE[STEPS.index(code)] for code in codes]
    return [FIND] * len(codes)


def blend(pale: str, dark: str, share: float) -> str:
    """Return the colour at `share` (0 to 1) of the way from `pale` to `dark`."""
    ends = zip(_parts(pale), _parts(dark), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * min(max(share, 0.0), 1.0)):02x}" for a, b in ends)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
