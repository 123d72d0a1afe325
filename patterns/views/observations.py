"""Write observations: from patterns to a draft, and its words."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from lib.texts import active_language
from patterns import hints
from patterns.actions import observations as actions
from patterns.card import card_of
from patterns.discreet import Discreet
from patterns.forms import READINGS, DraftForm, ObservationForm
from patterns.made_of import Counted
from patterns.models import Observation, Pattern
from patterns.models.observation import LETTERS
from patterns.observed import changed_patterns
from patterns.queries import Standing
from patterns.reading_card import ReadableCard
from patterns.titles import title_of
from patterns.views.cards import observation_of
from patterns.views.stories import chosen_of
from patterns.written import Part, differences
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

WRITE = ["GET", "HEAD", "POST"]


def themes_of(desk: Desk) -> list[str]:
    """Return the themes that cards of a coalition have, and the tracks that it follows."""
    used = desk.coalition.observations.exclude(theme="").order_by("theme").values_list("theme", flat=True)
    tracks = desk.coalition.tracks.filter(hidden=False).values_list("name", flat=True)
    return sorted({*used, *tracks})


def _patterns(place: Workplace, keys: Sequence[str]) -> list[Pattern]:
    current = Standing(place.desk.coalition, place.vertelpunt).current
    known = {one.key: one for one in current.patterns.filter(key__in=keys)} if current and keys else {}
    return [known[key] for key in dict.fromkeys(keys) if key in known]


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_new(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Start a card, from patterns with a description that was made of their numbers, or from nothing."""
    place = workplace(desk, vertelpunt)
    patterns = _patterns(place, request.GET.getlist("pattern")[:4])
    form = DraftForm(request.POST) if request.method == "POST" else DraftForm(initial=_first_words(patterns))
    if form.is_bound and form.is_valid():
        made = actions.make_observation(desk=desk, place=place, patterns=patterns, **form.cleaned_data)
        messages.success(request, _("Card %(number)s is a draft now. Write two readings that oppose each other.")
                         % {"number": made.number})  # fmt: skip
        return redirect("patterns:observation", desk.coalition.slug, made.number)
    shown = {"desk": desk, "place": place, "patterns": patterns, "form": form, "themes": themes_of(desk)}
    return render(request, "patterns/observation_new.html", shown | hints_for(form))


def _first_words(patterns: Sequence[Pattern]) -> dict[str, str]:
    """Return a title and a description that were made of the numbers: a start, for a person to make better."""
    said = [(Counted.of(one), one.evaluation.vertelpunt) for one in patterns]
    texts = [(counted, Discreet.of(vertelpunt, counted.questions)) for counted, vertelpunt in said]
    if not texts:
        return {}
    description = " ".join(discreet.text(" ".join(counted.sentences)) for counted, discreet in texts)
    first, discreet = texts[0]
    return {"title": discreet.text(title_of(first)), "description": description}


def hints_for(form: DraftForm) -> dict[str, Any]:
    """Return what a page needs to point at words that explain, at once and while somebody types."""
    language = active_language()
    written = str(form["description"].value() or ""), str(form["title"].value() or "")
    readings = [str(form[name].value() or "") for name in form.fields if name.startswith("reading_")]
    return {
        "explaining": list(hints.expressions(language)),
        "explained": [hints.marked(text, language) for text in written if hints.explaining_words(text, language)],
        "alike": [(LETTERS[a], LETTERS[b]) for a, b in hints.nearly_equal(readings[:READINGS])],
    }


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Write a card; what was typed stays on the page when it cannot be kept."""
    found = observation_of(desk, number)
    form = ObservationForm(request.POST) if request.method == "POST" else ObservationForm.of(found)
    shown: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        refused = _refusal(desk, found, form)
        if refused is None:
            messages.success(request, _("The card was kept."))
            return redirect("patterns:observation", desk.coalition.slug, number)
        form.add_error(None, str(refused.message))
        shown = _meanwhile(found, form) if refused.code == "changed_meanwhile" else {}
    shown = _editor(desk, found) | {"form": form} | hints_for(form) | shown
    return render(request, "patterns/observation.html", shown, status=409 if "meanwhile" in shown else 200)


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_delete(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Ask whether a draft may go, with what goes with it; by POST delete it."""
    found = observation_of(desk, number)
    if request.method == "POST":
        try:
            actions.delete_draft(desk=desk, observation=found)
        except Refused as refused:
            messages.error(request, str(refused.message))
            return redirect("patterns:observation", desk.coalition.slug, number)
        messages.success(request, _("Draft %(number)s was deleted.") % {"number": number})
        return redirect("patterns:observations", desk.coalition.slug)
    sets = [one.card_set for one in found.in_sets.select_related("card_set")]
    return render(request, "patterns/observation_delete.html", {"desk": desk, "observation": found, "sets": sets})


def _refusal(desk: Desk, found: Observation, form: ObservationForm) -> Refused | None:
    try:
        actions.write_observation(desk=desk, observation=found, **form.written())
    except Refused as refused:
        return refused
    return None


def _meanwhile(found: Observation, form: ObservationForm) -> dict[str, Any]:
    """Return what somebody else wrote beside what was typed; who keeps it again has seen both."""
    found.refresh_from_db()
    form.at_version(found.version)
    return {"meanwhile": found.history.order_by("-version").first(), "differing": _differing(found, form)}


def _differing(found: Observation, form: ObservationForm) -> list[Part]:
    written = form.written()
    typed = {name: written[name] for name in ("title", "description", "theme", "notes", "readings")}
    return differences(found, **typed)


def _editor(desk: Desk, found: Observation) -> dict[str, Any]:
    card = card_of(found)
    return {
        "desk": desk,
        "observation": found,
        "links": found.patterns.all(),
        "shown": ReadableCard(card) if card else None,
        "changed": changed_patterns([found]).get(found.pk, []),
        "chosen": chosen_of(found),
        "quotes": found.quotes.select_related("release__story__audience"),
        "themes": themes_of(desk),
    }
