"""Sets of cards: make one, put cards in it, order them."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import card_sets as actions
from patterns.forms import NewSetForm, SetForm
from patterns.models import CardSet
from patterns.sets import Laid, cards_at_hand
from patterns.sets import card_sets as sets_of
from patterns.views.stories import whole_number
from people.access import Desk, member_view
from people.roles import Permission

WRITE = ["GET", "HEAD", "POST"]


def set_of(desk: Desk, number: int) -> CardSet:
    """Return the coalition's set with this number, or 404."""
    return get_object_or_404(desk.coalition.card_sets, number=number)


@member_view(Permission.READ_FIGURES)
@require_http_methods(WRITE)
def card_sets(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the sets of a coalition; by POST make one."""
    form = NewSetForm(request.POST) if request.method == "POST" else NewSetForm()
    if form.is_bound:
        desk.require(Permission.WRITE_CARDS)
        if form.is_valid():
            made = actions.make_set(desk=desk, **form.cleaned_data)
            return redirect("patterns:card_set", desk.coalition.slug, made.number)
    laid = [Laid(one) for one in sets_of(desk.coalition)]
    return render(request, "patterns/card_sets.html", {"desk": desk, "laid": laid, "form": form})


@member_view(Permission.READ_FIGURES)
@require_http_methods(WRITE)
def card_set(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Show a set in its order with what it asks of people; by POST change it."""
    found = set_of(desk, number)
    form = SetForm.of(found)
    if request.method == "POST":
        desk.require(Permission.WRITE_CARDS)
        form = SetForm(request.POST) if request.POST.get("do") == "change" else form
        if not form.is_bound or form.is_valid():
            return _changed(request, desk, found, form)
    laid = Laid(found)
    inside = {card.pk for card in laid.cards}
    others = cards_at_hand(desk.coalition).exclude(pk__in=inside).select_related("coalition")
    shown = {
        "desk": desk,
        "laid": laid,
        "card_set": found,
        "form": form,
        "others": others.order_by("position", "number"),
    }
    return render(request, "patterns/card_set.html", shown)


def _changed(request: HttpRequest, desk: Desk, found: CardSet, form: SetForm) -> HttpResponse:
    card = whole_number(request.POST.get("card", ""))
    done: Mapping[str, Callable[[], object]] = {
        "change": lambda: actions.change_set(desk=desk, card_set=found, **form.cleaned_data),
        "put": lambda: actions.put_in_set(desk=desk, card_set=found, card=card),
        "take": lambda: actions.take_out_of_set(desk=desk, card_set=found, card=card),
        "earlier": lambda: actions.move_in_set(desk=desk, card_set=found, card=card, earlier=True),
        "later": lambda: actions.move_in_set(desk=desk, card_set=found, card=card, earlier=False),
        "order": lambda: actions.order_set(desk=desk, card_set=found, cards=_order(request)),
        "delete": lambda: actions.delete_set(desk=desk, card_set=found),
    }
    do = request.POST.get("do", "")
    try:
        done.get(do, _nothing)()
    except Refused as refused:
        messages.error(request, str(refused.message))
    if do == "delete":
        messages.success(request, _("The set “%(name)s” was deleted. Its cards stay.") % {"name": found.name})
        return redirect("patterns:card_sets", desk.coalition.slug)
    return redirect("patterns:card_set", desk.coalition.slug, found.number)


def _order(request: HttpRequest) -> list[int]:
    return [whole_number(typed) for typed in request.POST.get("order", "").split(",")]


def _nothing() -> object:
    raise Http404
