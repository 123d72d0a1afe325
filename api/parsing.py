"""JSON that a program sends: not too large, not too deep."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MOST = 1024 * 1024  # bytes; a story has at most 100,000 characters


class TooBig(APIException):
    """More than we take at once."""

    status_code = 413
    default_code = "too_big"
    default_detail = gettext_lazy("This is more than a megabyte, the most that we take at once. Nothing was kept.")


class BoundedJSON(JSONParser):
    """JSON of at most a megabyte."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return what was sent."""
        body = stream.read(MOST + 1)
        if len(body) > MOST:
            raise TooBig
        try:
            return super().parse(BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error
