"""What every public page of this floor shows: whose page it is, help lines, and a way to leave quickly."""

from typing import Any

from vertelpunt import queries
from vertelpunt.models import Vertelpunt

LEAVE_TO = "https://www.buienradar.nl/"
NOW = 3  # help lines with a number that stand in the strip; the others one tap away


def public_context(point: Vertelpunt | None) -> dict[str, Any]:
    """Return the context of a public page, of `point` or of no Vertelpunt in particular."""
    lines = queries.help_lines(point)
    with_phone = [line for line in lines if line.phone][:NOW]
    return {"point": point, "help_lines": lines, "help_now": with_phone, "leave_to": LEAVE_TO}
