"""Sessions, tables, participants, boards, proposals, decisions and progress."""

from duiding.models.board import Board, Cluster, Note, Receipt
from duiding.models.proposal import Agreement, Decision, ProgressEntry, Proposal
from duiding.models.session import Participant, Session, Table, TableCard, TableStory

__all__ = [
    "Agreement",
    "Board",
    "Cluster",
    "Decision",
    "Note",
    "Participant",
    "ProgressEntry",
    "Proposal",
    "Receipt",
    "Session",
    "Table",
    "TableCard",
    "TableStory",
]
