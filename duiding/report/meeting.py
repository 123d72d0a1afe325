"""Parts of a report: what the meeting was, its programme, who was there and what lay on the tables."""

from collections import Counter
from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duiding.balance import CLIENTS, RULERS
from duiding.invitations import when
from duiding.models.session import Perspective
from duiding.queries.material import cards_on, stories_on
from duiding.queries.programme import days_of
from duiding.report.document import Block, Grid, Part
from duiding.report.source import Source
from lib.small_groups import shown, shown_alone


def introduction(source: Source) -> Part:
    """Return what somebody wrote to begin with."""
    return Part("introduction", _("In short"), source.written.get("introduction", ""))


def meeting(source: Source) -> Part:
    """Return when and where it was, and what for."""
    session = source.session
    place = ", ".join(filter(None, (str(session.get_kind_display()), session.place)))
    rows = [(_("When"), "; ".join(when(session))), (_("Where"), place)]
    rows += [(_("Theme"), session.shown_theme)] if session.shown_theme else []
    lines = tuple(_("%(name)s: %(value)s") % {"name": name, "value": value} for name, value in rows)
    goal = (session.shown_goal,) if session.shown_goal else ()
    return Part("meeting", _("The meeting"), lines=(*goal, *lines), data=Grid((_("name"), _("value")), tuple(rows)))


def programme(source: Source) -> Part:
    """Return what was done when."""
    days = days_of(source.session)
    several = len(days) > 1
    rows = tuple(
        (
            f"{date_format(localtime(row.starts_at), 'j F') + ' ' if several else ''}{localtime(row.starts_at):%H:%M}",
            str(row.step),
            int(row.step.minutes),
        )
        for day in days
        for row in day.rows
    )
    grid = Grid((_("Time"), _("What we did"), _("Minutes")), rows)
    return Part("programme", _("Programme"), source.written.get("programme", ""), grid=grid, data=grid)


def people(source: Source) -> Part:
    """Return from where people looked: small groups together, and names only where somebody wrote them down."""
    present = {value: n for value, n in source.perspectives.items() if n}
    counts = _counted_apart(present, source.smallest)
    total = shown_alone(sum(present.values()), source.smallest)
    rows = tuple((capfirst(label), n) for label, n in counts.items() if n is not None)
    together = [label for label, n in counts.items() if n is None]
    lines = [_said(total, source.smallest)] if present else [_("Nobody wrote down who was there.")]
    if together:
        words = _("Not counted apart, since there were few of one of them: %(who)s.")
        lines.append(words % {"who": ", ".join(together)})
    names = source.written.get("names", "")
    named = (Block(_("Taking part, and fine with being named"), lines=(names,)),) if names else ()
    data = Grid((_("looks as"), _("people")), (*rows, *((capfirst(who), _("not counted apart")) for who in together)))
    grid = Grid((_("Looked as"), _("People")), rows)
    title, written = _("Who was there"), source.written.get("people", "")
    return Part("people", title, written, tuple(lines), named, grid=grid, data=data)


def _counted_apart(present: Mapping[str, int], smallest: int) -> dict[str, int | None]:
    """Return how many looked from each perspective; some perspectives as one where that is what can be shown."""
    labels = {value: str(label) for value, label in Perspective.choices}
    clients, rulers = _("young people and parents"), _("policy, management and administration")
    wide = labels | dict.fromkeys(CLIENTS, clients) | dict.fromkeys(RULERS, rulers)
    widest = dict.fromkeys(labels, _("professionals, policy and others")) | dict.fromkeys(CLIENTS, clients)
    levels = [_counts(present, names, smallest) for names in (labels, wide, widest)]
    return next((counts for counts in levels if None not in counts.values()), levels[0])


def _counts(present: Mapping[str, int], names: Mapping[str, str], smallest: int) -> dict[str, int | None]:
    together: Counter[str] = Counter()
    for value, n in present.items():
        together[names[value]] += n
    return dict(zip(together, shown(list(together.values()), smallest), strict=True))


def _said(total: int | None, smallest: int) -> str:
    if total is None:
        return _("Fewer than %(n)d people took part.") % {"n": smallest}
    return ngettext("%(n)d person took part.", "%(n)d people took part.", total) % {"n": total}


def material(source: Source) -> Part:
    """Return the cards and stories that lay on each table."""
    blocks, rows = [], []
    for board in source.boards:
        cards, stories = cards_on(board.table), stories_on(board.table)
        points = [_("Card %(number)d: %(title)s") % {"number": card.number, "title": card.title} for card in cards]
        if stories:
            numbers = ", ".join(str(story) for story in stories)
            points.append(_("Stories: %(numbers)s") % {"numbers": numbers})
        blocks.append(Block(heading(board.table), points=tuple(points or [_("Nothing lay here.")])))
        rows += [(str(board.table), _("card"), f"{card.number}", card.title) for card in cards]
        rows += [(str(board.table), _("story"), str(story), "") for story in stories]
    data = Grid((_("table"), _("kind"), _("number"), _("title")), tuple(rows))
    title, written = _("What was read"), source.written.get("material", "")
    return Part("material", title, written, blocks=tuple(blocks), data=data)


def heading(table: object) -> str:
    """Return the name of a table with its theme."""
    theme = getattr(table, "shown_theme", "")
    return f"{table} · {theme}" if theme else str(table)
