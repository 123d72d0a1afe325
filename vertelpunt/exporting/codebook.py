"""The code book: what stands in each column, what its values mean, and why a cell may hold no answer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from lib.texts import localized
from vertelpunt.exporting.columns import Column, Part
from vertelpunt.exporting.fields import Mark
from vertelpunt.exporting.table import Table

Line = tuple[str, str, str, str, str]


def head() -> Line:
    """Return the names of the columns of the code book."""
    return _("column"), _("name"), _("question"), _("value"), _("meaning")


def marks() -> dict[str, str]:
    """Return what each mark means."""
    return {
        Mark.SKIPPED.value: _("the teller saw the question and left it open"),
        Mark.NOT_APPLICABLE.value: _("the teller said that it does not apply to this story"),
        Mark.NOT_ASKED.value: _("the teller did not get this question"),
        Mark.WITHHELD.value: _("withheld: few stories are like this, or the text may not leave"),
    }


def ends(part: Part, column: Column) -> dict[str, str]:
    """Return the values of a column with their meaning; of a slider its two ends."""
    poles = part.field.question.poles if part.field else None
    if poles:
        return {"0": localized(poles[0]), "100": localized(poles[1])}
    return dict(column.values)


def lines(table: Table) -> Iterator[Line]:
    """Yield a line for each column and one for each of its values; at the end the marks."""
    for part in table.parts:
        asked = localized(part.field.question.text) if part.field else ""
        for column in part.columns:
            yield column.name, column.label, asked, "", ""
            for value, meaning in ends(part, column).items():
                yield column.name, "", "", value, meaning
    for mark, meaning in marks().items():
        yield "", "", "", mark, meaning
