"""Which texts people write here: what a withdrawal looks through, and what is mended afterwards."""

from collections.abc import Callable

from django.db.models import Model

from duiding.models import (
    Act,
    Agreement,
    Cluster,
    Decision,
    LookBack,
    Note,
    ProgrammeStep,
    ProgressEntry,
    Proposal,
    ReportText,
    Session,
    Table,
)

TEXTS: dict[type[Model], tuple[str, ...]] = {
    Session: ("title", "goal", "theme", "expenses", "practical"),
    ProgrammeStep: ("title", "script"),
    Table: ("name", "theme"),
    Note: ("text", "so_that"),
    Cluster: ("name",),
    Act: ("words", "so_that"),
    LookBack: ("takes_along", "better"),
    Proposal: ("title", "we_see", "we_want", "so_that", "owner", "first_step", "helpers", "needs", "theme"),
    Decision: ("reason", "conditions", "refers_to"),
    Agreement: ("who", "what"),
    ProgressEntry: ("text", "obstacles", "involved", "help_wanted"),
    ReportText: ("text",),
}
COALITION_OF: dict[type[Model], str] = {
    Session: "coalition",
    ProgrammeStep: "session__coalition",
    Table: "session__coalition",
    Note: "board__table__session__coalition",
    Cluster: "board__table__session__coalition",
    Act: "board__table__session__coalition",
    LookBack: "session__coalition",
    Proposal: "coalition",
    Decision: "proposal__coalition",
    Agreement: "proposal__coalition",
    ProgressEntry: "proposal__coalition",
    ReportText: "report__session__coalition",
}


def matching(model: type[Model], coalitions: set[int], says: Callable[[str], bool]) -> list[int]:
    """Return the ids of the rows of `model` in `coalitions` with a text of which `says` holds, notes taken off too."""
    names = TEXTS[model]
    rows = model._base_manager.filter(**{f"{COALITION_OF[model]}__in": coalitions}).values_list("pk", *names)
    return [pk for pk, *texts in rows.iterator() if any(says(text) for text in texts)]
