"""Sessions, tables, participants, boards, proposals, decisions and progress."""

from duiding.models.board import Act, Board, Cluster, Note, Receipt
from duiding.models.coming_back import FormerSeat, ReturnRequest
from duiding.models.following import Effect, Follower, Pair
from duiding.models.inviting import Contact, Invitee, SeatWish
from duiding.models.leading import Dot, Leading, LookBack
from duiding.models.local import LocalCheck
from duiding.models.paper import PackCount, PackSheet
from duiding.models.programme import ProgrammeStep, SessionDay
from duiding.models.proposal import Agreement, Decision, ProgressEntry, Proposal
from duiding.models.report import ReportSent, ReportText, SessionReport
from duiding.models.session import Participant, Session, Table, TableCard, TableStory

__all__ = [
    "Act",
    "Agreement",
    "Board",
    "Cluster",
    "Contact",
    "Decision",
    "Dot",
    "Effect",
    "Follower",
    "FormerSeat",
    "Invitee",
    "Leading",
    "LocalCheck",
    "LookBack",
    "Note",
    "PackCount",
    "PackSheet",
    "Pair",
    "Participant",
    "ProgrammeStep",
    "ProgressEntry",
    "Proposal",
    "Receipt",
    "ReportSent",
    "ReportText",
    "ReturnRequest",
    "SeatWish",
    "Session",
    "SessionDay",
    "SessionReport",
    "Table",
    "TableCard",
    "TableStory",
]
