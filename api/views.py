"""Public question sets and outcomes, and the figures that a member may see: the same reads as the pages."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers import EvaluationSerializer, OutcomeSerializer, QuestionSetSerializer, VertelpuntSerializer
from lib.slots import outcomes
from patterns.public import public_evaluation
from people.access import desk
from people.models import User
from people.roles import Permission
from vertelpunt.access import workplace
from vertelpunt.queries import current_version, open_vertelpunten


@extend_schema(responses=VertelpuntSerializer(many=True))
@api_view(["GET"])
def vertelpunten(request: Request) -> Response:
    """Return the Vertelpunten that are open."""
    return Response(VertelpuntSerializer(open_vertelpunten(), many=True).data)


@extend_schema(responses=QuestionSetSerializer)
@api_view(["GET"])
def questions(request: Request, slug: str) -> Response:
    """Return the questions that an open Vertelpunt asks now."""
    version = current_version(get_object_or_404(open_vertelpunten(), slug=slug))
    if version is None:
        raise Http404
    data = {"version": version.number, "published_on": version.published_on, **version.definition}
    return Response(QuestionSetSerializer(data).data)


@extend_schema(responses=OutcomeSerializer(many=True))
@api_view(["GET"])
def public_outcomes(request: Request, slug: str) -> Response:
    """Return what happened with the stories of an open Vertelpunt."""
    point = get_object_or_404(open_vertelpunten(), slug=slug)
    lines = [OutcomeSerializer(line).data for line in outcomes(point.pk)]
    return Response(lines)


@extend_schema(responses=EvaluationSerializer)
@api_view(["GET"])
def evaluation(request: Request, coalition: str, vertelpunt: str) -> Response:
    """Return the evaluation that counts now, for who may see figures in this coalition."""
    user = request.user
    place = workplace(
        desk(user if isinstance(user, User) else AnonymousUser(), coalition, Permission.READ_FIGURES), vertelpunt
    )
    found = public_evaluation(place.desk.coalition, place.vertelpunt)
    if found is None:
        raise Http404
    return Response(found)
