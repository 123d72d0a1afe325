"""What goes into one PDF, in its order: contents, observation cards, key figures, stories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.pdf import breakable
from patterns.card import Card
from patterns.keyfigures.printing import printed as printed_sheet
from patterns.keyfigures.sheets import Sheet
from patterns.paper.stories import printed as printed_story
from patterns.paper.style import FRONT, Style
from patterns.printing import cards_pdf, label_of
from vertelpunt.access import Workplace
from vertelpunt.models import Story

PAGES = re.compile(rb"/Type\s*/Pages\b.{0,200}?/Count (\d+)", re.S)


@dataclass(frozen=True)
class Booklet:
    """A PDF to be made: `format` says how large the cards with stories are."""

    name: str
    coalition: str
    cards: Sequence[Card] = ()
    style: Style = FRONT
    contents: bool = False
    sheets: Sequence[tuple[Workplace, Sheet]] = ()
    stories: Sequence[Story] = ()
    format: str = "a6"

    @cached_property
    def pdf(self) -> bytes:
        """Return the PDF."""
        return cards_pdf(
            self.cards,
            self.style,
            title=self.name,
            author=self.coalition,
            opening=self._opening() if self.contents else None,
            sheets=[
                printed_sheet(place, sheet) | {"label": f"sheet-{at}"} for at, (place, sheet) in enumerate(self.sheets)
            ],
            stories=[printed_story(story) for story in self.stories],
            format=self.format,
        )

    @property
    def pages(self) -> int:
        """Return how many pages it has."""
        found = PAGES.search(self.pdf)  # the tree of pages is not packed
        return int(found[1]) if found else 0

    @property
    def leaves(self) -> int:
        """Return how many leaves that is, printed on both sides."""
        return -(-self.pages // 2)

    def _opening(self) -> dict[str, Any]:
        day = date_format(timezone.localdate(), "j F Y")
        return {
            "title": breakable(self.name),
            "about": " · ".join(filter(None, (self.coalition, _("printed on %(day)s") % {"day": day}))),
            "source": _("everything is made up") if any(card.fictional for card in self.cards) else "",
            "rows": [*self._cards(), *self._sheets(), *self._stories()],
        }

    def _cards(self) -> list[dict[str, str]]:
        return [
            {"number": str(card.number), "title": breakable(card.title), "about": card.theme, "label": label_of(place)}
            for place, card in enumerate(self.cards, start=1)
        ]

    def _sheets(self) -> list[dict[str, str]]:
        name = _("Key figures")
        return [
            {"number": "", "title": breakable(f"{name}: {sheet.title}"), "about": "", "label": f"sheet-{at}"}
            for at, (_place, sheet) in enumerate(self.sheets)
        ]

    def _stories(self) -> list[dict[str, str]]:
        n = len(self.stories)
        about = ngettext("%(n)s story", "%(n)s stories", n) % {"n": n}
        return [{"number": "", "title": _("Story cards"), "about": about, "label": "stories"}] if n else []
