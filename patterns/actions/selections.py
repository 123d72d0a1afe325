"""Keep, change and remove selections; compare one with all other stories."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.actions.evaluations import ask_chosen
from patterns.evaluation_settings import Asked
from patterns.explorer.conditions import Conditions
from patterns.explorer.selections import found_by, may_change
from patterns.explorer.stock import stock_of
from patterns.models import Evaluation, Selection
from patterns.queries import Standing
from patterns.subsets import subset_of
from people.actions import log
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.text import clean, clean_line

LONGEST = 1000


def keep_selection(*, place: Workplace, name: str, query: str, note: str = "", shared: bool = False) -> Selection:
    """Keep the conditions of `query` under a name: for oneself, or for everybody in the coalition."""
    place.desk.require(Permission.READ_FIGURES)
    asked = Conditions.of(query)
    if not asked:
        raise Refused("empty_selection", _("Choose some stories first: a selection without conditions is everything."))
    if len(asked.query) > LONGEST:
        raise Refused("long_selection", _("These are too many conditions to keep. Take some away."))
    found_by(place, asked.query).or_refuse()
    made = Selection(
        coalition=place.desk.coalition, vertelpunt=place.vertelpunt, query=asked.query, made_by=place.desk.user
    )
    return _write(place, made, name, note, shared, "selection-kept")


def change_selection(*, place: Workplace, selection: Selection, name: str, note: str, shared: bool) -> Selection:
    """Give a selection another name or note, or share it; its conditions stay."""
    _may(place, selection)
    selection.hidden = False
    return _write(place, selection, name, note, shared, "selection-changed")


def remove_selection(*, place: Workplace, selection: Selection) -> str:
    """Remove a selection; return its conditions, which are still an address. Cards and evaluations stay."""
    _may(place, selection)
    with transaction.atomic():
        log("selection-removed", actor=place.desk.user, coalition=place.desk.coalition, thing=selection)
        selection.delete()
    return selection.query


def compare_selection(*, place: Workplace, query: str, start: bool = True) -> Evaluation:
    """Ask for an evaluation like the last one, in which the stories of `query` too are compared with all others."""
    place.desk.require(Permission.ANALYSE)
    subset_of(stock_of(place).loaded.dataset(), query)  # refuses what an evaluation cannot tell apart
    again = Asked.again(Standing(place.desk.coalition, place.vertelpunt)).with_subset(query)
    return ask_chosen(place=place, settings=again.settings, subsets=again.subsets, start=start)


def _may(place: Workplace, selection: Selection) -> None:
    if selection.coalition_id != place.desk.coalition.pk or not may_change(place, selection):
        raise Http404


def _write(place: Workplace, one: Selection, name: str, note: str, shared: bool, verb: str) -> Selection:
    one.name, one.note, one.shared = clean_line(name)[:80], clean(note)[:LONGEST], shared
    if not one.name:
        raise Refused("selection_name", _("Give the selection a name."))
    try:
        with transaction.atomic():
            one.save()
            log(verb, actor=place.desk.user, coalition=place.desk.coalition, thing=one)
    except IntegrityError as error:
        message = _("There is a selection with this name already. Choose another name; nothing was changed.")
        raise Refused("selection_exists", message, status=409) from error
    return one


def hide_selections(*, vertelpunt: int, says: Callable[[str], bool]) -> None:
    """Hide the words of selections that repeat a story which goes; who made one can write them anew."""
    here = Selection.objects.filter(vertelpunt=vertelpunt, hidden=False)
    found = [one.pk for one in here if any(says(text) for text in _texts(one))]
    Selection.objects.filter(pk__in=found).update(hidden=True)


def _texts(one: Selection) -> Sequence[Any]:
    return one.name, one.note, *Conditions.of(one.query).values("q")
