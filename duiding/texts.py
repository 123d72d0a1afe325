"""Which texts people write here: what a withdrawal looks through, and what is mended afterwards."""

from collections.abc import Callable

from django.db.models import Model

from duiding.models import Agreement, Cluster, Decision, Note, ProgressEntry, Proposal, Session, Table

TEXTS: dict[type[Model], tuple[str, ...]] = {
    Session: ("title", "goal", "theme"),
    Table: ("name", "theme"),
    Note: ("text", "so_that"),
    Cluster: ("name",),
    Proposal: ("title", "we_see", "we_want", "so_that", "owner", "first_step", "theme"),
    Decision: ("reason", "conditions", "refers_to"),
    Agreement: ("who", "what"),
    ProgressEntry: ("text",),
}
COALITION_OF: dict[type[Model], str] = {
    Session: "coalition",
    Table: "session__coalition",
    Note: "board__table__session__coalition",
    Cluster: "board__table__session__coalition",
    Proposal: "coalition",
    Decision: "proposal__coalition",
    Agreement: "proposal__coalition",
    ProgressEntry: "proposal__coalition",
}


def matching(model: type[Model], coalitions: set[int], says: Callable[[str], bool]) -> list[int]:
    """Return the ids of the rows of `model` in `coalitions` with a text of which `says` holds."""
    names = TEXTS[model]
    rows = model._default_manager.filter(**{f"{COALITION_OF[model]}__in": coalitions}).values_list("pk", *names)
    return [pk for pk, *texts in rows.iterator() if any(says(text) for text in texts)]
