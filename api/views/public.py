"""What everybody may read, without a key."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from api.described import described
from api.serializers.public import OutcomeSerializer, QuestionSetSerializer, VertelpuntSerializer
from lib.slots import outcomes
from vertelpunt.queries import current_version, open_vertelpunten

ERRORS = (401, 404, 429)


@described(VertelpuntSerializer(many=True), errors=(401, 429), who=())
@api_view(["GET"])
def vertelpunten(request: Request) -> Response:
    """Return the Vertelpunten that are open."""
    return Response(VertelpuntSerializer(open_vertelpunten(), many=True).data)


@described(QuestionSetSerializer, errors=ERRORS, who=())
@api_view(["GET"])
def questions(request: Request, slug: str) -> Response:
    """Return the questions that an open Vertelpunt asks now."""
    version = current_version(get_object_or_404(open_vertelpunten(), slug=slug))
    if version is None:
        raise Http404
    data = {"version": version.number, "published_on": version.published_on, **version.definition}
    return Response(QuestionSetSerializer(data).data)


@described(OutcomeSerializer(many=True), errors=ERRORS, who=())
@api_view(["GET"])
def public_outcomes(request: Request, slug: str) -> Response:
    """Return what happened with the stories of an open Vertelpunt."""
    point = get_object_or_404(open_vertelpunten(), slug=slug)
    return Response(OutcomeSerializer(instance=outcomes(point.pk), many=True).data)
