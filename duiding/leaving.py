"""Boards and proposals as rows that leave: what was said and decided, nothing that repeats a withdrawn story."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Sum
from django.utils.translation import gettext as _

from duiding.models import Cluster, Note, ProgressEntry, Proposal, Session
from duiding.queries.proposals import grounds, proposals_for, standing
from duiding.report.boards import about_of
from lib.listing import Listing, Row
from people.access import Desk


def board_list(session: Session) -> Listing:
    """Return the notes on all tables of a session with the groups that they are in; never who wrote them."""
    heads = {
        "table": _("table"),
        "theme": _("theme"),
        "kind": _("kind"),
        "note": _("note"),
        "so_that": _("so that"),
        "about": _("about"),
        "group": _("group"),
        "dots": _("dots on the group"),
    }
    about = {"session": str(session), "note": _("Who wrote a note is not in this file.")}
    return Listing(f"{session}-{_('notes')}", heads, [*_notes(session), *_empty_groups(session)], about)


def _clusters(session: Session) -> dict[int, Cluster]:
    found = Cluster.objects.filter(board__table__session=session, hidden=False)
    return {one.pk: one for one in found.select_related("board__table").annotate(dotted=Sum("dots__number"))}


def _notes(session: Session) -> Iterable[Row]:
    clusters = _clusters(session)
    notes = Note.objects.filter(board__table__session=session, hidden=False)
    for note in notes.select_related("board__table", "observation").order_by("board__table__position", "pk"):
        cluster = clusters.get(note.cluster_id or 0)
        yield {
            "table": str(note.board.table),
            "theme": note.board.table.shown_theme,
            "kind": str(note.get_kind_display()),
            "note": note.text,
            "so_that": note.so_that,
            "about": about_of(note),
        } | _group(cluster)


def _group(cluster: Cluster | None) -> dict[str, Any]:
    return {"group": cluster.name, "dots": cluster.dotted or 0} if cluster else {}  # type: ignore[attr-defined]


def _empty_groups(session: Session) -> Iterable[Row]:
    """Yield the groups without a note that may be read, so that none is missing."""
    full = Note.objects.filter(board__table__session=session, hidden=False).values_list("cluster", flat=True)
    known = set(full)
    for pk, cluster in _clusters(session).items():
        if pk not in known:
            table = cluster.board.table
            yield {"table": str(table), "theme": table.shown_theme} | _group(cluster)


def proposal_list(desk: Desk) -> Listing:
    """Return the proposals of a coalition: what they are, what was decided, agreed and done."""
    heads = {
        "number": _("number"),
        "title": _("title"),
        "theme": _("theme"),
        "level": _("level"),
        "standing": _("how it stands"),
        "we_see": _("we see"),
        "we_want": _("we want"),
        "so_that": _("so that"),
        "owner": _("who takes it up"),
        "helpers": _("who else"),
        "first_step": _("first step"),
        "first_step_on": _("first step before"),
        "needs": _("what is needed"),
        "session": _("session"),
        "vertelpunt": _("Vertelpunt"),
        "cards": _("cards"),
        "stories": _("stories"),
        "presented_on": _("presented on"),
        "decision": _("decision"),
        "reason": _("reason"),
        "conditions": _("conditions"),
        "decided_on": _("decided on"),
        "agreements": _("agreements: who, what, before, done on"),
        "progress": _("progress: day, how it goes, what happened"),
        "public": _("on the public page"),
    }
    entries = Prefetch("progress", ProgressEntry.objects.filter(hidden=False))
    found = proposals_for(desk).filter(hidden=False).select_related("decision", "session", "vertelpunt")
    rows = (_proposal(desk, one) for one in found.prefetch_related(entries, "agreements", "observations"))
    return Listing(f"{desk.coalition.slug}-{_('proposals')}", heads, rows)


SAME = (
    "number", "title", "theme", "we_see", "we_want", "so_that", "owner", "helpers", "first_step", "first_step_on",
    "needs", "presented_on", "public",
)  # fmt: skip


def _proposal(desk: Desk, one: Proposal) -> Row:
    progress = list(one.progress.all())
    return (
        {name: getattr(one, name) for name in SAME}
        | {
            "level": str(one.get_level_display()),
            "standing": str(standing(one, progress[0] if progress else None)),
            "session": str(one.session) if one.session else "",
            "vertelpunt": one.vertelpunt.slug,
            "cards": [card.number for card in one.observations.all() if not card.hidden],
            "stories": [story.number for story in grounds(desk, one)],
            "agreements": [
                {"who": each.who, "what": each.what, "before": each.before, "done_on": each.done_on}
                for each in one.agreements.all()
            ],
            "progress": [
                {"on": each.on, "status": str(each.get_status_display()), "text": each.text} for each in progress
            ],
        }
        | _decision(one)
    )


def _decision(one: Proposal) -> dict[str, Any]:
    decision = getattr(one, "decision", None)
    if decision is None:
        return {}
    said = {name: getattr(decision, name) for name in ("reason", "conditions", "decided_on")}
    return said | {"decision": str(decision.get_outcome_display())}
