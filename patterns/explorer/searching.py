"""Words searched in released stories, in the database: no text stays in memory."""

import shlex

import numpy as np
from django.db.models import Q

from patterns.explorer.matching import Words
from patterns.explorer.stock import MOST_SEARCHES, Stock
from patterns.stats.columns import Bools, Ints
from people.roles import Permission
from vertelpunt.access import Workplace

MOST_WORDS = 8


def words_in(place: Workplace, stock: Stock) -> Words | None:
    """Return what finds stories by words in them; None for who may not read stories."""
    if not place.desk.may(Permission.READ_STORIES):
        return None

    def find(text: str) -> Bools:
        numbers = stock.searches.get(text)
        if numbers is None:
            numbers = stock.searches[text] = _numbers(place, text)
            while len(stock.searches) > MOST_SEARCHES:
                stock.searches.popitem(last=False)
        return np.isin(stock.marks.numbers, numbers)

    return find


def wanted(text: str) -> list[str]:
    """Return the words of a search; those between quotation marks stay together."""
    try:
        words = shlex.split(text.replace("'", "’"))
    except ValueError:  # a quotation mark that is not closed
        words = text.replace('"', " ").split()
    return words[:MOST_WORDS]


def _numbers(place: Workplace, text: str) -> Ints:
    """Return the numbers of the released stories that hold every word, in the title or in the text."""
    found = place.readable().select_related(None).order_by()
    for word in wanted(text):
        found = found.filter(Q(release__text__icontains=word) | Q(release__title__icontains=word))
    return np.fromiter(found.values_list("number", flat=True), np.int64)
