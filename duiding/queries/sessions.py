"""Sessions as facilitators see them: who is there, what lies where, what each step asks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duiding.budget import Budget
from duiding.models import Session, Table
from duiding.models.session import Perspective
from people.models import Coalition

Step = Session.Step
SCRIPT: dict[str, Promise] = {
    Step.WELCOME: _("Read one story aloud. Say who is there for people whom it touches. Everybody joins their table."),
    Step.READ: _("Everybody reads the cards and stories at their own pace. Nobody has to say anything yet."),
    Step.NOTICE: _("What surprises you, what worries you, where do you see a chance? One thing per note."),
    Step.IDEAS: _("Finish the sentence: we should really do this, so that … Small and near is good."),
    Step.CLUSTER: _("Put notes together that belong together, and give each group a name."),
    Step.PROPOSE: _("Choose a group and make it a proposal. Who takes it up, and what is the first step?"),
}
ASK: dict[str, Promise] = {
    Step.WELCOME: _("Welcome. The facilitator tells how we begin."),
    Step.READ: _("Read the cards and stories at your own pace."),
    Step.NOTICE: _("What surprises you? What worries you? Where is a chance? Put it on a note."),
    Step.IDEAS: _("What should we really do? Put your idea on a note."),
    Step.CLUSTER: _("The facilitator puts the notes together. Look along, and say it when it does not fit."),
    Step.PROPOSE: _("We make a proposal of what is on the table. Who takes it up?"),
}


@dataclass(frozen=True)
class TableRow:
    """A table with what lies on it and who sits there."""

    table: Table
    budget: Budget
    notes: int
    people: int


@dataclass(frozen=True)
class Presence:
    """How many people look from one perspective."""

    label: str
    count: int


def sessions_of(coalition: Coalition) -> QuerySet[Session]:
    """Return the sessions of `coalition`, newest first, with counts."""
    sessions = Session.objects.filter(coalition=coalition).select_related("vertelpunt")
    return sessions.annotate(
        table_count=Count("tables", distinct=True), people_count=Count("participants", distinct=True)
    )


def table_rows(session: Session) -> list[TableRow]:
    """Return the tables of `session` in order."""
    tables = session.tables.select_related("board").annotate(
        card_count=Count("cards", distinct=True),
        story_count=Count("stories", distinct=True),
        note_count=Count("board__notes", filter=Q(board__notes__hidden=False), distinct=True),
        people_count=Count("participants", distinct=True),
    )
    return [
        TableRow(table, Budget(table.card_count, table.story_count), table.note_count, table.people_count)
        for table in tables
    ]


def presence(session: Session) -> list[Presence]:
    """Return how many people look from each perspective, those that nobody looks from included."""
    found = Counter(session.participants.values_list("perspective", flat=True))
    return [Presence(str(label), found[value]) for value, label in Perspective.choices]


def missing(present: Sequence[Presence]) -> list[str]:
    """Return the perspectives of clients and professionals that nobody looks from."""
    return [one.label for one in present[:3] if one.count == 0]


def shown_code(code: str) -> str:
    """Return a join code as people read it: in two groups."""
    return f"{code[:3]}-{code[3:]}"
