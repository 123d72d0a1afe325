"""The columns of a file: what stands in each, for people and for programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from django.utils.translation import gettext as _

from lib.texts import localized
from vertelpunt.exporting.fields import Field, Mark, labels_of
from vertelpunt.exporting.told import Told
from vertelpunt.models import Story, Vertelpunt

Cell = int | str | Mark | None
Kind = Literal["number", "code", "flag", "text"]
YES_NO = ("no", "yes")
QUASI = ("told_on", "audience", "channel", "region", "language")  # what others may know of a teller


@dataclass(frozen=True)
class Column:
    """One column; `part` is what it is chosen by, `background` says whether others may know it of a teller or a child.

    `hints`: what of the background shows in who was asked this: "audience", or the key of a question about people.
    `of_child`: whether it tells anything of the child or family; that is the first to be withheld.
    """

    name: str
    label: str
    kind: Kind
    part: str
    read: Callable[[Told], Cell]
    values: Mapping[str, str] = field(default_factory=dict)
    background: bool = False
    hints: frozenset[str] = frozenset()
    of_child: bool = False

    @property
    def tells(self) -> bool:
        """Tell whether it says anything of who told a story, or of whom it is about."""
        return self.background or bool(self.hints)

    def worded(self, cell: Cell) -> Cell:
        """Return a cell in words."""
        known: Cell = None if isinstance(cell, Mark) or cell is None else self.values.get(str(cell))
        return cell if known is None else known


@dataclass(frozen=True)
class Part:
    """What can be chosen on the page: a fact or a question, with its columns."""

    key: str
    label: str
    columns: tuple[Column, ...]
    field: Field | None = None


def facts(point: Vertelpunt, asked: Sequence[Field], *, outside: bool) -> list[Part]:
    """Return what is known of a story beside its answers."""
    yes_no = {"no": _("no"), "yes": _("yes")}
    audiences = labels_of((one.key, localized(one.name)) for one in point.audiences.all())
    channels = labels_of((one.code, one.name) for one in point.channels.all())
    region = next((one for one in asked if one.kind == "region"), None)
    made = [
        _fact("number", _("number of the story"), "number", lambda told: told.number),
        _fact("told_on", _("month") if outside else _("day"), "text", partial(_day, outside)),
        _fact("audience", _("group"), "code", lambda told: told.audience, audiences),
        _fact("channel", _("link"), "code", lambda told: told.channel, channels),
        _fact("region", _("region"), "text", partial(_region, region)),
        _fact("language", _("language"), "text", lambda told: told.language),
        _fact("words", _("words"), "number", lambda told: told.words),
        _fact("complete", _("complete"), "code", lambda told: YES_NO[told.complete], yes_no),
        _fact("source", _("where it was told"), "code", lambda told: told.source, _choices(Story.Source.choices)),
        _fact("released", _("released"), "code", lambda told: YES_NO[told.released], yes_no),
        _fact("may_quote", _("may be quoted"), "code", lambda told: told.may_quote, _choices(Story.Quote.choices)),
        _fact("teller", _("teller, by a name that holds in this file only"), "text", lambda told: told.teller),
        _fact("title", _("title"), "text", lambda told: Mark.WITHHELD if told.title is None else told.title),
        _fact("text", _("story"), "text", lambda told: Mark.WITHHELD if told.text is None else told.text),
    ]
    hidden = ("number", "channel", "teller", "source", "released") if outside else ()
    return [one for one in made if one.key not in hidden]


def _choices(choices: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    return {str(code): str(label) for code, label in choices}


def _fact(key: str, label: str, kind: Kind, read: Callable[[Told], Cell], values: Mapping[str, str] = {}) -> Part:
    return Part(key, label, (Column(key, label, kind, key, read, values, key in QUASI),))


def _day(outside: bool, told: Told) -> Cell:
    return told.told_on.isoformat()[: 7 if outside else 10]


def _region(asked: Field | None, told: Told) -> Cell:
    if told.region is not None or asked is None:
        return told.region
    answer = asked.answer(told.version, told.answers)
    return answer if isinstance(answer, Mark) else None


def question_parts(asked: Iterable[Field], taken: Iterable[str], *, outside: bool) -> list[Part]:
    """Return the questions; what people wrote themselves was read for names by nobody, so it never goes outside."""
    used = set(taken)
    kinds = ("slider", "ordered", "choice", "multi", "triad") + (() if outside else ("text",))
    every = {one.key: one for one in asked}
    made = [(_question(one, used), one) for one in every.values() if one.kind in kinds]
    return [_telling(part, one, hints_of(one.key, every), every) for part, one in made]


def _telling(part: Part, asked: Field, hints: frozenset[str], every: Mapping[str, Field]) -> Part:
    """Return a question whose columns say what they, and its being asked, tell of people."""
    of_child = any(_is_about_child(every[key]) for key in {asked.key, *hints} if key in every)
    background = _is_background(asked)
    columns = (replace(one, background=background, hints=hints, of_child=of_child) for one in part.columns)
    return replace(part, columns=tuple(columns))


def _is_background(asked: Field) -> bool:
    return any(one.is_background for one in asked.every)


def _is_about_child(asked: Field) -> bool:
    return any(one.about == "child" for one in asked.every)


def hints_of(key: str, every: Mapping[str, Field], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what of the background shows in who was asked a question in any version, by whichever way it was reached.

    A question that is asked after another tells how that was answered, and so what that one's being asked tells.
    """
    if key not in every or key in seen:
        return frozenset()
    asked, found = every[key].every, set[str]()
    if any(one.audiences for one in asked):
        found.add("audience")
    for before in {one.show_if.key for one in asked if one.show_if is not None}:
        if before in every and _is_background(every[before]):
            found.add(before)
        found |= hints_of(before, every, seen | {key})
    return frozenset(found)


def _question(asked: Field, used: set[str]) -> Part:
    key = f"answer_{asked.key}" if asked.key in used else asked.key
    label = localized(asked.question.short) or localized(asked.question.text) or asked.key
    values = labels_of((option.code, localized(option.label)) for option in asked.options)
    if asked.kind in ("multi", "triad"):
        read, kind, words = _wide(asked)
        columns = tuple(
            Column(f"{key}.{code}", f"{label}: {values[code]}", kind, key, partial(read, asked, place, code), words)
            for place, code in enumerate(values)
        )
    else:
        kind = {"slider": "number", "text": "text"}.get(asked.kind, "code")  # type: ignore[assignment]
        reads = _text if asked.kind == "text" else _single
        columns = (Column(key, label, kind, key, partial(reads, asked), values),)
    return Part(key, label, columns, asked)


def _wide(asked: Field) -> tuple[Callable[[Field, int, str, Told], Cell], Kind, dict[str, str]]:
    if asked.kind == "triad":
        return _share, "number", {}
    return _flag, "flag", {"0": _("no"), "1": _("yes")}


def _single(asked: Field, told: Told) -> Cell:
    return asked.answer(told.version, told.answers)  # type: ignore[no-any-return]


def _text(asked: Field, told: Told) -> Cell:
    return _single(asked, told) if told.released else Mark.WITHHELD


def _flag(asked: Field, _place: int, code: str, told: Told) -> Cell:
    answer = asked.answer(told.version, told.answers)
    if isinstance(answer, Mark):
        return answer
    return int(code in answer) if code in asked.offered[told.version] else Mark.NOT_ASKED


def _share(asked: Field, place: int, _code: str, told: Told) -> Cell:
    answer = asked.answer(told.version, told.answers)
    return answer if isinstance(answer, Mark) else int(answer[place])
