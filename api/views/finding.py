"""Selections, evaluations, patterns and cards: the same reads as the pages."""

from dataclasses import asdict
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from api.cursors import keyset, page
from api.described import described
from api.doors import CoalitionView
from api.serializers.finding import CardSerializer, EvaluationSerializer, PatternSerializer, SelectionSerializer
from lib.errors import Refused
from patterns.card import Card, CardPattern, cards_of
from patterns.explorer.selections import found_by, selections_of
from patterns.explorer.stock import reading
from patterns.focus import large_enough
from patterns.models import Evaluation, Observation, Selection
from patterns.paper.words import disclaimer
from patterns.public import public_evaluation
from patterns.queries import Standing, lent_cards
from people.scopes import Scope
from vertelpunt.access import Workplace

BUSY = (401, 403, 404, 429, 503)


class Selections(CoalitionView):
    """Selections that are kept for everybody in the coalition."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_FIGURES}

    @described(SelectionSerializer, pages=True, errors=BUSY)
    def get(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Return the selections that the coalition shares, with how many stories fit each of them now."""
        place = self.place()
        if reading(place):
            message = _("So many stories are read first. Ask again in a minute.")
            raise Refused("reading", message, status=503)
        shared = selections_of(place).filter(shared=True, hidden=False)

        def fetch(position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
            found, last = keyset(shared, position, limit)
            return [_selection(place, one) for one in found], last

        return page(request, fetch, SelectionSerializer)


def _selection(place: Workplace, one: Selection) -> dict[str, Any]:
    found = found_by(place, one.query)
    plain = {"id": one.pk, "name": one.name, "query": one.query, "note": one.note}
    return plain | {"said": found.label, "stories": int(found.rows.sum())}


class CurrentEvaluation(CoalitionView):
    """The evaluation that counts now."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_FIGURES}

    @described(EvaluationSerializer)
    def get(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Return the evaluation that counts now, with all its patterns."""
        place = self.place()
        found = public_evaluation(place.desk.coalition, place.vertelpunt)
        if found is None:
            raise Http404
        return Response(found)


class Patterns(CoalitionView):
    """The patterns of the evaluation that counts now."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_FIGURES}

    @described(PatternSerializer, pages=True, errors=(401, 403, 404, 409, 429))
    def get(self, request: Request, coalition: str, vertelpunt: str) -> Response:
        """Return the patterns of the evaluation that counts now, strongest first."""
        place = self.place()
        current = Standing(place.desk.coalition, place.vertelpunt).current
        if current is None:
            raise Http404
        return page(request, lambda position, limit: _patterns(current, position, limit), PatternSerializer)


def _patterns(current: Evaluation, position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
    """Return patterns by rank; what an evaluation found never changes, so counting places is safe."""
    number, start = map(int, position.split(":")) if position else (current.number, 0)
    if number != current.number:
        message = _("There is a newer evaluation. Begin again without a cursor.")
        raise Refused("newer_evaluation", message, status=409)
    found = list(current.patterns.order_by("rank", "key")[start : start + limit + 1])
    results = [one.result for one in found[:limit]]
    return [one | {"whole": one} for one in results], f"{number}:{start + limit}" if len(found) > limit else ""


class Cards(CoalitionView):
    """Observation cards."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_CARDS}

    @described(CardSerializer, pages=True)
    def get(self, request: Request, coalition: str) -> Response:
        """Return the cards of the coalition, and the final ones that coalitions above lend."""

        def fetch(position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
            found, last = keyset(self._cards(), position, limit)
            return self._whole([one.pk for one in found]), last

        return page(request, fetch, CardSerializer)

    def _cards(self) -> QuerySet[Observation]:
        own = self.desk.coalition
        return Observation.objects.filter(Q(coalition=own) | Q(pk__in=lent_cards(own).values("pk")), hidden=False)

    def _whole(self, pks: list[int]) -> list[dict[str, Any]]:
        rows = Observation.objects.filter(pk__in=pks)
        about = {pk: (own, slug) for pk, own, slug in rows.values_list("pk", "coalition_id", "vertelpunt__slug")}
        cards = sorted(cards_of(rows), key=lambda card: card.pk)
        return [_card(card) | self._about(*about[card.pk]) for card in cards]

    def _about(self, owner: int, slug: str) -> dict[str, Any]:
        return {"own": owner == self.desk.coalition.pk, "vertelpunt": slug}


def _card(card: Card) -> dict[str, Any]:
    names = ("number", "title", "theme", "state", "coalition", "period", "seen")
    return {name: getattr(card, name) for name in names} | {
        "id": card.pk,
        "readings": [{"letter": letter, "text": text} for letter, text in card.readings],
        "quotes": [{"text": quote.text, "audience": quote.audience} for quote in card.quotes],
        "patterns": [_pattern(one) for one in card.patterns],
        "disclaimer": disclaimer(),
    }


def _pattern(one: CardPattern) -> dict[str, Any]:
    return {
        "questions": [asdict(question) for question in one.questions],
        "kind": one.kind,
        "answered": one.answered,
        "strength": one.strength,
        "stories": one.stories,
        "figure": large_enough(one.figure).to_dict() if one.figure else None,
    }
