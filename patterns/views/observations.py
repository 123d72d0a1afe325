"""Write observations: from a pattern to a draft, its words, its stories and its quotes."""

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
from patterns.forms import DraftForm, ObservationForm, QuoteForm
from patterns.hints import explaining_words
from patterns.models import Observation, Pattern, TypicalStory
from patterns.proposing import PARTS, proposals
from patterns.queries import Standing
from patterns.reading_card import ReadableCard
from patterns.sentences import Span, joined, sentences
from patterns.views.cards import observation_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace
from vertelpunt.models import Story

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
        "chosen": _chosen(found),
        "quotes": found.quotes.select_related("release__story__audience"),
        "themes": _themes(desk),
    }


def _chosen(found: Observation) -> list[tuple[str, list[TypicalStory]]]:
    """Return the stories of a card by part, those with stories only."""
    stories = list(found.typical_stories.select_related("story__audience", "story__release"))
    parts = ((label, [one for one in stories if one.part == part]) for part, label in TypicalStory.Part.choices)
    return [(str(label), some) for label, some in parts if some]


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_stories(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose the stories of a card: proposals with their grounds, or by number."""
    found = observation_of(desk, number)
    if request.method == "POST":
        _choose(request, desk, found)
        return redirect("patterns:observation_stories", desk.coalition.slug, number)
    labels = dict(TypicalStory.Part.choices)
    offered = proposals(workplace(desk, found.vertelpunt.slug), found)
    shown = {
        "desk": desk,
        "observation": found,
        "chosen": _chosen(found),
        "parts": TypicalStory.Part.choices,
        "offered": [(part, labels[part], offered[part]) for part in PARTS if offered.get(part)],
    }
    return render(request, "patterns/observation_stories.html", shown)


def _choose(request: HttpRequest, desk: Desk, found: Observation) -> None:
    story = _whole_number(request.POST.get("story", ""))
    try:
        if request.POST.get("do") == "drop":
            actions.drop_story(desk=desk, observation=found, number=story)
        else:
            actions.choose_story(desk=desk, observation=found, number=story, part=request.POST.get("part", ""))
    except Refused as refused:
        messages.error(request, str(refused.message))


def _whole_number(typed: str) -> int:
    return int(typed) if typed.strip().isdecimal() and len(typed) < 9 else 0


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_quote(request: HttpRequest, desk: Desk, number: int, story: int) -> HttpResponse:
    """Choose quotes from one story, by marking text or ticking sentences."""
    found = observation_of(desk, number)
    told = workplace(desk, found.vertelpunt.slug).readable().select_related("audience").filter(number=story).first()
    if told is None:
        messages.error(request, _("There is no released story with this number here."))
        return redirect("patterns:observation_stories", desk.coalition.slug, number)
    if request.method == "POST":
        _quote(request, desk, found, told)
        return redirect("patterns:observation_quote", desk.coalition.slug, number, story)
    text = told.release.text
    shown = {
        "desk": desk,
        "observation": found,
        "story": told,
        "may_quote": told.may_quote == Story.Quote.YES,
        "sentences": [(span, text[span.start : span.end]) for span in sentences(text)],
        "quotes": found.quotes.filter(release=told.release),
    }
    return render(request, "patterns/observation_quote.html", shown)


def _quote(request: HttpRequest, desk: Desk, found: Observation, told: Story) -> None:
    try:
        if request.POST.get("do") == "drop":
            actions.drop_quote(desk=desk, observation=found, quote_pk=_whole_number(request.POST.get("quote", "")))
            return
        spans = _spans(request, told)
        if not spans:
            raise Refused("empty_quote", _("Mark a piece of the story, or tick a sentence first."))
        for span in spans:
            actions.quote_story(desk=desk, observation=found, number=told.number, start=span.start, end=span.end)
        messages.success(request, _("The quote stands on the card."))
    except Refused as refused:
        messages.error(request, str(refused.message))


def _spans(request: HttpRequest, told: Story) -> list[Span]:
    """Return what was marked, else the ticked sentences; those that follow each other as one."""
    form = QuoteForm(request.POST)
    if form.is_valid() and form.cleaned_data["end"]:
        return [Span(form.cleaned_data["start"] or 0, form.cleaned_data["end"])]
    known = sentences(told.release.text)
    ticked = {_whole_number(start) for start in request.POST.getlist("sentence")}
    return joined([span for span in known if span.start in ticked])
