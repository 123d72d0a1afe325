"""Vertelpunten that a coalition works with, their question sets, and stories."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from api.common import common_now
from api.cursors import page
from api.described import described
from api.doors import CoalitionView
from api.serializers.collecting import (
    HandedInSerializer,
    PointSerializer,
    SetSerializer,
    StorySerializer,
    ToldSerializer,
)
from lib.errors import Refused
from lib.secrets import keyed_digest
from lib.texts import localized
from people.models import Coalition
from people.scopes import Scope
from vertelpunt.access import own_vertelpunt, vertelpunten_for
from vertelpunt.actions.handing_in import hand_in
from vertelpunt.actions.handing_over import Given, hand_over
from vertelpunt.models import QuestionSetVersion, Vertelpunt
from vertelpunt.queries import current_version

KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[A-Za-z0-9_-]{8,100}$"},
    OpenApiParameter.HEADER,
    required=True,
    description="A name of your own for this story. Sent again with it, a story is kept once.",
)


class Points(CoalitionView):
    """The Vertelpunten of a coalition."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_QUESTIONS}

    @described(PointSerializer(many=True))
    def get(self, request: Request, coalition: str) -> Response:
        """Return the Vertelpunten that the coalition works with: its own, and those lent by coalitions above it."""
        points = vertelpunten_for(self.desk.coalition).prefetch_related("audiences")
        return Response(PointSerializer([_point(one, self.desk.coalition) for one in points], many=True).data)


def _point(point: Vertelpunt, coalition: Coalition) -> dict[str, Any]:
    version = current_version(point)
    groups = [{"key": one.key, "name": localized(one.name), "offered": one.offered} for one in point.audiences.all()]
    return {
        "slug": point.slug,
        "title": localized(point.title),
        "state": point.state,
        "own": point.coalition_id == coalition.pk,
        "languages": point.languages,
        "audiences": groups,
        "version": version.number if version else None,
    }


class QuestionSets(CoalitionView):
    """The question sets of a Vertelpunt."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_QUESTIONS}

    @described(SetSerializer(many=True))
    def get(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Return every published question set, as it was asked; a question keeps its key."""
        published = self.place().vertelpunt.versions.exclude(published_on=None)
        return Response(SetSerializer([_set(one) for one in _in_order(published)], many=True).data)


def _in_order(versions: QuerySet[QuestionSetVersion]) -> QuerySet[QuestionSetVersion]:
    return versions.order_by("number")


def _set(version: QuestionSetVersion) -> dict[str, Any]:
    about = {"version": version.number, "published_on": version.published_on, "asked": version.asked}
    return about | {"questions": version.definition.get("questions", [])}


class Stories(CoalitionView):
    """Stories of a Vertelpunt."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_STORIES, "POST": Scope.WRITE_STORIES}

    @described(StorySerializer, pages=True)
    def get(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Return released stories, by the rules of a file for others. Their order says nothing of when they came.

        A story is there from the Monday after its release. Fewer stories than the smallest group are not given.
        """
        place = self.place()
        common = common_now(place, timezone.localdate())

        def fetch(position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
            after = UUID(position) if position else None
            given, last = hand_over(place=place, after=after, most=limit, common=common)
            return [self._story(one) for one in given], str(last or "")

        return page(request, fetch, StorySerializer)

    @described(
        HandedInSerializer,
        request=ToldSerializer,
        ok=(200, 201),
        errors=(400, 401, 403, 404, 409, 410, 413, 415, 429),
        parameters=[KEY],
        who=["key"],
    )
    def post(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Hand in a story with its answers, by the checks of the page: all of it is kept, or nothing.

        200 when it was handed in before with the same Idempotency-Key, 201 when it is new. A person reads it before
        it is released.
        """
        sent = ToldSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        point = own_vertelpunt(self.desk, vertelpunt)
        kept = hand_in(desk=self.desk, vertelpunt=point, key=_key(request), told=sent.told())
        answer = {"id": self._name(kept.story.pk), "code": kept.code, "complete": kept.story.complete}
        return Response(HandedInSerializer(answer).data, status=201 if kept.new else 200)

    def _name(self, story: UUID) -> str:
        """Return a name for a story that says nothing to whoever has another key."""
        return keyed_digest(f"api.story:{self.known_as()}", str(story))[:32]

    def _story(self, given: Given) -> dict[str, Any]:
        withheld = given.known.get("withheld", [])
        return {"region": None, **given.known, **dict.fromkeys(withheld)} | {
            "id": self._name(given.pk),
            "withheld": withheld,
            "answers": given.known.get("answers", {}),
        }


def _key(request: Request) -> str:
    """Return the name that a program gives to what it sends."""
    key = request.headers.get("Idempotency-Key", "")
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    if not plain or not 8 <= len(key) <= 100:
        message = _("Send an Idempotency-Key of 8 to 100 letters, numbers, hyphens or underscores. Nothing was kept.")
        raise Refused("bad_idempotency_key", message)
    return key
