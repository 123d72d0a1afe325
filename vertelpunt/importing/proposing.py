"""What each column may be, from what stands in it; what cannot be told is asked."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from vertelpunt.importing import numbers
from vertelpunt.importing.background import with_background
from vertelpunt.importing.grouping import Group, groups_of, is_flag
from vertelpunt.importing.lists import ANSWER, BY_NAME, PRIVATE, PRIVATE_CELL, steps_of
from vertelpunt.importing.mapping import Column, Mapping
from vertelpunt.importing.missing import is_numeric, may_be_missing, missing_in, missing_numbers
from vertelpunt.importing.profile import Profile
from vertelpunt.importing.sheet import Header
from vertelpunt.narrafirma.words import plain

MOST_OPTIONS, LONGEST_OPTION = 40, 120
INSIDE = ("; ", ";", " | ", "|", ", ", ",", "/")
STORY_LETTERS = 60
Values = list[str]


def propose(header: Header, profiles: Sequence[Profile], sample: Sequence[Sequence[str]]) -> Mapping:
    """Return how a table may be read."""
    grouped = {
        at: (group, option)
        for group in reversed(groups_of(header.raw, header.names, profiles, sample))
        for at, option in zip(group.places, group.options, strict=True)
    }
    columns = []
    for at, name in enumerate(header.names):
        label = header.labels[at] if at < len(header.labels) else ""
        one = _part(name, profiles[at], *grouped[at]) if at in grouped else column_of(name, profiles[at])
        columns.append(with_background(replace(one, text=label or one.text or one.group or name)))
    return Mapping(tuple(_once(_with_story(_named(columns, profiles), profiles))))


def _part(name: str, profile: Profile, group: Group, option: str) -> Column:
    missing, doubts = missing_in(profile, Column(name, "text"))
    column = Column(name, group.kind, group=group.name, option=option, missing=missing)
    return replace(column, text=group.name, ask=("group", *doubts))


def _named(columns: list[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Return the columns with the answers of a question whose cells name them, which any of its columns may hold."""
    words: dict[str, dict[str, None]] = {}
    for column, profile in zip(columns, profiles, strict=True):
        if column.kind == "multi_part" and not column.option:
            given = [value for value in profile.values if column.missing.get(value.lower(), ANSWER) == ANSWER]
            words.setdefault(column.group, {}).update(dict.fromkeys(given))
    by_cells = {group: _pairs(list(found)) for group, found in words.items()}
    return [
        replace(one, options=by_cells[one.group]) if one.kind == "multi_part" and not one.option else one
        for one in columns
    ]


def column_of(name: str, profile: Profile) -> Column:
    """Return what a column may be by itself."""
    if not profile.filled:
        return Column(name, "ignore")
    hint = BY_NAME.get(name.lower().strip(" ?:*"), "")
    if hint:
        return _hinted(name, hint, profile)
    missing, doubts = missing_in(profile, Column(name, "text"))
    answers = {value: times for value, times in profile.values.items() if missing.get(value.lower(), ANSWER) == ANSWER}
    found = _kind(name, profile, list(answers), sum(answers.values()))
    if _private(name, answers):
        return Column(name, "ignore", missing=missing, ask=("private",))
    return replace(found, missing=missing, ask=(*found.ask, *doubts))


def _private(name: str, answers: dict[str, int]) -> bool:
    """Tell whether a column may say who somebody is: by its name, or because most cells are addresses."""
    if PRIVATE.search(name.lower().replace("_", " ")):
        return True
    told = sum(times for value, times in answers.items() if len(value) < 80 and PRIVATE_CELL.fullmatch(value))
    return 2 * told > sum(answers.values())


def _hinted(name: str, hint: str, profile: Profile) -> Column:
    if hint == "date":
        return _dated(name, list(profile.values)) or Column(name, "ignore", ask=("no_day",))
    return Column(name, hint)


def _kind(name: str, profile: Profile, values: Values, count: int) -> Column:
    if not values:
        return Column(name, "ignore")
    if dated := None if profile.many and profile.longest > 40 else _dated(name, values):
        return dated
    if is_numeric(profile):
        return _measured(name, profile, values)
    by_word = frozenset(value.lower() for value in values)
    if not profile.many and (steps := steps_of(by_word)):
        order = sorted(values, key=lambda value: steps.index(value.lower()))
        return Column(name, "ordered", options=(options := _pairs(order)), ask=_capitals(options))
    if not profile.many and (cut := _delimiter(values, profile.values)):
        options = _pairs(_inside(values, cut))
        return Column(name, "multi", delimiter=cut, options=options, ask=("delimiter", *_capitals(options)))
    few = len(values) <= MOST_OPTIONS and profile.longest <= LONGEST_OPTION
    if not profile.many and few and (2 * len(values) <= count or is_flag(profile)):
        options = _pairs(sorted(values, key=lambda one: -profile.values[one]))
        lists = ("lists",) if _may_be_lists(values) else ()
        return Column(name, "choice", options=options, ask=(*lists, *_capitals(options)))
    return Column(name, "text")


def _pairs(values: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return answers with what they are called: no markup, and alike when they differ in capitals only."""
    first: dict[str, str] = {}
    names = [(value, plain(value) or value) for value in values]
    return tuple((value, first.setdefault(name.casefold(), name)) for value, name in names)


def _capitals(options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    alike = any(label != (plain(word) or word) for word, label in options)
    return ("capitals",) if alike else ()


def _dated(name: str, values: Values) -> Column | None:
    found = numbers.orders([value for value in values if not may_be_missing(value)])
    return Column(name, "date", dates=found[0], ask=("dates",) if len(found) > 1 else ()) if found else None


def _measured(name: str, profile: Profile, values: Values) -> Column:
    """Return what a column of numbers may be: yes or no, steps, or places on a line."""
    away = set(missing_numbers(profile))
    found = {value: one for value in values if value not in away and (one := numbers.number(value)) is not None}
    low, high = min(found.values(), default=Fraction(0)), max(found.values(), default=Fraction(0))
    if profile.many and profile.low is not None and profile.high is not None:
        low, high = min(low, profile.low), max(high, profile.high)
    if not profile.many and set(found.values()) <= {Fraction(0), Fraction(1)}:
        return Column(name, "choice", options=_pairs(sorted(found)), ask=("codes",))
    if not profile.many and numbers.is_steps(found.values()):
        return Column(name, "ordered", options=_pairs(sorted(found, key=lambda one: found[one])), ask=("codes",))
    scale = numbers.scale_of(low, high)
    if scale is None:
        return Column(name, "ignore", ask=("no_scale",))
    reached = low == scale[0] and high == scale[1]
    ask = () if reached and scale[0] != 1 else ("line",) if reached else ("scale",)
    return Column(name, "slider", low=str(scale[0]), high=str(scale[1]), ask=ask)


def _inside(values: Values, cut: str) -> list[str]:
    """Return the different answers in lists, those that come most first."""
    counts: dict[str, int] = {}
    for value in values:
        for part in filter(None, map(str.strip, value.split(cut))):
            counts[part] = counts.get(part, 0) + 1
    return sorted(counts, key=lambda one: -counts[one])


def _delimiter(values: Values, times: dict[str, int]) -> str:
    """Return by which sign lists of answers are cut: answers in them come again, alone or in other lists."""
    for cut in INSIDE:
        lists = [value for value in values if cut in value]
        parts = _inside(values, cut)
        longest = max(map(len, parts), default=0)
        again = sum(sum(part == one.strip() for value in values for one in value.split(cut)) > 1 for part in parts)
        fits = len(lists) > 1 and 1 < len(parts) <= MOST_OPTIONS and longest <= 60 and 2 * again >= len(parts)
        if fits and (len(parts) < len(values) or any(part in times for part in parts)):
            return cut
    return ""


def _may_be_lists(values: Values) -> bool:
    """Tell whether an answer is also a part of another one: those may be several answers in one cell.

    >>> _may_be_lists(["moeder, vader", "moeder"]), _may_be_lists(["thuis, bij oma", "op school"])
    (True, False)
    """
    parts = [{part.strip() for part in value.split(cut)} for cut in INSIDE for value in values if cut in value]
    return any(part & set(values) for part in parts)


def _with_story(columns: list[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Return the columns with the longest texts as the story, where no name says which that is."""
    if any(column.kind == "story" for column in columns):
        return columns
    texts = [at for at, column in enumerate(columns) if column.kind == "text" and profiles[at].mean >= STORY_LETTERS]
    if not texts:
        return columns
    longest = max(texts, key=lambda at: profiles[at].mean)
    return [replace(one, kind="story", ask=("story",)) if at == longest else one for at, one in enumerate(columns)]


def _once(columns: list[Column]) -> list[Column]:
    """Return the columns with each of story, title, day and so on once; the others are asked about."""
    taken: set[str] = set()
    made = []
    for column in columns:
        kind = column.kind
        if kind in taken and kind in ("story", "title", "date", "teller", "language", "quote"):
            other = "text" if kind in ("story", "title") else "ignore"
            column = replace(column, kind=other, ask=(*column.ask, "second"))
        taken.add(kind)
        made.append(column)
    return made
