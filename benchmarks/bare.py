"""The product with one more page: a view that does nothing but one insert, behind the same middleware."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from storycycle import asgi, urls

application = asgi.application


def _view():  # type: ignore[no-untyped-def]
    from django.http import HttpRequest, HttpResponse

    from people.models import Event

    @csrf_exempt
    def bare(request: HttpRequest) -> HttpResponse:
        """Keep what was sent in one row."""
        Event.objects.create(verb="bare", thing="", thing_id=str(len(request.POST.get("text", ""))))
        return HttpResponse("kept")

    return bare


urls.urlpatterns.insert(0, path("bare/", _view()))
