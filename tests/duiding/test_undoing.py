"""What facilitators do on a board can be undone: once, only what still holds, and never words of a withdrawn story."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.actions.acts import UNDO_DAYS, forget_acts
from duiding.actions.arranging import move_note, order_note, place_note
from duiding.actions.board import remove_note
from duiding.actions.clusters import add_cluster, delete_cluster, merge_clusters, rename_cluster
from duiding.actions.proposals import propose_cluster
from duiding.actions.splitting import Halves, split_note, words_of
from duiding.actions.undoing import undo
from duiding.models import Act, Board, Cluster, Dot, Note, Session
from duiding.queries.acts import acts_at
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw

TOLD = "Ze zette eerst thee en vroeg toen pas naar mijn formulieren, dat vergeet ik nooit meer."
QUOTED = "Ze zei: ze zette eerst thee en vroeg toen pas naar mijn formulieren."


def new() -> uuid.UUID:
    """Return an id that a browser makes."""
    return uuid.uuid4()


def last() -> Act:
    """Return what was done last."""
    return Act.objects.all()[0]


def state() -> tuple[list[Any], list[Any], list[Any]]:
    """Return what lies on all boards: notes where they are, groups, dots."""
    names = ("pk", "text", "so_that", "cluster", "position", "x", "y")
    dots = Dot.objects.order_by("cluster", "participant").values_list("cluster", "participant", "member", "number")
    groups = Cluster.objects.order_by("pk").values_list("pk", "name", "position")
    return list(Note.objects.order_by("pk").values_list(*names)), list(groups), list(dots)


class Table:
    """A table with two groups in order, a free note, and dots."""

    def __init__(self, meeting: Session, dina: User) -> None:
        self.seat = builders.lead(dina, meeting)
        self.sara = builders.seat(builders.sit(meeting))
        self.notes = [builders.note(self.sara, text, kind="idea") for text in ("een", "twee", "drie", "vier. Vijf.")]
        self.one = add_cluster(seat=self.seat, client_id=new(), name="Een", notes=[n.pk for n in self.notes[:2]])
        self.two = add_cluster(seat=self.seat, client_id=new(), name="Twee", notes=[self.notes[2].pk])
        for key, number in ((self.one["cluster"], 1), (self.two["cluster"], 2)):
            Dot.objects.create(board=self.seat.board, participant=self.sara.participant, cluster_id=key, number=number)

    def halves(self) -> Halves:
        """Return the free note in two."""
        return Halves(words_of(self.notes[3]), "vier", "vijf")


ACTS: dict[str, Callable[[Table], Any]] = {
    "move": lambda at: move_note(seat=at.seat, client_id=new(), note=at.notes[0].pk, cluster=at.two["cluster"]),
    "free": lambda at: move_note(seat=at.seat, client_id=new(), note=at.notes[0].pk, cluster=None),
    "order": lambda at: order_note(seat=at.seat, client_id=new(), note=at.notes[0].pk, earlier=False),
    "place": lambda at: place_note(seat=at.seat, client_id=new(), note=at.notes[0].pk, place=(0.25, 0.5)),
    "take off": lambda at: remove_note(seat=at.seat, note=at.notes[0].pk),
    "split": lambda at: split_note(seat=at.seat, client_id=new(), note=at.notes[3].pk, halves=at.halves()),
    "group": lambda at: add_cluster(seat=at.seat, client_id=new(), name="Drie", notes=[at.notes[0].pk]),
    "rename": lambda at: rename_cluster(seat=at.seat, client_id=new(), cluster=at.one["cluster"], name="Anders"),
    "merge": lambda at: merge_clusters(
        seat=at.seat, client_id=new(), cluster=at.one["cluster"], other=at.two["cluster"]
    ),
}


@pytest.fixture
def table(meeting: Session, dina: User) -> Table:
    """The first table."""
    return Table(meeting, dina)


@pytest.mark.parametrize("name", ACTS)
def test_everything_can_be_undone_and_undoing_twice_undoes_once(table: Table, name: str) -> None:
    before = state()
    ACTS[name](table)
    assert state() != before
    act, once = last(), new()
    first = undo(seat=table.seat, client_id=once, act=act.pk)
    assert undo(seat=table.seat, client_id=once, act=act.pk) == first
    undo(seat=table.seat, client_id=new(), act=act.pk)  # another facilitator, at the same moment
    assert state() == before
    act.refresh_from_db()
    assert (act.words, act.undone_at is not None) == ("", True)


def test_a_group_that_was_removed_comes_back_with_the_notes_that_are_still_free(table: Table) -> None:
    Dot.objects.all().delete()
    delete_cluster(seat=table.seat, client_id=new(), cluster=table.one["cluster"])
    act = last()
    move_note(seat=table.seat, client_id=new(), note=table.notes[1].pk, cluster=table.two["cluster"])
    undo(seat=table.seat, client_id=new(), act=act.pk)
    assert [note.text for note in Cluster.objects.get(name="Een").notes.all()] == ["een"]
    assert [note.text for note in Cluster.objects.get(name="Twee").notes.all()] == ["drie", "twee"]


@pytest.mark.parametrize(
    ("name", "meanwhile", "code"),
    [
        ("move", "free", "changed_since"),
        ("order", "move", "changed_since"),
        ("place", "place again", "changed_since"),
        ("rename", "rename again", "changed_since"),
        ("split", "mend", "changed_since"),
        ("move", "take off", "note_gone"),
        ("group", "grow", "group_grew"),
        ("merge", "dots", "dots_since"),
        ("move", "remove", "cluster_gone"),
    ],
)
def test_what_somebody_else_changed_since_stays_and_says_so(
    table: Table, anna: User, meeting: Session, name: str, meanwhile: str, code: str
) -> None:
    ACTS[name](table)
    act, annas = last(), builders.lead(anna, meeting)
    others: dict[str, Callable[[], Any]] = {
        "place again": lambda: place_note(seat=annas, client_id=new(), note=table.notes[0].pk, place=(0, 0)),
        "rename again": lambda: rename_cluster(seat=annas, client_id=new(), cluster=table.one["cluster"], name="X"),
        "mend": lambda: Note.objects.filter(pk=table.notes[3].pk).update(text="anders"),
        "grow": lambda: move_note(seat=annas, client_id=new(), note=table.notes[3].pk, cluster=act.after["cluster"]),
        "dots": lambda: Dot.objects.update(number=1),
        "remove": lambda: Cluster.objects.filter(pk=table.one["cluster"]).delete(),
    }
    others.get(meanwhile, lambda: ACTS[meanwhile](table))()
    after = state()
    with pytest.raises(Refused, match=code):
        undo(seat=table.seat, client_id=new(), act=act.pk)
    assert state() == after
    act.refresh_from_db()
    assert act.undone_at is None


def test_a_new_group_that_something_rests_on_is_not_undone(table: Table, dinas_desk: Desk) -> None:
    ACTS["group"](table)
    propose_cluster(desk=dinas_desk, cluster=Cluster.objects.get(name="Drie"))
    with pytest.raises(Refused, match="cluster_has_proposal"):
        undo(seat=table.seat, client_id=new(), act=last().pk)


def test_a_proposal_goes_back_to_its_own_group(table: Table, dinas_desk: Desk) -> None:
    proposal = propose_cluster(desk=dinas_desk, cluster=Cluster.objects.get(name="Twee"))
    ACTS["merge"](table)
    undo(seat=table.seat, client_id=new(), act=last().pk)
    proposal.refresh_from_db()
    assert proposal.cluster_id == table.two["cluster"]


def test_the_button_says_what_and_who_and_works_without_any_script(
    table: Table, client: Client, meeting: Session, anna: User
) -> None:
    ACTS["move"](table)
    client.force_login(anna)
    english = {"accept-language": "en"}
    at = {"coalition": "noord", "pk": meeting.pk, "table": table.seat.table.pk}
    page = client.get(reverse("duiding:table", kwargs=at), headers=english).content.decode()
    assert "Undo: moved “een” to “Twee”" in page
    assert f"by {table.seat.member.get_short_name()}" in page  # type: ignore[union-attr]
    address = reverse("duiding:act_undo", kwargs=at | {"act": last().pk})
    assert client.post(address, {"client_id": new()}).status_code == 302
    assert Note.objects.get(pk=table.notes[0].pk).cluster_id == table.one["cluster"]
    assert "Undo: moved" not in client.get(reverse("duiding:table", kwargs=at), headers=english).content.decode()


def test_every_act_is_put_in_words(table: Table) -> None:
    for name in ("order", "place", "free", "move", "split", "group", "rename", "take off", "merge"):
        ACTS[name](table)
    words = [one.words for one in acts_at(table.seat)]
    assert len(words) == len(set(words)) == 8  # the newest
    assert not [one for one in words if "%(" in one]


def test_nobody_undoes_at_another_table_or_as_a_participant(table: Table, meeting: Session, dina: User) -> None:
    ACTS["move"](table)
    with pytest.raises(Refused, match="act_gone"):
        undo(seat=builders.lead(dina, meeting, 1), client_id=new(), act=last().pk)
    with pytest.raises(Http404):
        undo(seat=table.sara, client_id=new(), act=last().pk)
    assert Note.objects.get(pk=table.notes[0].pk).cluster_id == table.two["cluster"]


def test_a_note_that_was_taken_off_is_nowhere_on_screen_and_can_come_back(
    table: Table, dinas: Client, meeting: Session
) -> None:
    note = table.notes[0]
    Note.objects.filter(pk=note.pk).update(text="zeldzaam woord")
    ACTS["take off"](table)
    dinas.force_login(table.seat.member)
    at = [meeting.pk, table.seat.table.pk]
    for name in ("table_notes", "plenary", "session_actions", "session_report"):
        where = at if name == "table_notes" else at[:1]
        page = dinas.get(reverse(f"duiding:{name}", args=["noord", *where])).content.decode()
        where_it_comes_back = page.count("zeldzaam woord”") if name == "table_notes" else 0  # its button
        assert page.count("zeldzaam woord") == where_it_comes_back
    assert not Cluster.objects.get(name="Een").notes.filter(pk=note.pk).exists()
    undo(seat=table.seat, client_id=new(), act=last().pk)
    assert Note.objects.get(pk=note.pk).text == "zeldzaam woord"


def test_what_a_participant_takes_back_is_gone_for_good_with_what_could_be_undone(table: Table) -> None:
    ACTS["split"](table)
    part = last().part
    assert part is not None
    remove_note(seat=table.sara, note=part.pk)
    assert not Act.objects.exclude(words="").exists()
    remove_note(seat=table.seat, note=table.notes[0].pk)
    remove_note(seat=table.sara, note=table.notes[0].pk)
    assert not Note.everything.filter(pk__in=[part.pk, table.notes[0].pk]).exists()


def test_undoing_brings_no_words_of_a_withdrawn_story_back(table: Table, meeting: Session) -> None:
    story = world.story(meeting.vertelpunt, text=TOLD)
    meeting.tables.all()[0].stories.create(story=story)
    whole, taken = builders.note(table.sara, QUOTED), builders.note(table.sara, QUOTED)
    about = builders.note(table.sara, "Thee", story=story.pk)
    halves = Halves(words_of(whole), "Ze zei: ze zette eerst thee", "en vroeg toen pas naar mijn formulieren.")
    split_note(seat=table.seat, client_id=new(), note=whole.pk, halves=halves)
    for note in (taken, about):
        remove_note(seat=table.seat, note=note.pk)
    named = add_cluster(seat=table.seat, client_id=new(), name=QUOTED)["cluster"]
    rename_cluster(seat=table.seat, client_id=new(), cluster=named, name="Thee")
    withdraw(story=story)
    kept = [*Act.objects.values_list("words", flat=True), *Note.everything.values_list("text", flat=True)]
    assert not [text for text in kept if "eerst thee en vroeg" in text]
    assert not Note.everything.filter(pk=taken.pk).exists()
    found = Note.everything.get(pk=about.pk)
    assert (found.story, found.story_withdrawn) == (None, True)
    undo(seat=table.seat, client_id=new(), act=Act.objects.get(note=about).pk)
    for act in Act.objects.filter(undone_at=None):
        try:
            undo(seat=table.seat, client_id=new(), act=act.pk)
        except Refused:
            continue
    assert not Cluster.objects.filter(name__contains="eerst thee").exists()


def test_screens_hear_that_words_which_could_come_back_went(table: Table, meeting: Session) -> None:
    remove_note(seat=table.seat, note=builders.note(table.sara, QUOTED).pk)
    before = Board.objects.get(pk=table.seat.board.pk).revision
    withdraw(story=world.story(meeting.vertelpunt, text=TOLD))
    assert Board.objects.get(pk=table.seat.board.pk).revision > before


def test_a_name_that_is_hidden_is_not_kept_to_go_back_to(table: Table) -> None:
    Cluster.objects.filter(pk=table.one["cluster"]).update(name=QUOTED, hidden=True)
    before = Act.objects.count()
    ACTS["rename"](table)
    assert (Cluster.objects.get(pk=table.one["cluster"]).name, Act.objects.count()) == ("Anders", before)
    Cluster.objects.filter(pk=table.two["cluster"]).update(hidden=True)
    ACTS["merge"](table)
    assert Act.objects.count() == before


def test_what_can_be_undone_goes_a_while_after_the_session(table: Table, meeting: Session) -> None:
    ACTS["take off"](table)
    ends = timezone.localtime(meeting.ends_at).date()
    Act.objects.update(made_at=meeting.ends_at)
    assert forget_acts(ends + timedelta(days=UNDO_DAYS)) == 0
    assert forget_acts(ends + timedelta(days=UNDO_DAYS + 1)) > 0
    assert (Act.objects.count(), Note.everything.filter(removed_at__isnull=False).count()) == (0, 0)
    assert forget_acts(date(2999, 1, 1)) == 0
    assert Note.objects.count() == 3
