"""Write observations: from a pattern to a draft, and its words."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import observations as actions
from patterns.card import card_of, current_pattern
from patterns.discreet import Discreet
from patterns.forms import DraftForm, ObservationForm
from patterns.hints import explaining_words
from patterns.models import Observation, Pattern
from patterns.queries import Standing
from patterns.reading_card import ReadableCard
from patterns.views.cards import observation_of
from patterns.views.stories import chosen_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

WRITE = ["GET", "HEAD", "POST"]


def _themes(desk: Desk) -> list[str]:
    used = desk.coalition.observations.exclude(theme="").order_by("theme").values_list("theme", flat=True)
    return list(used.distinct())


def _pattern(place: Workplace, key: str) -> Pattern | None:
    current = Standing(place.desk.coalition, place.vertelpunt).current
    return current.patterns.filter(key=key).select_related("evaluation").first() if current and key else None


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_new(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Start a card, from a pattern with a description that was made of its numbers, or from nothing."""
    place = workplace(desk, vertelpunt)
    pattern = _pattern(place, request.GET.get("pattern", ""))
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm(initial=_first_words(pattern))
    if form.is_bound and form.is_valid():
        made = actions.make_observation(desk=desk, place=place, pattern=pattern, **form.cleaned_data)
        messages.success(request, _("Card %(number)s is a draft now. Write two readings that oppose each other.")
                         % {"number": made.number})  # fmt: skip
        return redirect("patterns:observation", desk.coalition.slug, made.number)
    shown = {"desk": desk, "place": place, "pattern": pattern, "form": form, "themes": _themes(desk)}
    return render(request, "patterns/observation_new.html", shown)


def _first_words(pattern: Pattern | None) -> dict[str, str]:
    if pattern is None:
        return {}
    result = pattern.result
    discreet = Discreet.of(pattern.evaluation.vertelpunt, result["questions"])
    description = discreet.text(" ".join(pattern.words.get("sentences", ())))
    return {"title": " · ".join(result["labels"])[:160], "description": description}


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Write a card; what was typed stays on the page when it cannot be kept."""
    found = observation_of(desk, number)
    form = ObservationForm(request.POST) if request.method == "POST" else ObservationForm.of(found)
    if form.is_bound and form.is_valid() and _written(request, desk, found, form):
        return redirect("patterns:observation", desk.coalition.slug, number)
    return render(request, "patterns/observation.html", _editor(desk, found) | {"form": form})


def _written(request: HttpRequest, desk: Desk, found: Observation, form: ObservationForm) -> bool:
    try:
        kept = actions.write_observation(desk=desk, observation=found, **form.written())
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(request, _("The card was kept."))
    words = explaining_words(kept.description)
    if words:
        hint = _(
            "“What we see” explains (%(words)s). Can you describe it without that, "
            "and leave the explaining to the readings?"
        )
        messages.info(request, hint % {"words": ", ".join(words)})
    return True


def _editor(desk: Desk, found: Observation) -> dict[str, Any]:
    card = card_of(found)
    return {
        "desk": desk,
        "observation": found,
        "pattern": current_pattern(found),
        "shown": ReadableCard(card) if card else None,
        "chosen": chosen_of(found),
        "quotes": found.quotes.select_related("release__story__audience"),
        "themes": _themes(desk),
    }
