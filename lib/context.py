"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is the demo, and the languages on offer."""
    return {"demo": settings.DEMO, "languages": settings.LANGUAGES, "language_parameter": "lang"}
