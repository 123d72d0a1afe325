"""The one stylesheet of tellers' pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from vertelpunt.look import look

AGE = 365 * 24 * 60 * 60


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Send the stylesheet, to be kept for long under its digest; under an older one it is the newest, not kept."""
    found = look()
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packs else found.plain, content_type="text/css; charset=utf-8")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    kept = f"public, max-age={AGE}, immutable" if digest == found.digest else "no-cache"
    response.headers["Cache-Control"] = kept
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
