"""Sessions, boards, proposals and progress: what facilitators see, without anybody's name."""

from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.cursors import keyset, page
from api.described import described
from api.doors import CoalitionView
from api.serializers.meaning import (
    BoardSerializer,
    ProposalSerializer,
    SessionSerializer,
    WholeProposalSerializer,
    WholeSessionSerializer,
)
from duiding.access import facilitator_seat, session_of
from duiding.models import Note, ProgressEntry, Proposal, Session, Table
from duiding.queries.board import NoteView, board_view
from duiding.queries.proposals import proposals_for, standing
from duiding.queries.sessions import presence, sessions_of
from people.access import Desk
from people.scopes import Scope


class Sessions(CoalitionView):
    """Sessions of a coalition."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_SESSIONS}

    @described(SessionSerializer, pages=True, called="sessions_list")
    def get(self, request: Request, coalition: str) -> Response:
        """Return the sessions of the coalition, in the order in which they were made."""

        def fetch(position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
            found, last = keyset(sessions_of(self.desk.coalition), position, limit)
            return [_session(one, one.table_count, one.people_count) for one in found], last  # type: ignore[attr-defined]

        return page(request, fetch, SessionSerializer)


class OneSession(CoalitionView):
    """One session."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_SESSIONS}

    @described(WholeSessionSerializer)
    def get(self, request: Request, coalition: str, session: int) -> Response:
        """Return a session, with who is there by perspective."""
        found = session_of(self.desk, session)
        present = presence(found)
        there = [{"perspective": one.label, "count": one.count} for one in present]
        plain = _session(found, found.tables.count(), sum(one.count for one in present))
        return Response(WholeSessionSerializer(plain | {"presence": there}).data)


def _session(session: Session, tables: int, people: int) -> dict[str, Any]:
    return {
        "id": session.pk,
        "title": str(session),
        "goal": session.shown_goal,
        "theme": session.shown_theme,
        "kind": session.kind,
        "state": session.state,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "vertelpunt": session.vertelpunt.slug,
        "tables": tables,
        "people": people,
    }


class Boards(CoalitionView):
    """The boards of a session."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_SESSIONS}

    @described(BoardSerializer(many=True))
    def get(self, request: Request, coalition: str, session: int) -> Response:
        """Return the boards of a session: notes and groups, as a facilitator sees them."""
        tables = session_of(self.desk, session).tables.filter(board__isnull=False)
        return Response(BoardSerializer([_board(self.desk, table) for table in tables], many=True).data)


def _board(desk: Desk, table: Table) -> dict[str, Any]:
    view = board_view(facilitator_seat(desk, table.session_id, table.pk))
    grouped = [(one, group.cluster.pk) for group in view.clusters for one in group.notes]
    notes = [*grouped, *((one, None) for one in view.free)]
    return {
        "table": table.pk,
        "name": str(table),
        "theme": table.shown_theme,
        "revision": view.revision,
        "notes": [_note(one, cluster) for one, cluster in sorted(notes, key=lambda pair: pair[0].note.pk)],
        "clusters": [
            {"id": one.cluster.pk, "name": "" if one.cluster.hidden else one.cluster.name, "dots": one.dots}
            for one in view.clusters
        ],
    }


def _note(one: NoteView, cluster: int | None) -> dict[str, Any]:
    note: Note = one.note
    said = {"kind": note.kind, "text": note.text, "so_that": note.so_that}
    return {"id": note.pk, "perspective": one.perspective, "cluster": cluster} | said


class Proposals(CoalitionView):
    """Proposals of a coalition."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_SESSIONS}

    @described(ProposalSerializer, pages=True, called="proposals_list")
    def get(self, request: Request, coalition: str) -> Response:
        """Return the proposals of the coalition, with what was decided and how they stand."""

        def fetch(position: str, limit: int) -> tuple[list[dict[str, Any]], str]:
            found, last = keyset(_proposals(self.desk), position, limit)
            return [_proposal(one) for one in found], last

        return page(request, fetch, ProposalSerializer)


class OneProposal(CoalitionView):
    """One proposal."""

    scopes: ClassVar[dict[str, Scope]] = {"GET": Scope.READ_SESSIONS}

    @described(WholeProposalSerializer)
    def get(self, request: Request, coalition: str, number: int) -> Response:
        """Return a proposal with what was agreed and how it goes."""
        found = get_object_or_404(_proposals(self.desk), number=number)
        return Response(WholeProposalSerializer(_whole(found)).data)


def _proposals(desk: Desk) -> QuerySet[Proposal]:
    """Return the proposals that may be shown; those that repeat words of a withdrawn story are for who mends them."""
    entries = Prefetch("progress", ProgressEntry.objects.filter(hidden=False))
    shown = proposals_for(desk).filter(hidden=False).select_related("decision", "vertelpunt")
    return shown.prefetch_related(entries)


def _proposal(proposal: Proposal) -> dict[str, Any]:
    names = ("number", "title", "we_see", "we_want", "so_that", "first_step", "first_step_on", "level", "theme")
    last = next(iter(proposal.progress.all()), None)
    return {name: getattr(proposal, name) for name in names} | {
        "state": proposal.state,
        "public": proposal.public,
        "standing": standing(proposal, last),
        "vertelpunt": proposal.vertelpunt.slug,
        "session": proposal.session_id,
        "decision": getattr(proposal, "decision", None),
    }


def _whole(proposal: Proposal) -> dict[str, Any]:
    return _proposal(proposal) | {"agreements": proposal.agreements.all(), "progress": proposal.progress.all()}
