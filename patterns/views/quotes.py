"""The quotes of a card: chosen from one story by marking text, or by ticking sentences; and adjusted later."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import quotes as actions
from patterns.forms import QuoteForm
from patterns.models import Observation, Quote
from patterns.quotables import Quoting, names_in
from patterns.sentences import Span, joined, sentences, trimmed
from patterns.views.cards import observation_of
from patterns.views.stories import whole_number
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace
from vertelpunt.models import Story

WRITE = ["GET", "HEAD", "POST"]
STEPS = (
    ("start", -1, "←", _lazy("Begin a word earlier")),
    ("start", 1, "→", _lazy("Begin a word later")),
    ("end", -1, "←", _lazy("End a word earlier")),
    ("end", 1, "→", _lazy("End a word later")),
)


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_quote(request: HttpRequest, desk: Desk, number: int, story: int) -> HttpResponse:
    """Choose quotes from one story, by marking text or ticking sentences; or adjust one that stands on the card."""
    found = observation_of(desk, number)
    told = workplace(desk, found.vertelpunt.slug).readable().select_related("audience").filter(number=story).first()
    if told is None:
        messages.error(request, _("There is no released story with this number here."))
        return redirect("patterns:observation_stories", desk.coalition.slug, number)
    if request.method == "POST":
        _quote(request, desk, found, told)
        if request.POST.get("back") == "stories":  # a proposal was taken as it is
            return redirect(f"{reverse('patterns:observation_stories', args=[desk.coalition.slug, number])}#quotable")
        return redirect("patterns:observation_quote", desk.coalition.slug, number, story)
    adjusting = found.quotes.filter(release=told.release, pk=whole_number(request.GET.get("quote", ""))).first()
    shown = {
        "desk": desk,
        "observation": found,
        "story": told,
        "may_quote": told.may_quote == Story.Quote.YES,
        "sentences": _sentences(found, told),
        "quotes": found.quotes.filter(release=told.release),
        "adjusting": adjusting,
        "marked": _marked(request, told, adjusting),
        "steps": [(end, step, sign, str(words)) for end, step, sign, words in STEPS],
    }
    return render(request, "patterns/observation_quote.html", shown)


def _marked(request: HttpRequest, told: Story, adjusting: Quote | None) -> Span | None:
    """Return what is marked when the page opens: the quote to adjust, or what the address asks for."""
    if adjusting is not None:
        return Span(adjusting.start, adjusting.end)
    start, end = (whole_number(request.GET.get(name, "")) for name in ("start", "end"))
    return trimmed(told.release.text, start, end)


def _sentences(found: Observation, told: Story) -> list[dict[str, object]]:
    """Return the sentences of a story: which are proposed and why, and what in them may be a name."""
    text, quoting = told.release.text, Quoting.of(found)
    proposed = quoting.from_story(told)
    return [
        {
            "span": span,
            "text": text[span.start : span.end],
            "names": quoting.names(told, span),
            "why": next((one.reason for one in proposed if one.span.start <= span.start < one.span.end), ()),
        }
        for span in sentences(text)
    ]


def _quote(request: HttpRequest, desk: Desk, found: Observation, told: Story) -> None:
    try:
        kept = whole_number(request.POST.get("quote", ""))
        if request.POST.get("do") == "drop":
            actions.drop_quote(desk=desk, observation=found, quote_pk=kept)
            return
        spans = _spans(request, told)
        if not spans:
            raise Refused("empty_quote", _("Mark a piece of the story, or tick a sentence first."))
        here: dict[str, Any] = {"desk": desk, "observation": found}
        for place, span in enumerate(spans):
            if kept and place == 0:
                actions.adjust_quote(**here, quote_pk=kept, start=span.start, end=span.end)
            else:
                actions.quote_story(**here, number=told.number, start=span.start, end=span.end)
        _say(request, told, spans)
    except Refused as refused:
        messages.error(request, str(refused.message))


def _say(request: HttpRequest, told: Story, spans: list[Span]) -> None:
    """Say that it was done, and what in it may be a name: cards name no person, place or provider."""
    messages.success(request, _("The quote stands on the card."))
    names = list(dict.fromkeys(name for span in spans for name in names_in(told, span)))
    if names:
        hint = _("Is there a name in it: %(names)s? Cards name no person, place or provider. Then adjust the quote.")
        messages.warning(request, hint % {"names": ", ".join(names)})


def _spans(request: HttpRequest, told: Story) -> list[Span]:
    """Return what was marked, else the ticked sentences; those that follow each other as one."""
    form = QuoteForm(request.POST)
    if form.is_valid() and form.cleaned_data["end"]:
        return [Span(form.cleaned_data["start"] or 0, form.cleaned_data["end"])]
    known = sentences(told.release.text)
    ticked = {whole_number(start) for start in request.POST.getlist("sentence")}
    return joined([span for span in known if span.start in ticked])
