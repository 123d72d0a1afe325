"""From what a report is made: the session with what somebody wrote in its report, fetched once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Prefetch, Sum

from duiding.models import (
    Board,
    Cluster,
    Dot,
    Invitee,
    Note,
    ProgressEntry,
    Proposal,
    ReportText,
    Session,
    SessionReport,
)
from duiding.models.session import Perspective


@dataclass(frozen=True)
class Source:
    """A session whose report is made."""

    session: Session
    report: SessionReport
    written: Mapping[str, str]

    @cached_property
    def boards(self) -> list[Board]:
        """Return the boards in the order of their tables, with notes and groups that may be shown."""
        notes = Prefetch("notes", Note.objects.filter(hidden=False).select_related("observation", "story", "cluster"))
        clusters = Prefetch("clusters", Cluster.objects.filter(hidden=False))
        boards = Board.objects.filter(table__session=self.session).select_related("table__session__coalition")
        return list(boards.prefetch_related(notes, clusters).order_by("table__position"))

    @cached_property
    def dots(self) -> Counter[int]:
        """Return how many dots were put on each group."""
        put = Dot.objects.filter(board__table__session=self.session, cluster__isnull=False).order_by()
        return Counter(dict(put.values_list("cluster").annotate(n=Sum("number"))))

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Return the proposals that came of the session and that may be shown."""
        entries = Prefetch("progress", ProgressEntry.objects.filter(hidden=False))
        found = self.session.proposals.filter(hidden=False).select_related("decision", "cluster__board__table")
        return list(found.prefetch_related("agreements", entries, "observations").order_by("number"))

    @cached_property
    def perspectives(self) -> dict[str, int]:
        """Return how many looked from where: who joined, or who said to come where one device stood on each table."""
        joined = _counted(self.session.participants.all())
        coming = _counted(self.session.invitees.filter(answer=Invitee.Answer.COMES))
        return max(joined, coming, key=lambda found: sum(found.values()))

    @property
    def smallest(self) -> int:
        """Return the smallest number that is shown to others."""
        return self.session.coalition.small_group


def _counted(people: Any) -> dict[str, int]:
    found = dict(people.order_by().values_list("perspective").annotate(n=Count("pk")))
    return {value: found.get(value, 0) for value in Perspective.values}


def source_of(session: Session) -> Source:
    """Return from what the report of `session` is made, as it is now."""
    report = SessionReport.objects.filter(session=session).first() or SessionReport(session=session)
    texts = ReportText.objects.filter(report__session=session, hidden=False).values_list("part", "text")
    return Source(session, report, dict(texts))
