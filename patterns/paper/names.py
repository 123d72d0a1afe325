"""Names that should not stand on paper: of municipalities, organisations, regions and the ways people came by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from patterns.card import Card
from patterns.discreet import MAY_BE_NAMED
from patterns.printing import story_number
from people.models import Coalition, Region
from vertelpunt.models import Channel, Story

SHORTEST = 4  # a shorter name is too often a word


@dataclass(frozen=True)
class Named:
    """A name, and where it stands."""

    where: str
    name: str


def named_on(cards: Sequence[Card], stories: Sequence[Story]) -> list[Named]:
    """Return the names that people wrote on `cards` or that tellers left in `stories`; somebody must look at them."""
    names = _names()
    if not names:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    texts = [(_("card %(number)s") % {"number": card.number}, _words_of(card)) for card in cards]
    texts += [(_("story %(number)s") % {"number": story_number(one.number)}, _told(one)) for one in stories]
    found = (Named(where, name) for where, words in texts for name in pattern.findall("\n".join(words)))
    return list(dict.fromkeys(found))


def _names() -> list[str]:
    coalitions = Coalition.objects.exclude(kind__in=MAY_BE_NAMED).values_list("name", flat=True)
    regions = Region.objects.values_list("name", flat=True)
    channels = Channel.objects.values_list("name", flat=True)
    every = {name.strip() for name in (*coalitions, *regions, *channels)}
    return sorted((name for name in every if len(name) >= SHORTEST), key=len, reverse=True)


def _words_of(card: Card) -> Iterable[str]:
    yield from (card.title, card.theme, card.seen)
    yield from (text for _letter, text in card.readings)
    yield from (quote.text for quote in card.quotes)


def _told(story: Story) -> Iterable[str]:
    return (story.release.title, story.release.text)
