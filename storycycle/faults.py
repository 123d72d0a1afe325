"""What answers where no view did: programs that use the API get JSON, everybody else a page."""

from django.http import HttpRequest, HttpResponse
from django.middleware.common import CommonMiddleware

from api import errors
from vertelpunt.views import busy, faults
from vertelpunt.views.embedding import as_before

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read, or that is more than we take at once."""
    if request.path.startswith(API):
        return errors.bad_request(request, exception)
    return faults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that is not there."""
    return errors.not_found(request) if request.path.startswith(API) else faults.not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when something went wrong with us, or when the database is away for a moment."""
    page = as_before(request, faults.failed(request))
    return errors.failed(page) if request.path.startswith(API) else page


class Common(CommonMiddleware):
    """Django's own, but what a program sends is not turned into a question on its way to an address with a slash."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Tell whether an address that is not there should be tried with a slash at its end."""
        sends = request.path.startswith(API) and request.method not in errors.READS
        return not sends and bool(super().should_redirect_with_slash(request))


class Busy(busy.Busy):
    """The door of the site: what it says to programs has the form of every other error that they read."""

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Say that it is busy, whatever kind of answer a program says that it accepts."""
        return errors.busy() if request.path.startswith(API) else as_before(request, super().answer(request))
