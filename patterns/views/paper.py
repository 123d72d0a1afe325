"""Printing: what can be chosen before, and the PDF of a card, of a set, or of stories."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lib.errors import Refused
from lib.texts import localized
from patterns.actions.prints import record_print, record_story_cards
from patterns.card import Card, cards_of
from patterns.discreet import public_name
from patterns.keyfigures.sheets import Sheet, sheets
from patterns.models import CardSet, Observation
from patterns.paper.booklet import Booklet
from patterns.paper.forms import CardForm, SetPrintForm, StoryCardsForm
from patterns.paper.names import named_on
from patterns.paper.sources import sources, stories_from, stories_with
from patterns.paper.style import STYLES
from patterns.sets import Laid
from patterns.views.cards import observation_of, shown
from patterns.views.sets import set_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.models import Story

Figures = dict[str, tuple[Workplace, Sheet]]


def _answer(desk: Desk, made: Booklet, card_set: CardSet | None = None) -> HttpResponse:
    """Return a booklet as a file, and remember what was printed."""
    if not made.cards and not made.stories:
        raise Refused("no_cards", _("There is no card to print."))
    response = HttpResponse(made.pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(made.name) or "card"}.pdf"'
    if made.cards:
        record_print(desk=desk, cards=made.cards, card_set=card_set)
    if made.stories:
        record_story_cards(desk=desk, stories=made.stories, card_set=card_set)
    return response


def _checked(form: CardForm | StoryCardsForm) -> None:
    if form.is_bound and not form.is_valid():
        raise Refused("print_choice", _("This cannot be printed like that. Go back and choose again."))


def _stories(desk: Desk, chosen: str, cards: Iterable[Card]) -> Sequence[Story]:
    return () if chosen == "no" else stories_with(desk, [card.pk for card in cards])


def _card_booklet(desk: Desk, number: int, form: CardForm) -> Booklet:
    card = shown(observation_of(desk, number))
    chosen = form.chosen
    return Booklet(
        name=f"{card.number} {card.title}",
        coalition=card.coalition,
        cards=[card],
        style=STYLES[chosen["numbers"]],
        stories=_stories(desk, chosen["stories"], [card]),
        format=chosen["stories"],
    )


def _page(request: HttpRequest, template: str, made: Booklet | None, page: dict[str, object]) -> HttpResponse:
    """Show what can be chosen, with what comes of it."""
    found = named_on(made.cards, made.stories) if made else []
    return render(request, template, page | {"booklet": made, "named": found, "query": request.GET.urlencode()})


@member_view(Permission.READ_FIGURES)
@require_safe
def card_paper(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose how one card is printed."""
    form = CardForm(request.GET, reads=desk.may(Permission.READ_STORIES))
    made = _card_booklet(desk, number, form)
    return _page(request, "patterns/card_paper.html", made, {"desk": desk, "form": form, "number": number})


@member_view(Permission.READ_FIGURES)
@require_safe
def card(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Print one card."""
    form = CardForm(request.GET, reads=desk.may(Permission.READ_STORIES))
    _checked(form)
    return _answer(desk, _card_booklet(desk, number, form))


def _figures(desk: Desk) -> Figures:
    """Return the sheets with key figures of all Vertelpunten of a coalition, by their keys in an address."""
    places = [Workplace(desk, point) for point in vertelpunten_for(desk.coalition)]
    every = ((place, sheet) for place in places for sheet in sheets(place) if sheet.figures)
    return {f"{place.vertelpunt.slug}/{sheet.key}": (place, sheet) for place, sheet in every}


def _set_form(data: QueryDict, desk: Desk, cards: Sequence[Card], figures: Figures) -> SetPrintForm:
    names = [(key, f"{sheet.title} ({localized(place.vertelpunt.title)})") for key, (place, sheet) in figures.items()]
    return SetPrintForm(data, reads=desk.may(Permission.READ_STORIES), cards=cards, sheets=names)


def _set_booklet(desk: Desk, name: str, every: Sequence[Card], form: SetPrintForm, figures: Figures) -> Booklet:
    chosen = form.chosen
    cards = [card for card in every if str(card.pk) in set(chosen["cards"])]
    by = {"theme": lambda card: (card.theme, card.number), "number": lambda card: card.number}.get(chosen["order"])
    if by:
        cards.sort(key=by)
    return Booklet(
        name=name,
        coalition=public_name(desk.coalition),
        cards=cards,
        style=STYLES[chosen["numbers"]],
        contents=bool(chosen["contents"]),
        sheets=[figures[key] for key in chosen.get("sheets", ())],
        stories=_stories(desk, chosen["stories"], cards),
        format=chosen["stories"],
    )


@member_view(Permission.READ_FIGURES)
@require_safe
def card_set_paper(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose how a set is printed; it says before what that asks of people, and of paper."""
    laid, figures = Laid(set_of(desk, number)), _figures(desk)
    form = _set_form(request.GET, desk, laid.cards, figures)
    made = _set_booklet(desk, laid.card_set.name, laid.cards, form, figures) if laid.cards else None
    page = {"desk": desk, "form": form, "laid": laid, "card_set": laid.card_set}
    return _page(request, "patterns/card_set_paper.html", made, page)


@member_view(Permission.READ_FIGURES)
@require_safe
def card_set_print(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Print the cards of a set as one PDF, with what was chosen to go with them."""
    laid, figures = Laid(set_of(desk, number)), _figures(desk)
    form = _set_form(request.GET, desk, laid.cards, figures)
    _checked(form)
    return _answer(desk, _set_booklet(desk, laid.card_set.name, laid.cards, form, figures), laid.card_set)


def _all_cards(request: HttpRequest, desk: Desk, figures: Figures) -> tuple[SetPrintForm, Booklet | None]:
    """Return all cards of a coalition, or only those that are final, with how they are printed."""
    found = desk.coalition.observations.all()
    if request.GET.get("only") == "final":
        found = found.filter(state=Observation.State.FINAL)
    cards = cards_of(found)
    form = _set_form(request.GET if "numbers" in request.GET else QueryDict(), desk, cards, figures)
    return form, _set_booklet(desk, desk.coalition.name, cards, form, figures) if cards else None


@member_view(Permission.READ_FIGURES)
@require_safe
def cards_paper(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose how all cards are printed as one PDF."""
    form, made = _all_cards(request, desk, _figures(desk))
    page = {"desk": desk, "form": form, "only": request.GET.get("only") == "final"}
    return _page(request, "patterns/cards_paper.html", made, page)


@member_view(Permission.READ_FIGURES)
@require_safe
def cards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Print all cards of a coalition as one PDF, or only those that are final."""
    form, made = _all_cards(request, desk, _figures(desk))
    _checked(form)
    if made is None:
        raise Refused("no_cards", _("There is no card to print."))
    return _answer(desk, made)


def _story_booklet(desk: Desk, form: StoryCardsForm) -> Booklet | None:
    if not (form.is_bound and form.is_valid()):
        return None
    stories = stories_from(desk, form.cleaned_data["source"])
    if not stories:
        raise Refused("no_stories", _("There are no stories to print here."))
    name, coalition = _("Story cards"), public_name(desk.coalition)
    return Booklet(name=name, coalition=coalition, stories=stories, format=form.cleaned_data["format"])


@member_view(Permission.READ_STORIES)
@require_safe
def story_cards(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Choose stories to print on cards: those of a card, a set, a track or a selection."""
    form = StoryCardsForm(request.GET, sources(desk))
    made = None
    try:
        made = _story_booklet(desk, form)
    except Refused as refused:
        form.add_error("source", str(refused.message))
    return _page(request, "patterns/story_cards.html", made, {"desk": desk, "form": form})


@member_view(Permission.READ_STORIES)
@require_safe
def story_cards_print(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Print stories on cards."""
    form = StoryCardsForm(request.GET, sources(desk))
    _checked(form)
    made = _story_booklet(desk, form)
    if made is None:
        raise Refused("no_stories", _("Choose first which stories to print."))
    return _answer(desk, made)
