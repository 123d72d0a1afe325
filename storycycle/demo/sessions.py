"""The sessions of the demo: one that was held, with what came of it, and one that is being prepared."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import make_aware

from duiding.actions.programme import begin_programme
from duiding.models import (
    Agreement,
    Board,
    Cluster,
    Decision,
    Note,
    Participant,
    ProgressEntry,
    Proposal,
    Session,
    Table,
    TableCard,
    TableStory,
)
from lib.secrets import keyed_digest, new_token
from patterns.models import Observation
from people.access import Desk, roles_in
from people.models import Coalition
from storycycle.demo.outcomes import make_outcomes
from storycycle.demo.points import content
from storycycle.demo.preparing import prepare
from storycycle.demo.world import LENT, OWN, person
from vertelpunt.models import Story, Vertelpunt

CODES = {"finished": "LNDE24", "preparing": "MRND47"}


class Meeting:
    """Turns the content of one session into rows."""

    def __init__(
        self,
        name: str,
        coalition: Coalition,
        point: Vertelpunt,
        cards: Sequence[Observation],
        stories: dict[str, Story],
    ) -> None:
        self.data: Mapping[str, Any] = content("sessions.json")[name]
        self.code = CODES[name]
        self.coalition, self.point, self.cards, self.stories = coalition, point, cards, stories
        self.clusters: dict[tuple[str, str], Cluster] = {}

    def make(self) -> Session:
        """Make the session with its tables."""
        data = self.data
        self.session = Session.objects.create(
            coalition=self.coalition,
            vertelpunt=self.point,
            starts_at=make_aware(datetime.fromisoformat(data["starts_at"])),
            ends_at=make_aware(datetime.fromisoformat(data["ends_at"])),
            step=Session.Step.PROPOSE if data["state"] == "finished" else Session.Step.WELCOME,
            join_code=self.code,
            **{name: data[name] for name in ("title", "goal", "theme", "kind", "place", "state")},
        )
        for position, table in enumerate(data["tables"]):
            self.make_table(position, table)
        return self.session

    def make_table(self, position: int, data: Mapping[str, Any]) -> None:
        """Make a table with its material, people, notes and clusters."""
        table = Table.objects.create(
            session=self.session, position=position, name=data["name"], colour=data["colour"], theme=data["theme"]
        )
        board = Board.objects.get_or_create(table=table)[0]
        TableCard.objects.bulk_create(
            TableCard(table=table, observation=self.cards[card], position=place)
            for place, card in enumerate(data["cards"])
        )
        TableStory.objects.bulk_create(
            TableStory(table=table, story=self.stories[key], position=place)
            for place, key in enumerate(data["stories"])
        )
        people = {one["name"]: self.make_participant(table, one) for one in data["participants"]}
        where = {
            key: self.make_cluster(board, place, one)
            for place, one in enumerate(data["clusters"])
            for key in one["notes"]
        }
        for note in data["notes"]:
            self.make_note(board, people[note["by"]], where.get(note["key"]), note)

    def make_participant(self, table: Table, data: Mapping[str, str]) -> Participant:
        """Seat somebody at a table."""
        digest = keyed_digest("participant", new_token())
        return Participant.objects.create(session=self.session, table=table, token_digest=digest, **data)

    def make_cluster(self, board: Board, position: int, data: Mapping[str, Any]) -> Cluster:
        """Make a cluster, once."""
        place = (board.table.name, data["name"])
        if place not in self.clusters:
            self.clusters[place] = Cluster.objects.create(board=board, name=data["name"], position=position)
        return self.clusters[place]

    def make_note(self, board: Board, by: Participant, cluster: Cluster | None, data: Mapping[str, Any]) -> None:
        """Put a note on a board."""
        Note.objects.create(
            board=board,
            participant=by,
            cluster=cluster,
            client_id=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{data['key']}"),
            body_digest=keyed_digest("note", data["key"]),
            kind=data["kind"],
            text=data["text"],
            so_that=data.get("so_that", ""),
            observation=self.cards[data["card"]] if data.get("card") is not None else None,
            story=self.stories[data["story"]] if data.get("story") else None,
        )

    def make_proposals(self) -> None:
        """Make the proposals with decisions, agreements and progress."""
        for number, data in enumerate(self.data["proposals"], 1):
            self.make_proposal(number, data)

    def make_proposal(self, number: int, data: Mapping[str, Any]) -> None:
        """Make one proposal and what came of it."""
        plain = ("title", "we_see", "we_want", "so_that", "owner", "first_step", "helpers", "needs", "level", "theme")
        proposal = Proposal.objects.create(
            coalition=self.coalition,
            vertelpunt=self.point,
            session=self.session,
            cluster=self.clusters[(data["table"], data["cluster"])],
            number=number,
            first_step_on=day(data["first_step_on"]),
            state=Proposal.State.DECIDED,
            presented_on=self.session.held_on,
            public=True,
            **{name: data[name] for name in plain},
        )
        proposal.observations.set([self.cards[card] for card in data["cards"]])
        proposal.stories.set([self.stories[key] for key in data["stories"]])
        self.follow(proposal, data)

    def follow(self, proposal: Proposal, data: Mapping[str, Any]) -> None:
        """Write down what was decided and agreed, and how it goes."""
        decision = data["decision"] | {"decided_on": day(data["decision"]["decided_on"])}
        Decision.objects.create(proposal=proposal, decided_by=person("Petra"), **decision)
        for agreement in data["agreements"]:
            Agreement.objects.create(proposal=proposal, **agreement | {"before": day(agreement["before"])})
        for entry in data["progress"]:
            ProgressEntry.objects.create(proposal=proposal, **entry | {"on": day(entry["on"])})


def day(text: str | None) -> date | None:
    """Return the day that `text` names."""
    return date.fromisoformat(text) if text else None


def make_sessions(
    coalitions: Mapping[str, Coalition],
    points: Mapping[str, Vertelpunt],
    cards: Sequence[Observation],
    stories: dict[str, Story],
) -> None:
    """Make both sessions: Zandhoven on lent national stories, Merendal beside its own."""
    held = Meeting("finished", coalitions[LENT], points["jeugdhulp"], cards, stories)
    meeting = held.make()
    held.make_proposals()
    led = person("Ingrid")
    began = Desk(led, coalitions[LENT], roles_in(led, coalitions[LENT]))
    begin_programme(desk=began, session=meeting, key="tracks")
    make_outcomes(meeting, coalitions[OWN], points["merendal"])
    ahead = Meeting("preparing", coalitions[OWN], points["merendal"], cards, stories).make()
    prepare(ahead, person("Samira"))
