"""The sentences of an import: kinds of columns, what must be looked at, what was noticed, why it came to nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

KIND_NAMES: dict[str, "Promise"] = {
    "ignore": _("leave out"),
    "story": _("the story"),
    "title": _("title of the story"),
    "date": _("day on which it was told"),
    "teller": _("who told it (a number or name that only links stories)"),
    "language": _("language of the story"),
    "quote": _("may it be quoted: yes or no"),
    "slider": _("slider: a number on a line"),
    "ordered": _("steps in an order"),
    "choice": _("one answer of a few"),
    "multi": _("several answers in one cell"),
    "multi_part": _("one of several answers: a column for each"),
    "triad_part": _("a part of a triad: three columns that add up"),
    "na_flag": _("says that a question does not apply"),
    "text": _("answer in own words"),
}
READ_AS: dict[str, "Promise"] = {
    "answer": _("an answer"),
    "skipped": _("no answer"),
    "not_applicable": _("does not apply"),
}
DATES: dict[str, "Promise"] = {
    "ymd": _("year, month, day (2026-03-31)"),
    "dmy": _("day, month, year (31-3-2026)"),
    "mdy": _("month, day, year (3/31/2026)"),
}
ENCODINGS: dict[str, "Promise | str"] = {
    "utf-8": "UTF-8",
    "cp1252": _("Windows (cp1252)"),
    "utf-16": "UTF-16",
    "mac_roman": _("older Mac"),
}
DELIMITERS: dict[str, "Promise"] = {
    ",": _("comma"),
    ";": _("semicolon"),
    "\t": _("tab"),
    "|": _("upright line"),
}
ASKS: dict[str, "Promise"] = {
    "scale": _("Is this the whole line? Nobody in this file chose its lowest or its highest number."),
    "line": _(
        "Is this the whole line? A line from 0, or one that goes on to 10, looks the same when nobody chose its end."
    ),
    "ends": _("This became a slider. Say what the lowest and the highest number of the whole line are."),
    "order": _("These became steps. Look whether their order is right."),
    "no_scale": _("These numbers are on no line that is known. Say what they are, or leave the column out."),
    "codes": _("These are numbers. Give them names, and look whether the order is right."),
    "delimiter": _("Are these several answers in one cell? Look whether they are cut in the right places."),
    "lists": _("Some cells look like several answers. If they are, choose that kind, and the sign that cuts them."),
    "dates": _("Day or month first? These days can be read both ways."),
    "no_day": _("The name says that this is a day, and not all cells are one."),
    "group": _("Do these columns belong together as one question?"),
    "story": _("Is this the story? It has the longest texts."),
    "second": _("There is another column of this kind already."),
    "private": _("This may say who somebody is. Leave it out, unless you are sure."),
    "about": _(
        "Others may know this of somebody. Say whether it is about who told the story, or about the child or family."
    ),
    "not_in_framework": _("The framework does not name this column."),
    "triad_without_shares": _("The file has no three parts of this triad, only a place in it. It is left out."),
    "capitals": _("Some answers differ in capitals only. They have one name here, so they are read as one."),
    "new_options": _("Some answers are new since last time."),
}
ASKS_OF_FILE: dict[str, "Promise"] = {
    "encoding": _("This file is not UTF-8. It is read as Windows' own encoding. Look whether é, ë and € are right."),
    "labels": _("The second line looks like names of the columns, not like a story. It is used as names."),
    "upper": _(
        "The names of the columns stand in two lines: a question over several columns, and below it the answers. They "
        "are put together."
    ),
}
MISSING = _("Is “%(word)s” an answer, or does it say that there is none?")

FAULTS: Mapping[str, "Promise"] = {
    "broken": _("Something went wrong on our side. Nothing came in. It is written in the log, without your stories."),
    "already_imported": _("All stories of this file are in this Vertelpunt already."),
    "import_refused": _("The file has faults, so nothing of it came in. Check it again to see them."),
    "other_kind": _("A question of this file has the name of a question of another kind here. Nothing came in."),
    "no_sheet": _("No sheet of this workbook has a table."),
    "bad_workbook": _("This workbook cannot be read. Save it again in your spreadsheet, or save it as 'CSV UTF-8'."),
    "formula_without_value": _(
        "A cell has a formula of which no result was kept (row %(line)s, column %(column)s). Open the file in your "
        "spreadsheet, save it, and choose it again."
    ),
    "bad_framework": _("This is not a framework definition of SenseMaker: it names no questions."),
    "open_quote": _("A quotation mark opens and never closes (line %(line)s). The file may have been cut off."),
    "nul": _("There is a character that no text has (line %(line)s). The file may be damaged."),
    "cell_too_long": _("A cell is endlessly long (line %(line)s). Perhaps its closing quotation mark is missing."),
    "bad_encoding": _("Some letters are not in the encoding that was chosen (line %(line)s)."),
    "one_column": _("There is only one column. Perhaps another sign cuts the cells: choose it below."),
    "many_columns": _("The table has more than 400 columns. Take out what you do not need."),
    "empty_file": _("The file is empty."),
    "no_rows": _("There are names of columns, and no row below them."),
    "zip": _("This is a zip file. Unpack it, and choose the file that is in it."),
    "too_big": _("The workbook is too large. Save it as 'CSV UTF-8' and choose that file."),
}
OF_WORKBOOK = frozenset(
    {"no_sheet", "bad_workbook", "zip", "formula_without_value", "too_big"}
)  # nothing cuts its cells
OF_MAPPING: dict[str, "Promise"] = {
    "no_story_column": _("No column is the story yet. Choose one."),
    "twice_story": _("Two columns are the story: %(names)s. Choose one."),
    "twice_title": _("Two columns are the title: %(names)s. Choose one."),
    "twice_date": _("Two columns are the day: %(names)s. Choose one."),
    "twice_teller": _("Two columns say who told it: %(names)s. Choose one."),
    "twice_language": _("Two columns are the language: %(names)s. Choose one."),
    "twice_quote": _("Two columns say whether it may be quoted: %(names)s. Choose one."),
    "bad_group": _("These columns do not make one question; a triad has three parts: %(names)s."),
}


def fault_words(code: str, params: Mapping[str, str]) -> str:
    """Return why an import came to nothing."""
    words = FAULTS.get(code, FAULTS["broken"])
    try:
        return str(words) % params
    except KeyError:
        return str(words)


def ask_words(code: str) -> str:
    """Return what must be looked at in a column."""
    if code.startswith("missing:"):
        return str(MISSING) % {"word": code.removeprefix("missing:")}
    return str(ASKS[code])
