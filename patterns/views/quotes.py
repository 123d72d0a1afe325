"""The quotes of a card: chosen from one story by marking text, or by ticking sentences."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import quotes as actions
from patterns.forms import QuoteForm
from patterns.models import Observation
from patterns.sentences import Span, joined, sentences
from patterns.views.cards import observation_of
from patterns.views.stories import whole_number
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace
from vertelpunt.models import Story

WRITE = ["GET", "HEAD", "POST"]


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
            actions.drop_quote(desk=desk, observation=found, quote_pk=whole_number(request.POST.get("quote", "")))
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
    ticked = {whole_number(start) for start in request.POST.getlist("sentence")}
    return joined([span for span in known if span.start in ticked])
