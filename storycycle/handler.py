"""How a request comes in: past the door of the site, which stands where waiting takes no thread."""

from typing import Any

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.exception import convert_exception_to_response

from storycycle.faults import Busy


class Handler(ASGIHandler):
    """Django's handler with the door around all middleware.

    In the list of middleware it would stand in the thread of the request: Django calls whatever can be called without
    a loop without one, as soon as what lies below it has none.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        """Put the door around the chain that Django makes."""
        super().load_middleware(is_async)
        chain: Any = self._middleware_chain  # type: ignore[has-type]
        self._middleware_chain = convert_exception_to_response(Busy(chain))
