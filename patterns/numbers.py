"""Numbers as people read them, in the active language."""

from django.utils.formats import number_format

from patterns.stats.settings import Settings

NOTHING = "–"
MINUS = "−"
LEAST = Settings().display_minimum  # a smaller group is never shown outside the team


def decimal(value: float | None, places: int = 0) -> str:
    """Return `value` rounded to `places`; a dash when there is none."""
    if value is None:
        return NOTHING
    rounded = round(value, places) + 0.0  # no minus zero
    words = number_format(abs(rounded), decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{MINUS}{words}" if rounded < 0 else words


def percent(share: float | None) -> str:
    """Return a share as a whole percentage; a dash when there is none."""
    return NOTHING if share is None else f"{decimal(100 * share)}%"
