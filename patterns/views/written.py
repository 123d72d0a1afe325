"""Versions of a card, and the numbers it was made of: look, restore, take over or stay."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import numbers as actions
from patterns.actions.observations import restore_version
from patterns.card import card_of
from patterns.models import Evaluation, Observation, Pattern
from patterns.observed import changed_patterns
from patterns.queries import Standing, named
from patterns.reading_card import ReadableCard
from patterns.views.cards import observation_of
from patterns.views.stories import whole_number
from patterns.written import versions
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace

WRITE = ["GET", "HEAD", "POST"]
MOST_CHOICES = 60


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_history(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show the versions of a card, newest first; by POST write an earlier one again."""
    found = observation_of(desk, number)
    if request.method == "POST":
        _restored(request, desk, found)
        return redirect("patterns:observation", desk.coalition.slug, number)
    shown = {"desk": desk, "observation": found, "versions": versions(found)}
    return render(request, "patterns/observation_history.html", shown)


def _restored(request: HttpRequest, desk: Desk, found: Observation) -> None:
    version = whole_number(request.POST.get("version", ""))
    try:
        restore_version(desk=desk, observation=found, version=version)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return
    messages.success(request, _("Version %(number)s stands on the card again.") % {"number": version})


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_numbers(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show what the figures of a card are made of beside what counts now; choose its patterns and numbers."""
    found = observation_of(desk, number)
    if request.method == "POST":
        _done(request, desk, found)
        return redirect("patterns:observation_numbers", desk.coalition.slug, number)
    card, place = card_of(found), workplace(desk, found.vertelpunt.slug)
    changed = changed_patterns([found]).get(found.pk, [])
    text = f"{found.title} {found.description}"
    current = Standing(found.coalition, found.vertelpunt).current
    shown = {
        "desk": desk,
        "observation": found,
        "changed": changed,
        "said": [said for change in changed for said in change.said_in(text)],
        "may_stay": changed and all(change.may_stay for change in changed),
        "parts": list(zip(found.patterns.all(), ReadableCard(card).parts if card else [], strict=False)),
        "choices": _choices(found, current),
        "newer": abs(place.counted().count() - current.stories) if current else 0,
        "counting": bool(changed) and not all(change.now for change in changed),
    }
    return render(request, "patterns/observation_numbers.html", shown)


def _choices(found: Observation, current: Evaluation | None) -> list[tuple[str, str]]:
    """Return the patterns that can be added, strongest first: their keys and the names of their questions."""
    if current is None:
        return []
    taken = set(found.patterns.values_list("key", flat=True))
    first = current.patterns.exclude(rank=None).order_by("-strong", "rank").values_list("pk", flat=True)[:MOST_CHOICES]
    strongest = current.patterns.filter(pk__in=list(first))
    known = [one for _group, one in named(current, strongest) if one.key not in taken]
    return [(one.key, " · ".join(one.labels)) for one in known]


def _done(request: HttpRequest, desk: Desk, found: Observation) -> None:
    link = whole_number(request.POST.get("link", ""))
    wanted: Mapping[str, Callable[[], str]] = {
        "take": lambda: _take(desk, found),
        "stay": lambda: _stay(desk, found),
        "add": lambda: _add(desk, found, request.POST.get("pattern", "")),
        "drop": lambda: _drop(desk, found, link),
        "first": lambda: _first(desk, found, link),
    }
    try:
        messages.success(request, wanted.get(request.POST.get("do", ""), _nothing)())
    except Refused as refused:
        messages.error(request, str(refused.message))


def _nothing() -> str:
    raise Http404


def _take(desk: Desk, found: Observation) -> str:
    actions.take_new_numbers(desk=desk, observation=found)
    return _("The figure of this card is made of the new numbers. Read once more whether its words still hold.")


def _stay(desk: Desk, found: Observation) -> str:
    actions.stay_with_old_numbers(desk=desk, observation=found)
    return _("This card stays with the numbers that it was made of.")


def _add(desk: Desk, found: Observation, key: str) -> str:
    actions.add_pattern(desk=desk, observation=found, pattern=_pattern(found, key))
    return _("The pattern stands on the card.")


def _drop(desk: Desk, found: Observation, link: int) -> str:
    actions.drop_pattern(desk=desk, observation=found, link=link)
    return _("The pattern is off the card.")


def _first(desk: Desk, found: Observation, link: int) -> str:
    actions.put_pattern_first(desk=desk, observation=found, link=link)
    return _("The pattern stands first now.")


def _pattern(found: Observation, key: str) -> Pattern:
    current = Standing(found.coalition, found.vertelpunt).current
    pattern = current.patterns.select_related("evaluation").filter(key=key).first() if current else None
    if pattern is None:
        raise Refused("no_such_pattern", _("This pattern is not there any more. Choose one from the list."))
    return pattern
