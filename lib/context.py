"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lib.handbook.views import help_for


def site(request: HttpRequest) -> dict[str, object]:
    """Return whether this is the demo, the languages on offer, and where the handbook helps with this page."""
    return {
        "demo": settings.DEMO,
        "sign_on": settings.OIDC_NAME,
        "languages": settings.LANGUAGES,
        "language_parameter": "lang",
        "help_address": SimpleLazyObject(lambda: help_for(request)),
    }
