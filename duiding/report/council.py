"""The letter of two pages for a council, with an annex by the themes of the law; from the same material."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duiding.models import Table
from duiding.queries.material import cards_on, stories_on
from duiding.report.document import Block, Document, Part, several
from duiding.report.legal import THEMES, Theme, themes_of
from duiding.report.proposed import decided, happens
from duiding.report.source import Source
from lib.small_groups import shown_alone
from lib.texts import active_language
from patterns.card import Card, cards_of
from patterns.models import Observation

MOST_CARDS = 6
MOST_PROPOSALS = 7
TITLES: dict[Theme, str | Promise] = {
    "access": gettext_lazy("Getting help: can people find it, and is it there in time?"),
    "quality": gettext_lazy("The quality of the help and of how people are met"),
    "effect": gettext_lazy("What it brings: growing up healthy and safe, standing on one's own feet, taking part"),
}


def _cards(source: Source) -> list[Card]:
    """Return the cards that lay on the tables, each once, in the order of their numbers."""
    tables = [board.table for board in source.boards]
    keys = {card.pk for table in tables for card in cards_on(table)}
    return sorted(cards_of(Observation.objects.filter(pk__in=keys)), key=lambda card: card.number)


def _stories(tables: list[Table]) -> int:
    return len({story.pk for table in tables for story in stories_on(table)})


def told(source: Source) -> Part:
    """Return how many stories and people it rests on, and what stood out in what people told."""
    stories = _stories([board.table for board in source.boards])
    lines = []
    if stories:
        words = ngettext(
            "One experience lay on the tables.",
            "%(n)d experiences lay on the tables.",
            stories,
        )
        lines.append(words % {"n": stories})
    people = shown_alone(sum(source.perspectives.values()), source.smallest)
    if people:
        lines.append(ngettext("%(n)d person read them.", "%(n)d people read them.", people) % {"n": people})
    points = several([card.title for card in _cards(source)], MOST_CARDS, _("and %(n)d more"))
    blocks = (Block(_("What stood out"), points=points),) if points else ()
    title, written = _("What people told"), source.written.get("told", "")
    return Part("told", title, written, (" ".join(lines),) if lines else (), blocks)


def _short(part: Part) -> Part:
    """Return a part that leaves room for the others: the first proposals, and how many more there are."""
    left = len(part.blocks) - MOST_PROPOSALS
    if left <= 0:
        return part
    words = ngettext("One more proposal stands in the report.", "%(n)d more proposals stand in the report.", left) % {
        "n": left
    }
    return Part(part.key, part.title, part.written, part.lines, part.blocks[:MOST_PROPOSALS], after=words)


def letter(source: Source) -> Document:
    """Return the letter with its annex."""
    session = source.session
    opening = source.written.get("letter", "") or _(
        "On %(day)s people of %(coalition)s read experiences with help for young people together. "
        "With this letter we tell you what they read, what was decided, and what happens now."
    ) % {"day": date_format(session.held_on, "j F Y"), "coalition": session.coalition}
    return Document(
        title=_("To the council: what young people and parents told us"),
        above=f"{session.coalition.known_as} · {date_format(session.held_on, 'j F Y')}",
        author=session.coalition.known_as,
        lang=active_language(),
        parts=(Part("letter", "", opening), told(source), _short(decided(source)), happens(source)),
        foot=_("Stories and figures show where to look. They are not representative."),
        annex=annex(source),
    )


def annex(source: Source) -> Document:
    """Return the cards and proposals by theme of the law, which says what it does not claim."""
    cards = _cards(source)
    sorted_cards = {theme: [card for card in cards if theme in _themes(card)] for theme in THEMES}
    rest = [card for card in cards if not _themes(card)]
    parts = [_theme(source, theme, str(TITLES[theme]), sorted_cards[theme]) for theme in THEMES]
    if rest:
        parts.append(_theme(source, "other", _("What falls under none of these"), rest))
    claims = _(
        "This annex puts what people told in the order of the themes of client-experience research under the Wmo 2015 "
        "and the Youth Act. It does not claim to meet that duty: people chose themselves to tell, nobody was drawn "
        "by lot, and the questions are others. Use it beside that research, to hear why."
    )
    return Document(
        title=_("Annex: by the themes of client-experience research"),
        above=f"{source.session.coalition.known_as} · {date_format(source.session.held_on, 'j F Y')}",
        author=source.session.coalition.known_as,
        lang=active_language(),
        parts=(Part("claims", _("What this is, and what it is not"), lines=(claims,)), *parts),
    )


def _themes(card: Card) -> tuple[Theme, ...]:
    return themes_of(question.key for pattern in card.patterns for question in pattern.questions)


def _theme(source: Source, key: str, title: str, cards: list[Card]) -> Part:
    numbers = {card.pk for card in cards}
    points = [_("Card %(number)d: %(title)s") % {"number": card.number, "title": card.title} for card in cards]
    plans = [one.title for one in source.proposals if numbers & {card.pk for card in one.observations.all()}]
    blocks: tuple[Block, ...] = (Block(_("What stood out"), points=tuple(points)),) if points else ()
    blocks += (Block(_("What is proposed"), points=tuple(plans)),) if plans else ()
    none = () if blocks else (_("Nothing of this lay on the tables."),)
    return Part(key, title, source.written.get(f"law-{key}", ""), none, blocks)
