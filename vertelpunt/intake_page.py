"""What the pages of an import show: each column with examples and what to look at, and the report of a dry run."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vertelpunt import intake_files
from vertelpunt.actions.intakes import same_before
from vertelpunt.importing import posted, words
from vertelpunt.importing.mapping import Column, Mapping, faults_in, from_json
from vertelpunt.intake_dry import faults_of, notes_of
from vertelpunt.making.question_form import KIND_NAMES as QUESTION_KINDS
from vertelpunt.models import Intake

SHOWN = 12


@dataclass(frozen=True)
class Shown:
    """One column as a page shows it."""

    at: int
    column: Column
    filled: int
    empty: int
    different: int
    many: bool
    examples: list[str]
    common: list[Any]
    asks: list[posted.Ask]

    @property
    def prefix(self) -> str:
        """Return how the names of its fields begin."""
        return f"c{self.at}-"

    @property
    def missing(self) -> list[tuple[int, str, str]]:
        """Return words that may say why there is no answer, with what they are read as."""
        return [(at, word, meaning) for at, (word, meaning) in enumerate(self.column.missing.items())]

    @property
    def options(self) -> list[tuple[int, str, str]]:
        """Return the answers with what they are called."""
        return [(at, word, label) for at, (word, label) in enumerate(self.column.options)]

    @property
    def is_open(self) -> bool:
        """Tell whether something must still be looked at."""
        return any(not ask.seen for ask in self.asks)


def columns_context(intake: Intake) -> dict[str, Any]:
    """Return what the page with columns shows."""
    mapping, seen = from_json(intake.mapping), intake_files.seen(intake.pk)
    rows, chosen = seen.get("rows", 0), intake.mapping.get("chosen", {})
    shown = list(_shown(mapping, seen, rows))
    faults = [str(words.OF_MAPPING[one.code]) % {"names": ", ".join(one.names)} for one in faults_in(mapping)]
    return {
        "step": 2,
        "mapping": mapping,
        "rows": rows,
        "columns": shown,
        "still_open": mapping.open(),
        "faults": faults,
        "asks": posted.asks_of_file(mapping),
        "notes": list(_notes(seen)),
        "same": list(same_before(intake)),
        "kinds": words.KIND_NAMES,
        "read_as": words.READ_AS,
        "dates": words.DATES,
        "encodings": words.ENCODINGS,
        "delimiters": words.DELIMITERS,
        "encoding": mapping.encoding.removesuffix("-sig"),
        "has_upper": mapping.upper or "upper" in chosen or "nameless" in seen.get("notes", {}),
        "has_labels": mapping.labels or "labels" in chosen,
    }


def _shown(mapping: Mapping, seen: dict[str, Any], rows: int) -> Iterator[Shown]:
    for at, (column, found) in enumerate(zip(mapping.columns, seen.get("columns", ()), strict=False)):
        yield Shown(
            at=at,
            column=column,
            filled=found["filled"],
            empty=max(rows - found["filled"], 0),
            different=found["different"],
            many=found["many"],
            examples=found["examples"],
            common=found["common"][:SHOWN],
            asks=posted.asks_of(column),
        )


def _notes(seen: dict[str, Any]) -> Iterator[str]:
    """Yield what was noticed in the file as a whole."""
    notes, book = seen.get("notes", {}), seen.get("book", {})
    if seen.get("kept_on"):
        yield _("A file with these columns came in before. They are read as you said then (%(day)s).") % {
            "day": seen["kept_on"]
        }
    said = {
        "double": _("Names of columns that occur more than once have a number behind them: %(names)s."),
        "nameless": _("Columns without a name: %(names)s."),
        "markup": _("Markup (HTML) was taken out of names: %(names)s."),
        "title": _("Above the names of the columns stands a title, which is left out: %(names)s."),
        "labels": _("The second line says what the columns mean: %(names)s …"),
        "upper": _("Over several columns stands “%(names)s”."),
    }
    for code, names in notes.items():
        yield said[code] % {"names": ", ".join(names[:8])}
    if book.get("others"):
        yield _("Only the sheet “%(sheet)s” is read, not: %(others)s.") % {
            "sheet": book["sheet"],
            "others": ", ".join(book["others"]),
        }
    if book.get("formulas"):
        yield _("Formulas are not computed; their last result was read (%(count)d cells).") % {
            "count": book["formulas"]
        }


def report_context(intake: Intake) -> dict[str, Any]:
    """Return what the page with the report of a dry run shows."""
    report = intake.report
    counts = report.get("counts", {})
    questions = [
        {"label": label, "kind": QUESTION_KINDS.get(kind, kind), "about": about, **_count(counts.get(key, {}))}
        for key, label, kind, about in report.get("questions", ())
    ]
    faults = faults_of(report)
    return {
        "step": 3,
        "report": report,
        "lines": list(_lines(report)),
        "questions": questions,
        "faults": [str(fault) for fault in faults],
        "more": report.get("more", 0),
        "notes": [str(note) for note in notes_of(report)],
        "read_as": [
            {"column": column, "word": word, "meaning": words.READ_AS[meaning], "times": times}
            for column, word, meaning, times in report.get("read_as", ())
        ],
        "same": list(same_before(intake)),
        "good": bool(report.get("stories")) and not faults,
        "from_table": intake.kind != Intake.Kind.NARRAFIRMA,
    }


def _count(found: dict[str, int]) -> dict[str, int]:
    return {name: found.get(name, 0) for name in ("answered", "skipped", "not_applicable")}


def _lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield in sentences what would come in, and what would not."""
    stories, skipped, without = (report.get(name, 0) for name in ("stories", "skipped", "without"))
    if faults_of(report):
        yield _("As it is now, nothing comes in. Stories that were read: %(n)d.") % {"n": stories}
    else:
        yield ngettext("%(n)d story would come in.", "%(n)d stories would come in.", stories) % {"n": stories}
    if skipped:
        yield _("Here already, and left out: %(n)d.") % {"n": skipped}
    if without:
        yield _("Rows without a story, left out: %(n)d.") % {"n": without}
    if report.get("short"):
        yield _("Rows with fewer cells than the header: %(n)d. What is missing counts as no answer.") % {
            "n": report["short"]
        }
    if report.get("tellers"):
        yield _("Tellers: %(n)d; stories of somebody who told more than one: %(again)d.") % {
            "n": report["tellers"],
            "again": report.get("again", 0),
        }
    if report.get("languages"):
        yield _("Languages that were not recognised: %(names)s.") % {"names": ", ".join(report["languages"])}
