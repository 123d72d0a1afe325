"""Facilitators put notes together, several at once, and nothing is lost."""

import uuid

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from duiding.actions.arranging import move_note
from duiding.actions.clusters import add_cluster, delete_cluster, rename_cluster
from duiding.actions.proposals import propose_cluster
from duiding.models import Cluster, Dot, Note, Session
from duiding.queries.board import proposals_at
from duiding.queries.hidden import Mendable
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests.duiding import builders


def test_deleting_a_group_frees_its_notes(meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    note = builders.note(seat)
    cluster = builders.cluster(seat, notes=(note,))
    delete_cluster(seat=seat, client_id=uuid.uuid4(), cluster=cluster.pk)
    assert Note.objects.get().cluster is None


def test_a_group_with_a_proposal_or_dots_stays(meeting: Session, dina: User, dinas_desk: Desk, client: Client) -> None:
    seat = builders.lead(dina, meeting)
    proposed, chosen = (builders.cluster(seat, name, (builders.note(seat, kind="idea"),)) for name in ("Een", "Twee"))
    proposal = propose_cluster(desk=dinas_desk, cluster=proposed)
    Dot.objects.create(board=seat.board, member=dina, cluster=chosen)
    client.force_login(dina)
    for cluster, why in ((proposed, "is een voorstel gemaakt"), (chosen, "stippen")):
        address = reverse("duiding:cluster_delete", args=["noord", meeting.pk, seat.table.pk, cluster.pk])
        answer = client.post(address, {"client_id": uuid.uuid4()})
        assert (answer.status_code, why in answer.content.decode()) == (409, True)
        assert not Mendable("cluster", cluster, "", ()).removable
    assert list(proposals_at(seat.table)) == [proposal]
    assert Dot.objects.count() == 1


def test_two_facilitators_may_delete_the_same_group(meeting: Session, dina: User, anna: User) -> None:
    cluster = builders.cluster(builders.lead(dina, meeting))
    for user in (dina, anna):
        delete_cluster(seat=builders.lead(user, meeting), client_id=uuid.uuid4(), cluster=cluster.pk)
    assert not Cluster.objects.exists()


def test_who_edits_a_group_that_is_gone_is_told_and_the_note_stays(meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    note, cluster = builders.note(seat), builders.cluster(seat)
    cluster_pk = cluster.pk
    cluster.delete()
    with pytest.raises(Refused, match="cluster_gone"):
        move_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, cluster=cluster_pk)
    with pytest.raises(Refused, match="cluster_gone"):
        rename_cluster(seat=seat, client_id=uuid.uuid4(), cluster=cluster_pk, name="Anders")
    assert Note.objects.get().cluster is None


def test_the_last_move_counts(meeting: Session, dina: User, anna: User) -> None:
    seat = builders.lead(dina, meeting)
    note, one, two = builders.note(seat), builders.cluster(seat, "Een"), builders.cluster(seat, "Twee")
    move_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, cluster=one.pk)
    move_note(seat=builders.lead(anna, meeting), client_id=uuid.uuid4(), note=note.pk, cluster=two.pk)
    assert Note.objects.get().cluster == two


def test_a_group_of_another_table_cannot_be_used(meeting: Session, dina: User) -> None:
    note = builders.note(builders.lead(dina, meeting))
    elsewhere = builders.cluster(builders.lead(dina, meeting, 1))
    with pytest.raises(Refused, match="cluster_gone"):
        move_note(seat=builders.lead(dina, meeting), client_id=uuid.uuid4(), note=note.pk, cluster=elsewhere.pk)


def test_participants_make_no_groups(meeting: Session) -> None:
    seat = builders.seat(builders.sit(meeting))
    with pytest.raises(Http404):
        add_cluster(seat=seat, client_id=uuid.uuid4(), name="Van mij")


def test_groups_are_made_and_filled_by_menu_without_any_script(client: Client, meeting: Session, dina: User) -> None:
    client.force_login(dina)
    note = builders.note(builders.seat(builders.sit(meeting)))
    where = {"coalition": "noord", "pk": meeting.pk, "table": note.board.table_id}
    client.post(reverse("duiding:cluster_add", kwargs=where), {"client_id": uuid.uuid4(), "name": "Tijd"})
    move = {"client_id": uuid.uuid4(), "cluster": Cluster.objects.get().pk}
    client.post(reverse("duiding:note_move", kwargs=where | {"note": note.pk}), move)
    assert Note.objects.get().cluster == Cluster.objects.get()


def test_the_big_screen_shows_all_tables_and_follows_them(client: Client, meeting: Session, dina: User) -> None:
    client.force_login(dina)
    before = client.get(reverse("duiding:plenary_revision", args=["noord", meeting.pk])).json()["revision"]
    builders.note(builders.lead(dina, meeting, 0), "Samen bellen", kind="idea")
    builders.cluster(builders.lead(dina, meeting, 1), "Dichtbij")
    page = client.get(reverse("duiding:plenary", args=["noord", meeting.pk])).content.decode()
    assert "Samen bellen" in page
    assert "Dichtbij" in page
    after = client.get(reverse("duiding:plenary_revision", args=["noord", meeting.pk])).json()["revision"]
    assert after > before


def test_groups_can_be_made_after_the_session_too(meeting: Session, dina: User) -> None:
    Session.objects.update(state="finished")
    add_cluster(seat=builders.lead(dina, meeting), client_id=uuid.uuid4(), name="Later")
    assert Cluster.objects.get().name == "Later"
