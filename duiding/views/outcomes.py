"""What happened with it: the public page of a Vertelpunt."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duiding.queries.outcomes import as_public, public_proposals, public_vertelpunt, sessions_about
from lib.languages import speak
from vertelpunt.views.context import public_context


@require_safe
def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the sessions that were held, and what came of each proposal."""
    vertelpunt = public_vertelpunt(slug)
    if vertelpunt is None:
        raise Http404
    speak(request, dict(settings.LANGUAGES))  # what people decided is not translated further
    context = public_context(vertelpunt) | {
        "languages": settings.LANGUAGES,
        "vertelpunt": vertelpunt,
        "sessions": sessions_about(vertelpunt.pk),
        "proposals": as_public(public_proposals(vertelpunt.pk)),
    }
    return render(request, "duiding/outcomes.html", context)
