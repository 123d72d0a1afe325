"""A question row of the story form becomes a question, and a way to read its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vertelpunt.narrafirma.faults import Faults, listed
from vertelpunt.narrafirma.options import (
    Choices,
    read_boolean,
    read_choices,
    read_eliciting,
    read_options,
    read_write_in,
)
from vertelpunt.narrafirma.own import Own
from vertelpunt.narrafirma.result import About, Encoding, FormQuestion, ImportedQuestion, Kind, WriteIn
from vertelpunt.narrafirma.scales import read_scale, whole
from vertelpunt.narrafirma.words import plain, same, slug, unique

WRITEIN = "_writein"
ELICITING = "Eliciting question"
TYPES: dict[str, tuple[Kind, Encoding]] = {
    "Single choice": ("choice", Encoding.NAMED),
    "Single choice indexed": ("choice", Encoding.INDEXED),
    "Radiobuttons": ("choice", Encoding.NAMED),
    "Multi-choice multi-column texts": ("multi", Encoding.COLUMNS),
    "Multiple choice": ("multi", Encoding.COLUMNS),
    "Multi-choice multi-column yes/no": ("multi", Encoding.YES_NO),
    "Multi-choice single-column delimited": ("multi", Encoding.DELIMITED),
    "Multi-choice single-column delimited indexed": ("multi", Encoding.DELIMITED_INDEXED),
    "Boolean": ("choice", Encoding.BOOLEAN),
    "Checkbox": ("choice", Encoding.BOOLEAN),
    "Text": ("text", Encoding.TEXT),
    "Textarea": ("text", Encoding.TEXT),
    "Scale": ("slider", Encoding.SCALE),
}
BY_TYPE = {name.lower(): found for name, found in TYPES.items()}


@dataclass(frozen=True)
class FormRow:
    """One row of the form: its cells by name, and where they stand."""

    line: int
    cells: dict[str, str]
    columns: dict[str, int]
    answers: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass
class Questions:
    """The questions of a form so far."""

    faults: Faults
    boolean_names: tuple[str, str]
    own: Mapping[str, Own] = field(default_factory=dict)
    found: list[FormQuestion] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def fault(self, code: str, row: FormRow, where: str, /, **params: object) -> None:
        """Keep a fault in the column `where` of a row."""
        self.faults.add(code, row.line, row.columns.get(where), **params)

    def key(self, name: str) -> str:
        """Return a new key for a question, of which the form with `_writein` behind it is free as well."""
        wanted = (name if name in self.own else slug(name)) or f"question_{len(self.found) + 1}"
        wanted = wanted if wanted[0].isalpha() else f"q_{wanted}"
        key = unique(wanted, self.keys | {key.removesuffix(WRITEIN) for key in self.keys})
        self.keys |= {key, key + WRITEIN}
        return key

    def add(self, row: FormRow, about: About) -> None:
        """Read a question about the story or the participant."""
        kind, encoding = BY_TYPE.get(same(row["Type"]).lower(), (None, None))
        if kind is None or encoding is None:
            self.fault("unknown_type", row, "Type", found=row["Type"], expected=listed(list(TYPES)))
        elif not row["Short name"]:
            self.fault("no_short_name", row, "Short name")
        elif self.column_is_free(row, self.column_of(row)):
            self.found.append(self.question(row, about, kind, encoding))

    def column_of(self, row: FormRow) -> str:
        """Return the name of the column with the answers."""
        return same(row["Data column name"] or row["Short name"])

    def column_is_free(self, row: FormRow, name: str) -> bool:
        """Tell whether no other question reads its answers from the same column."""
        earlier = [question.line for question in self.found if question.column == name]
        if earlier:
            self.fault("repeated_question", row, "Data column name", name=name, line=earlier[0])
        return not earlier

    def question(self, row: FormRow, about: About, kind: Kind, encoding: Encoding) -> FormQuestion:
        """Return the question of a row."""
        options = read_options(row["Options"])
        choices = self.choices(row, kind, encoding)
        label = options.get("writeInTextBoxLabel", "") if kind in ("choice", "multi") else ""
        poles, na_label, scale = self.scale(row) if kind == "slider" else (("", ""), "", None)
        own = self.own.get(self.column_of(row))
        question = ImportedQuestion(
            key=self.key(self.column_of(row)),
            kind=kind,
            about="child" if own and own.child and about == "story" else about,
            ordered=bool(own and own.ordered and kind == "choice"),
            short_name=same(row["Short name"]),
            text=plain(row["Long name"]) or same(row["Short name"]),
            options=tuple(choices.options),
            max_choices=self.most(row, options, choices) if kind == "multi" else None,
            poles=poles,
            na_label=na_label,
            write_in_label=plain(label),
        )
        write_in = read_write_in(options) if label else WriteIn.NONE
        order = tuple(choices.order)
        return FormQuestion(question, self.column_of(row), encoding, row.line, choices.codes, order, scale, write_in)

    def choices(self, row: FormRow, kind: Kind, encoding: Encoding) -> Choices:
        """Return the answers that a question offers."""
        if kind not in ("choice", "multi"):
            return Choices()
        if encoding is Encoding.BOOLEAN:
            return read_boolean(row.answers, *self.boolean_names)
        return self.complete(row, read_choices(row.answers, own=self.column_of(row) in self.own))

    def complete(self, row: FormRow, choices: Choices) -> Choices:
        """Return the choices, after noting what is wrong with them."""
        if not choices.options:
            self.fault("no_answers", row, "Answers")
        for name in choices.repeated:
            self.fault("repeated_answer", row, "Answers", found=name)
        return choices

    def most(self, row: FormRow, options: dict[str, str], choices: Choices) -> int | None:
        """Return how many answers may be chosen; None when as many as there are."""
        said = options.get("maxNumAnswers", "")
        if said in ("", "undefined"):
            return None
        most = whole(said)
        if most is None:
            self.fault("bad_number", row, "Options", found=said)
        return most if most and most < len(choices.options) else None

    def scale(self, row: FormRow) -> tuple[tuple[str, str], str, tuple[int, int] | None]:
        """Return poles, does-not-apply label and range of a scale."""
        found = read_scale(row.answers)
        if found is None:
            self.fault("bad_scale", row, "Answers", given=listed(row.answers))
            return ("", ""), "", None
        return (plain(found.poles[0]), plain(found.poles[1])), plain(found.na_label), found.given

    def add_eliciting(self, row: FormRow) -> None:
        """Read the question that people chose to answer with their story."""
        if any(question.question.about == "eliciting" for question in self.found):
            self.fault("second_eliciting", row, "About")
            return
        column = same(row["Data column name"]) or ELICITING
        if not self.column_is_free(row, column):
            return
        choices = self.complete(row, read_eliciting(row.answers))
        short = same(row["Short name"]) or ELICITING
        question = ImportedQuestion(
            self.key(column),
            "choice",
            "eliciting",
            short,
            plain(row["Long name"]) or short,
            tuple(choices.options),
        )
        self.found.append(
            FormQuestion(question, column, Encoding.NAMED, row.line, choices.codes, tuple(choices.order))
        )


def writein_question(question: ImportedQuestion) -> ImportedQuestion:
    """Return the question that holds people's own words beside the answers of another."""
    label = question.write_in_label or "…"
    return ImportedQuestion(
        key=question.key + WRITEIN,
        kind="text",
        about=question.about,
        short_name=f"{question.short_name}: {label}",
        text=f"{question.text} {label}",
        writein_of=question.key,
    )


def cells_of(cells: Sequence[str], start: int) -> tuple[str, ...]:
    """Return the answers cells of a row: all from `start` on that hold something."""
    return tuple(same(cell) for cell in cells[start:] if cell.strip())
