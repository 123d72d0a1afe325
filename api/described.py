"""What the description of the API says of every address: its pages, and the errors that it may answer with."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from api.cursors import MOST, USUAL

View = TypeVar("View", bound=Callable[..., Any])
Shape = type[serializers.Serializer[Any]]
CURSOR = OpenApiParameter("cursor", str, description="Where to go on: as it stands in `next` of the page before.")
LIMIT = OpenApiParameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, description="How many on a page."
)


class FaultSerializer(serializers.Serializer[Any]):
    """An error: `code` stays the same, `detail` is a sentence, `faults` says what is wrong where."""

    code = serializers.CharField()
    detail = serializers.CharField()
    faults = serializers.DictField(child=serializers.CharField(), required=False)


@cache
def page_of(shape: Shape) -> Shape:
    """Return what a page of a long list looks like."""
    name = f"{shape.__name__.removesuffix('Serializer')}PageSerializer"
    fields = {
        "__doc__": "A page of a list; `next` is the address of the page after it.",
        "next": serializers.URLField(allow_null=True),
        "results": shape(many=True),
    }
    return type(name, (serializers.Serializer,), fields)


def described(
    answer: Any,
    *,
    pages: bool = False,
    errors: Sequence[int] = (401, 403, 404, 429),
    request: Shape | None = None,
    ok: Sequence[int] = (200,),
    parameters: Sequence[OpenApiParameter] = (),
    who: Sequence[str] = ("key", "cookieAuth"),
    called: str | None = None,
) -> Callable[[View], View]:
    """Describe a view: what it answers, and with which errors; with `pages` it is a long list."""
    shape = page_of(answer) if pages else answer
    codes: dict[int, Any] = dict.fromkeys(ok, shape)
    codes |= dict.fromkeys((*errors, *((400,) if pages else ())), FaultSerializer)
    asked = [*parameters, *((CURSOR, LIMIT) if pages else ())]
    auth: list[dict[str, list[str]]] = [{one: []} for one in who] or [{}]
    return extend_schema(operation_id=called, request=request, responses=codes, parameters=asked, auth=auth)  # type: ignore[arg-type]
