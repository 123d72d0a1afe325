"""New stories on the theme of a proposal beside the old ones; only within the coalition, and never a measurement."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from duiding.models import Effect, Proposal
from patterns.beside import Beside
from patterns.comparing import Comparison, compare
from patterns.explorer.conditions import FROM, TO, Conditions, column_called, value_said
from patterns.explorer.stock import Stock, stock_of
from patterns.sides import Choice, offered
from patterns.stats.columns import Bools
from people.access import Desk
from people.roles import Permission
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.models import Story

MOST_STORIES, LOOKED_AT = 6, 60


@dataclass(frozen=True, eq=False)
class Moved:
    """What was told before and after a proposal: figures of the questions it names, and stories to read."""

    effect: Effect
    comparison: Comparison
    questions: tuple[Beside, ...]
    gone: tuple[str, ...]
    before: list[Story]
    after: list[Story]


def place_of(desk: Desk, proposal: Proposal) -> Workplace | None:
    """Return where the stories of `proposal` are counted for this coalition; None once they are no longer lent."""
    here = vertelpunten_for(desk.coalition).filter(pk=proposal.vertelpunt_id).first()
    return Workplace(desk, here) if here else None


def until(since: date) -> str:
    """Return the last day of before."""
    return (since - timedelta(days=1)).isoformat()


def sides(effect: Effect) -> tuple[str, str]:
    """Return both selections as the end of an explorer's address: before its day, and from that day on."""
    chosen = Conditions.of(effect.query)
    return (
        chosen.having(TO, until(effect.since)).query,
        chosen.having(FROM, effect.since.isoformat()).query,
    )


def stories_to_compare(place: Workplace) -> dict[str, list[Choice]]:
    """Return which stories a proposal can hope to move: all, a track, a kept selection, or those with an answer."""
    stock = stock_of(place)
    groups = {name: rows for name, rows in offered(place, stock).items() if rows}
    for key, column in stock.columns.items():
        if column.is_question and column.kind in ("multi", "choice"):
            groups[column.label] = [
                Choice(Conditions.of({key: option.code}).query, value_said(column, option.code))
                for option in column.options
            ]
    return groups


def questions_to_move(stock: Stock) -> list[tuple[str, str]]:
    """Return the questions that a proposal can name, by key and name."""
    return [(key, column.label) for key, column in stock.columns.items() if column.is_question]


def moved(desk: Desk, effect: Effect, place: Workplace) -> Moved:
    """Return what was told before and after, question by question."""
    first, second = sides(effect)
    comparison = compare(place, first, second)
    by_key = {one.key: one for one in comparison.told}
    known = [column_called(key, comparison.stock.columns) for key in effect.questions]
    keys = [column.key for column in known if column]
    gone = tuple(key for key, column in zip(effect.questions, known, strict=True) if column is None)
    return Moved(
        effect=effect,
        comparison=comparison,
        questions=tuple(by_key[key] for key in keys if key in by_key),
        gone=gone,
        before=_to_read(desk, place, comparison.stock, comparison.first.rows),
        after=_to_read(desk, place, comparison.stock, comparison.second.rows),
    )


def _to_read(desk: Desk, place: Workplace, stock: Stock, rows: Bools) -> list[Story]:
    """Return the newest of some stories that this person may read."""
    if not desk.may(Permission.READ_STORIES):
        return []
    newest = [UUID(stock.loaded.ids[at]) for at in stock.newest_first(rows)[:LOOKED_AT]]
    found = place.readable().select_related("audience", "release").in_bulk(newest)
    return [found[pk] for pk in newest if pk in found][:MOST_STORIES]
