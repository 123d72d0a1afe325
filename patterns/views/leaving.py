"""Patterns, observations and cards as files."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lib.listing import as_file, wanted
from patterns.actions import leaving
from patterns.views.sets import set_of
from patterns.wishes import Wish
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace


@member_view(Permission.READ_FIGURES)
@require_safe
def patterns_file(request: HttpRequest, desk: Desk, vertelpunt: str) -> StreamingHttpResponse:
    """Give the patterns that the address asks for."""
    place, wish = workplace(desk, vertelpunt), Wish.of(request.GET)
    return as_file(request, leaving.take_patterns(place=place, wish=wish, form=wanted(request)))


@member_view(Permission.READ_FIGURES)
@require_safe
def observations_file(request: HttpRequest, desk: Desk) -> StreamingHttpResponse:
    """Give what people wrote of patterns."""
    return as_file(request, leaving.take_observations(desk=desk, form=wanted(request)))


@member_view(Permission.READ_FIGURES)
@require_safe
def cards_file(request: HttpRequest, desk: Desk) -> StreamingHttpResponse:
    """Give the cards of a coalition."""
    return as_file(request, leaving.take_cards(desk=desk, form=wanted(request)))


@member_view(Permission.READ_FIGURES)
@require_safe
def card_set_file(request: HttpRequest, desk: Desk, number: int) -> StreamingHttpResponse:
    """Give the cards of a set."""
    return as_file(request, leaving.take_cards(desk=desk, form=wanted(request), card_set=set_of(desk, number)))
