"""The cells of one form row: options between bars, answers to choose from, and what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vertelpunt.narrafirma.own import CODE
from vertelpunt.narrafirma.result import Option, WriteIn
from vertelpunt.narrafirma.words import plain, same, slug, unique

TRUTH = {"yes": "yes true 1 ja y j x on oui si sí", "no": "no false 0 nee n off non nein"}
BOOLEAN = {word: code for code, words in TRUTH.items() for word in words.split()}


@dataclass
class Choices:
    """The answers of a choice: options, their codes by every name they go by, and by number."""

    options: list[Option] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)


def parts_of(cell: str) -> list[str]:
    """Return the parts of a cell between bars."""
    return [same(part) for part in cell.split("|")]


def add_choice(choices: Choices, name: str, label: str, text: str = "", own: bool = False) -> None:
    """Add an answer; one shown under the same label is the same. In a form of our `own` its name is its code."""
    shown = plain(label) or label
    known = {option.label: option.code for option in choices.options}
    if shown not in known:
        position = len(choices.options) + 1
        wanted = name if own and CODE.fullmatch(name) else slug(shown) or f"answer_{position}"
        known[shown] = unique(wanted, known.values())
        choices.options.append(Option(known[shown], shown, text))
    if name in choices.codes:
        choices.repeated.append(name)
    choices.codes[name] = known[shown]
    choices.order.append(known[shown])


def with_labels(choices: Choices, labels: Sequence[tuple[str, str]]) -> Choices:
    """Let every answer also go by its label, where that is not the name of another one."""
    for index, names in enumerate(labels):
        for name in names:
            choices.codes.setdefault(name, choices.order[index])
    return choices


def read_choices(cells: Sequence[str], own: bool = False) -> Choices:
    """Read `shown`, `data|shown` and `data|shown|picture`; in an `own` form data are codes."""
    choices, labels = Choices(), []
    for cell in cells:
        name, label = [*parts_of(cell), ""][:2]
        add_choice(choices, name or label, label or name, own=own)
        labels.append((label or name, plain(label or name)))
    return with_labels(choices, labels)


def read_eliciting(cells: Sequence[str]) -> Choices:
    """Read `data|short|question`, `short|question` and `question`."""
    choices, labels = Choices(), []
    for cell in cells:
        parts = parts_of(cell)[:3]
        name, short, text = {1: parts * 3, 2: [parts[0], *parts], 3: parts}[len(parts)]
        add_choice(choices, name or short, short or name, plain(text))
        labels.append((short or name, text or name))
    return with_labels(choices, labels)


def read_boolean(cells: Sequence[str], yes: str, no: str) -> Choices:
    """Return yes and no, by the names that the form gives them and by the usual words."""
    names = [parts_of(cell)[:2] for cell in cells] if len(cells) == 2 else [[yes], [no]]
    if BOOLEAN.get(names[0][0].lower()) == "no":
        names.reverse()
    codes = {name.lower(): code for parts, code in zip(names, ("yes", "no"), strict=True) for name in parts}
    options = [Option("yes", plain(names[0][-1])), Option("no", plain(names[1][-1]))]
    return Choices(options, BOOLEAN | codes, ["yes", "no"])


def read_options(cell: str) -> dict[str, str]:
    """Return the options of a question by name."""
    pairs = (part.partition("=") for part in cell.split("|"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def read_write_in(options: dict[str, str]) -> WriteIn:
    """Tell where people's own words stand; NarraFirma's export writes `undefined` where it forgot."""
    if not options.get("writeInTextBoxLabel"):
        return WriteIn.NONE
    said = options.get("writeInTextsAreInSeparateColumn", "yes").lower()
    return {"no": WriteIn.MIXED, "undefined": WriteIn.UNSAID}.get(said, WriteIn.COLUMN)
