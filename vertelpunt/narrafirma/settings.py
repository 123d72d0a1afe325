"""The import rows of a story form: how its data file is to be read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.questions import FormRow
from vertelpunt.narrafirma.result import Settings
from vertelpunt.narrafirma.scales import NOTHING, read_range, whole
from vertelpunt.narrafirma.words import same

CHARACTERS = {"space": " ", "comma": ",", "semicolon": ";", "tab": "\t"}
COLUMNS = {
    "story title column name": "title_column",
    "story text column name": "text_column",
    "story collection date column name": "date_column",
    "language column name": "language_column",
    "participant id column name": "participant_column",
}
SIGNS = {
    "multi choice single column delimiter": "delimiter",
    "yes no questions yes indicator": "yes",
    "yes no questions q-a separator": "separator",
    "yes no questions q-a ending": "ending",
}
LISTS = {"data columns to ignore": "ignore", "texts to remove from column headers": "remove"}
RANGE, APPEND, WORDS = "scale range", "data columns to append to story text", "minimum words to include story"
KNOWN = [*COLUMNS, *SIGNS, *LISTS, RANGE, APPEND, WORDS]
TEXT, DATE = "story text column name", "story collection date column name"


def read_settings(rows: Sequence[FormRow], faults: Faults) -> Settings:
    """Return the settings of a form."""
    settings = Settings()
    for row in told_apart(rows, faults):
        settings = read_setting(settings, row, faults)
    return settings


def type_of(row: FormRow) -> str:
    """Return which setting a row holds."""
    return same(row["Type"]).lower()


def told_apart(rows: Sequence[FormRow], faults: Faults) -> list[FormRow]:
    """Return the rows; NarraFirma's export calls the column of the date a second column of the text."""
    texts = [row for row in rows if type_of(row) == TEXT]
    if len(texts) != 2 or any(type_of(row) == DATE for row in rows):
        return list(rows)
    second = texts[1]
    faults.note("date_column", name=", ".join(second.answers))
    return [replace(row, cells={**row.cells, "Type": DATE}) if row is second else row for row in rows]


def read_setting(settings: Settings, row: FormRow, faults: Faults) -> Settings:
    """Return the settings with those of one row."""
    kind = type_of(row)
    if kind not in KNOWN:
        faults.add("unknown_type", row.line, row.columns.get("Type"), found=row["Type"], expected=listed(KNOWN))
        return settings
    answers = tuple(answer for answer in row.answers if answer not in NOTHING)
    if not answers:
        return settings
    if kind in SPECIAL:
        return SPECIAL[kind](settings, row, answers, faults)
    return replace(settings, **plain_setting(kind, answers))


def plain_setting(kind: str, answers: tuple[str, ...]) -> dict[str, Any]:
    """Return the field of a setting that needs no checks, with its value."""
    if kind in LISTS:
        return {LISTS[kind]: answers}
    return {SIGNS[kind]: sign(answers[0])} if kind in SIGNS else {COLUMNS[kind]: answers[0]}


def sign(text: str) -> str:
    """Return a sign that may be written as a word."""
    return CHARACTERS.get(text.lower(), text)


def read_scale_range(settings: Settings, row: FormRow, answers: tuple[str, ...], faults: Faults) -> Settings:
    """Read the range of all scales that have none of their own."""
    found = read_range(answers)
    if found is None:
        faults.add("bad_range", row.line, row.columns.get("Answers"), given=listed(answers))
        return settings
    return replace(settings, scale=found)


def read_appended(settings: Settings, row: FormRow, answers: tuple[str, ...], faults: Faults) -> Settings:
    """Read `column|introduction` of each column that is put behind the story."""
    pairs = (answer.partition("|") for answer in answers)
    found = tuple((same(name), "" if intro in NOTHING else same(intro)) for name, _, intro in pairs)
    return replace(settings, append=found)


def read_minimum(settings: Settings, row: FormRow, answers: tuple[str, ...], faults: Faults) -> Settings:
    """Read how many words make a story."""
    words = whole(answers[0])
    if words is None or words < 0:
        faults.add("bad_number", row.line, row.columns.get("Answers"), found=answers[0])
        return settings
    return replace(settings, minimum_words=words)


SPECIAL: dict[str, Callable[[Settings, FormRow, tuple[str, ...], Faults], Settings]] = {
    RANGE: read_scale_range,
    APPEND: read_appended,
    WORDS: read_minimum,
}
