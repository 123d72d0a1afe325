"""The story form file: questions, import settings and texts."""

from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.own import Own, own_rows
from vertelpunt.narrafirma.questions import FormRow, Questions, cells_of
from vertelpunt.narrafirma.result import Form
from vertelpunt.narrafirma.settings import read_settings
from vertelpunt.narrafirma.table import Row, Table, open_table
from vertelpunt.narrafirma.words import plain, same

REQUIRED = ("Short name", "Long name", "Type", "About", "Answers")
OPTIONAL = ("Data column name", "Options")
ABOUT = ("story", "participant", "eliciting", "form", "import", "ignore", "annotation")


def parse_form(data: bytes, faults: Faults) -> Form | None:
    """Return the form in a file; None when not even its header can be read."""
    table = open_table(data, faults, REQUIRED, lambda name: name in OPTIONAL)
    if table is None:
        return None
    if table.header[-1] != "Answers":
        faults.add("answers_last", table.line, len(table.header))
        return None
    rows = [form_row(table, row) for row in table.rows() if not row.damaged]
    table.note_repairs(faults)
    return form_of(rows, faults)


def form_row(table: Table, row: Row) -> FormRow:
    """Return a row by the names of the header."""
    columns = {name: index + 1 for index, name in reversed(list(enumerate(table.header)))}
    cells = {name: row.cell(column - 1) for name, column in columns.items()}
    return FormRow(row.line, cells, columns, cells_of(row.cells, columns["Answers"] - 1))


def form_of(rows: list[FormRow], faults: Faults) -> Form:
    """Return the form that the rows make."""
    by_about: dict[str, list[FormRow]] = {about: [] for about in ABOUT}
    for row in rows:
        about = same(row["About"]).lower()
        if about in by_about:
            by_about[about].append(row)
        else:
            faults.add("unknown_about", row.line, row.columns["About"], found=row["About"], expected=listed(ABOUT))
    texts = {same(row["Type"]).lower(): plain(" ".join(row.answers[:1])) for row in by_about["form"]}
    own = own_rows((row["Type"], row["Short name"], row["Options"]) for row in by_about["ignore"])
    questions = questions_of(rows, texts, own, faults)
    if by_about["annotation"]:
        faults.note("annotations", names=listed([row["Short name"] for row in by_about["annotation"]]))
    settings = read_settings(by_about["import"], faults)
    return Form(tuple(questions.found), settings, texts, tuple(faults.notes))


def questions_of(rows: list[FormRow], texts: dict[str, str], own: dict[str, Own], faults: Faults) -> Questions:
    """Return the questions in the order of the form."""
    yes, _, no = texts.get("boolean yes/no names", "").partition("/")
    questions = Questions(faults, (same(yes) or "yes", same(no) or "no"), own)
    for row in rows:
        about = same(row["About"]).lower()
        if about == "eliciting":
            questions.add_eliciting(row)
        elif about == "story":
            questions.add(row, "story")
        elif about == "participant":
            questions.add(row, "participant")
    if not questions.found and not faults.found:
        faults.add("no_questions", 1)
    return questions
