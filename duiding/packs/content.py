"""What goes into a print pack: for each table its sheets, with the names and texts as they are now."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from duiding.models import Session, Table
from duiding.packs.choice import Choice
from duiding.packs.words import note_kinds, words
from duiding.queries.material import readable_cards, stories_on
from duiding.queries.programme import DayPlan, days_of
from duiding.queries.seats import Seated, SeatTable, seat_tables
from duiding.queries.sessions import shown_code
from lib.links import whole_address
from lib.pdf import breakable
from lib.texts import active_language
from patterns.card import Card
from patterns.discreet import public_name
from patterns.keyfigures.printing import printed as printed_sheet
from patterns.keyfigures.sheets import Sheet, sheets
from patterns.paper.sources import whole
from patterns.paper.stories import printed as printed_story
from patterns.paper.style import FRONT
from patterns.paper.words import words as words_of_cards
from patterns.printing import printed_cards
from people.access import Desk
from vertelpunt.access import Workplace
from vertelpunt.models import Story

BADGES = 10  # on one sheet


@dataclass(frozen=True)
class Laid:
    """A table with what will be printed for it."""

    table: Table
    people: list[Seated]
    cards: list[Card]
    stories: list[Story]


def laid_on(rows: Iterable[SeatTable], choice: Choice) -> list[Laid]:
    """Return the tables with their cards and stories, of those parts that were chosen."""
    return [
        Laid(
            row.table,
            row.people,
            [shown.card for shown in readable_cards(row.table)] if "cards" in choice.parts else [],
            _stories(row.table) if "stories" in choice.parts else [],
        )
        for row in rows
    ]


def rows_of(session: Session, table: Table | None = None) -> list[SeatTable]:
    """Return all tables of a session with who sits there, or only one."""
    return [row for row in seat_tables(session) if table is None or row.table.pk == table.pk]


def _stories(table: Table) -> list[Story]:
    order = [story.pk for story in stories_on(table)]
    known = whole(Story.objects.filter(pk__in=order)).in_bulk()
    return [known[pk] for pk in order if pk in known]


def content(desk: Desk, session: Session, laid: Sequence[Laid], choice: Choice) -> dict[str, Any]:
    """Return everything that the template needs."""
    figures = _figures(desk, session) if "figures" in choice.parts else []
    place = Workplace(desk, session.vertelpunt)
    goal, days = breakable(session.shown_goal), [_day(day) for day in days_of(session)]
    return {
        "lang": active_language(),
        "title": f"{_('Print pack')}: {session}",
        "author": public_name(session.coalition),
        "words": words_of_cards(FRONT),
        "style": FRONT.plain(),
        "pack": words(),
        "session": breakable(str(session), 25),
        "where": breakable(" · ".join(filter(None, (session.place, session.meeting_link)))),
        "goal": goal,
        "days": days,
        "address": whole_address("duiding:join"),
        "code": shown_code(session.join_code),
        "tables": [_table(place, one, _sheets_for(one.table, figures), choice, bool(days[0]["rows"])) for one in laid],
    }


def _figures(desk: Desk, session: Session) -> list[Sheet]:
    return [sheet for sheet in sheets(Workplace(desk, session.vertelpunt)) if sheet.figures]


def _sheets_for(table: Table, every: Sequence[Sheet]) -> list[Sheet]:
    """Return the key figures of the track of a table or its session, else those of the whole."""
    track = table.track_id or table.session.track_id
    fitting = [sheet for sheet in every if sheet.track and sheet.track.pk == track]
    return fitting or [sheet for sheet in every if sheet.track is None]


def _table(place: Workplace, laid: Laid, figures: list[Sheet], choice: Choice, planned: bool) -> dict[str, Any]:
    table, key = laid.table, laid.table.pk
    cards = [card | {"label": f"{key}-{card['label']}"} for card in printed_cards(laid.cards, FRONT)]
    has = {"cards": cards, "stories": laid.stories, "figures": figures, "programme": planned, "script": planned}
    colour = str(table.get_colour_display())
    return {
        "key": key,
        "parts": [part for part in choice.parts if has.get(part, True)],
        "name": breakable(str(table), 25),
        "word": "" if colour.casefold() in str(table).casefold() else colour,
        "colour": table.colour,
        "theme": breakable(table.shown_theme, 30),
        "facilitator": breakable(table.facilitator, 30),
        "qr": _square(table),
        "badges": _badges(laid.people),
        "cards": cards,
        "figures": [printed_sheet(place, sheet) for sheet in figures],
        "stories": [printed_story(story) for story in laid.stories],
        "notes": note_kinds(choice.notes),
    }


def _badges(people: Sequence[Seated]) -> list[dict[str, str]]:
    named = [
        {"name": breakable(one.name, 20), "about": breakable(one.invitee.organisation, 30)}
        for one in people
        if hasattr(one.invitee, "contact")  # a name that was deleted is not printed
    ]
    return named + [{"name": "", "about": ""}] * (-len(named) % BADGES or (0 if named else BADGES))


def _square(table: Table) -> str:
    address = f"{whole_address('duiding:join')}?code={table.session.join_code}&table={table.pk}"
    picture = io.BytesIO()
    segno.make(address, micro=False).save(picture, kind="svg", scale=6, border=2)
    return picture.getvalue().decode()


def _day(day: DayPlan) -> dict[str, Any]:
    starts, ends = localtime(day.starts_at), localtime(day.ends_at)
    return {
        "title": f"{capfirst(date_format(starts, 'l j F Y'))}, {starts:%H:%M}–{ends:%H:%M}",
        "rows": [
            {
                "at": f"{localtime(row.starts_at):%H:%M}",
                "title": breakable(str(row.step), 25),
                "minutes": str(row.step.minutes),
                "script": [breakable(line) for line in row.step.shown_script.splitlines() if line.strip()],
            }
            for row in day.rows
        ],
    }
