"""What would come in: a whole file read as agreed, with counts, questions, what was read as no answer, and faults."""

from collections.abc import Iterable, Iterator
from typing import Any

from lib.texts import localized
from vertelpunt import intake_files as files
from vertelpunt.actions.bringing import Material, other_kinds
from vertelpunt.actions.importing import material_of
from vertelpunt.actions.recognising import Recogniser
from vertelpunt.answers import State, state_of
from vertelpunt.importing.mapping import from_json
from vertelpunt.importing.opening import reopen
from vertelpunt.importing.reading import TableReader
from vertelpunt.models import Intake
from vertelpunt.narrafirma import Fault, Import, ImportedStory, ImportRefused, Note, read_pair
from vertelpunt.narrafirma.faults import Faults, refuse_if_any
from vertelpunt.questions import Question

Report = dict[str, Any]


def table_of(intake: Intake) -> Any:
    """Return the file with the table: what was sent, or what a workbook became."""
    rows = files.path_of(intake.pk, files.ROWS)
    return rows if rows.exists() else files.path_of(intake.pk, files.STORIES)


def pair_of(intake: Intake) -> Import:
    """Return what a pair of NarraFirma holds, or raise ImportRefused."""
    return read_pair(*(files.path_of(intake.pk, what).read_bytes() for what in (files.FORM, files.STORIES)))


def walk(intake: Intake, faults: Faults) -> tuple[TableReader, Iterator[ImportedStory]]:
    """Return a reader of a table and its stories."""
    mapping = from_json(intake.mapping)
    header, rows = reopen(table_of(intake), mapping)
    faults.header = header.names
    reader = TableReader(mapping, faults)
    return reader, reader.stories(rows)


def material(intake: Intake) -> Material:
    """Return what a file holds, to be brought in; a fault anywhere refuses all of it."""
    if intake.kind == Intake.Kind.NARRAFIRMA:
        return material_of(pair_of(intake))

    def stories() -> Iterator[ImportedStory]:
        faults = Faults("stories")
        _reader, found = walk(intake, faults)
        yield from found
        refuse_if_any(faults)

    reader, _stories = walk(intake, Faults("stories"))
    return Material([asked.question for asked in reader.asked], stories, reader.mapping.language)


def report_of(intake: Intake) -> Report:
    """Return what would come in."""
    known = Recogniser(intake.vertelpunt)
    if intake.kind == Intake.Kind.NARRAFIRMA:
        return _of_pair(intake, known)
    faults = Faults("stories")
    reader, stories = walk(intake, faults)
    known.learn(stories)
    questions = [asked.question for asked in reader.asked]
    if not faults.found:
        _whole(intake, faults, known, questions, reader.told.stories)
    told = reader.told
    return _report(known, questions, faults, told.rows) | {
        "without": told.without,
        "short": told.short,
        "tellers": len(told.tellers),
        "again": told.again,
        "languages": dict(told.languages.most_common(10)),
        "read_as": [list(one) for one in reader.read_as()],
        "counts": {asked.question.key: dict(asked.counts) for asked in reader.asked},
    }


def _whole(intake: Intake, faults: Faults, known: Recogniser, questions: list[Question], stories: int) -> None:
    """Look for faults of a file as a whole."""
    if clash := other_kinds(intake.vertelpunt, questions):
        faults.add("other_kind", 1, keys=", ".join(clash))
    if not stories:
        faults.add("no_stories", 1)
    elif not known.fresh:
        faults.add("all_known", 1)


def _of_pair(intake: Intake, known: Recogniser) -> Report:
    faults = Faults("stories")
    try:
        pair = pair_of(intake)
    except ImportRefused as refused:
        return {"faults": [_plain(fault) for fault in refused.faults], "more": refused.more, "questions": []}
    found = material_of(pair)
    known.learn(pair.stories)
    _whole(intake, faults, known, list(found.questions), len(pair.stories))
    tellers = {one.participant for one in pair.stories if one.participant}
    told = [one.participant for one in pair.stories if one.participant]
    return _report(known, found.questions, faults, len(pair.stories)) | {
        "tellers": len(tellers),
        "again": len(told) - len(tellers),
        "notes": [[note.file, note.code, list(note.params)] for note in pair.notes],
        "counts": _counted(found),
    }


def _counted(found: Material) -> dict[str, dict[str, int]]:
    from vertelpunt.actions.bringing import stored

    counts: dict[str, dict[str, int]] = {question.key: {} for question in found.questions}
    for one in found.stories():
        answers = {key: stored(answer) for key, answer in one.answers.items()}
        for key in counts:
            state = state_of(answers, key)
            if state is not State.NOT_ASKED:
                counts[key][state.value] = counts[key].get(state.value, 0) + 1
    return counts


def _report(known: Recogniser, questions: Iterable[Question], faults: Faults, rows: int) -> Report:
    return {
        "rows": rows,
        "stories": known.fresh,
        "skipped": known.skipped,
        "questions": [[one.key, localized(one.short) or one.key, one.kind, one.about] for one in questions],
        "faults": [_plain(fault) for fault in sorted(faults.found, key=lambda one: (one.line, one.column or 0))],
        "more": faults.more,
    }


def _plain(fault: Fault) -> list[Any]:
    return [fault.file, fault.code, fault.line, fault.column, fault.header, list(fault.params)]


def faults_of(report: Report) -> list[Fault]:
    """Return the faults in a report, to be said in the reader's language."""
    return [
        Fault(file, code, line, column, header, tuple((name, value) for name, value in params))
        for file, code, line, column, header, params in report.get("faults", ())
    ]


def notes_of(report: Report) -> list[Note]:
    """Return the notes in a report, to be said in the reader's language."""
    found = report.get("notes", ())
    return [Note(file, code, tuple((name, value) for name, value in params)) for file, code, params in found]
