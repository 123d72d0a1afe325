"""What a person agreed on: for each column what it is and how its cells are read; and for the file as a whole."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

QUESTIONS = ("slider", "ordered", "choice", "multi", "text")
PARTS = ("multi_part", "triad_part", "na_flag")
ONCE = ("story", "title", "date", "teller", "language", "quote")
KINDS = (*ONCE, *QUESTIONS, *PARTS, "ignore")


@dataclass(frozen=True)
class Column:
    """One column: its kind, and what belongs to that kind; what does not is left empty."""

    name: str
    kind: str
    text: str = ""  # of the question, or of the question that this is a part of
    group: str = ""  # what parts of one question have in common
    option: str = ""  # which answer a part stands for; empty: its cells say it
    low: str = ""
    high: str = ""
    left: str = ""
    right: str = ""
    delimiter: str = ""
    dates: str = ""
    about: str = "story"
    options: tuple[tuple[str, str], ...] = ()  # a word in the file, and what it is called here; in order
    missing: Map[str, str] = field(default_factory=dict)  # a word in small letters, and what it is read as
    ask: tuple[str, ...] = ()  # what must be looked at by a person
    seen: tuple[str, ...] = ()  # what was looked at

    def open(self) -> list[str]:
        """Return what still must be looked at."""
        return [code for code in self.ask if code not in self.seen]


@dataclass(frozen=True)
class Mapping:
    """How a table is read."""

    columns: tuple[Column, ...]
    language: str = "nl"
    encoding: str = ""
    delimiter: str = ""
    labels: bool = False  # the second line says what columns mean, and is no story
    upper: bool = False  # the names of the columns stand in two lines
    ask: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    def open(self) -> int:
        """Return how much must still be looked at."""
        of_file = [code for code in self.ask if code not in self.seen]
        return len(of_file) + sum(len(column.open()) for column in self.columns)

    def at(self, kind: str) -> list[int]:
        """Return where columns of a kind stand."""
        return [at for at, column in enumerate(self.columns) if column.kind == kind]


def to_json(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as plain data, without what is empty."""
    data = asdict(mapping)
    data["columns"] = [{k: v for k, v in column.items() if v} for column in data["columns"]]
    return data


def from_json(data: Map[str, Any]) -> Mapping:
    """Return the mapping that plain data says."""
    columns = tuple(column_from(one) for one in data["columns"])
    rest = {name: data[name] for name in ("language", "encoding", "delimiter", "labels", "upper") if name in data}
    return Mapping(columns, ask=tuple(data.get("ask", ())), seen=tuple(data.get("seen", ())), **rest)


def column_from(data: Map[str, Any]) -> Column:
    """Return the column that plain data says; names that are not known are left out."""
    lists: dict[str, Any] = {name: tuple(data.get(name, ())) for name in ("ask", "seen")}
    options = tuple((str(word), str(label)) for word, label in data.get("options", ()))
    known = set(Column.__dataclass_fields__) - {"ask", "seen", "options"}
    return Column(**{k: v for k, v in data.items() if k in known}, options=options, **lists)


def as_before(mapping: Mapping, kept: Mapping) -> Mapping:
    """Return a mapping as columns of the same names were read before; words that are new now are asked about.

    Agreed is only what was asked in the same way then.
    """
    before = {column.name: column for column in kept.columns}
    columns = tuple(_column_as_before(one, before.get(one.name)) for one in mapping.columns)
    return replace(mapping, columns=columns, language=kept.language)


def _column_as_before(now: Column, kept: Column | None) -> Column:
    if kept is None:
        return now
    known = {word for word, _label in kept.options}
    new = [pair for pair in now.options if pair[0] not in known] if kept.options and now.kind == kept.kind else []
    ask = [code for code in now.ask if code not in kept.seen] + (["new_options"] if new else [])
    missing = {**now.missing, **kept.missing}
    return replace(kept, options=(*kept.options, *new), missing=missing, ask=tuple(ask), seen=())


def agreed(mapping: Mapping) -> Mapping:
    """Return a mapping of which everything was looked at."""
    columns = tuple(replace(column, seen=column.ask) for column in mapping.columns)
    return replace(mapping, columns=columns, seen=mapping.ask)


@dataclass(frozen=True)
class Fault:
    """What is not right in a mapping as a whole."""

    code: str
    names: Sequence[str] = ()


def faults_in(mapping: Mapping) -> list[Fault]:
    """Return what makes it impossible to read a table in this way."""
    found = []
    if not mapping.at("story"):
        found.append(Fault("no_story_column"))
    for kind in ONCE:
        if len(places := mapping.at(kind)) > 1:
            found.append(Fault(f"twice_{kind}", [mapping.columns[at].name for at in places]))
    groups: dict[str, list[Column]] = {}
    for column in mapping.columns:
        if column.kind in ("triad_part", "multi_part"):
            groups.setdefault(column.group or column.name, []).append(column)
    for group, columns in groups.items():
        kinds = {column.kind for column in columns}
        if len(kinds) > 1 or (kinds == {"triad_part"} and len(columns) != 3):
            found.append(Fault("bad_group", [group, *(column.name for column in columns)]))
    return found
