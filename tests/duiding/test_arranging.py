"""Notes are arranged freely: on the wall, in an order, split, and their groups put together."""

import uuid
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from duiding.actions.acts import Do
from duiding.actions.arranging import move_note, order_note, place_note
from duiding.actions.choosing import put_dots
from duiding.actions.clusters import add_cluster, merge_clusters
from duiding.actions.leading import agree_on
from duiding.actions.proposals import propose_cluster
from duiding.actions.splitting import Halves, split_note, words_of
from duiding.models import Act, Cluster, Dot, Note, Session
from duiding.queries.board import board_view
from duiding.queries.wall import wall_of
from duiding.wording import halved
from lib.errors import Refused
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders

ENGLISH = {"accept-language": "en"}


def where(at: Session, **more: int) -> dict[str, Any]:
    """Return what stands in an address of the first table."""
    return {"coalition": "noord", "pk": at.pk, "table": at.tables.all()[0].pk} | more


def texts(cluster: Cluster) -> list[str]:
    """Return what the notes of a group say, in their order."""
    return [note.text for note in cluster.notes.all()]


def test_a_note_lies_where_it_was_put_and_the_wall_is_read_from_left_to_right(meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    low, right, left, waiting = (builders.note(seat, text) for text in ("laag", "rechts", "links", "nog niet"))
    for note, place in ((low, (0.1, 0.9)), (right, (0.8, 0.1)), (left, (0.2, 0.12))):
        place_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, place=place)
    wall = wall_of(board_view(builders.seat_again(seat)), near=str(left.pk))
    assert [one.view.note for one in wall.placed] == [left, right, low]
    assert [one.view.note for one in wall.waiting] == [waiting]
    assert [one.ticked for one in wall.placed] == [True, False, False]
    assert Note.objects.get(pk=left.pk).cluster is None


def test_a_place_by_menu_works_without_any_script_and_leads_back_to_the_wall(
    dinas: Client, meeting: Session, dina: User
) -> None:
    note = builders.note(builders.lead(dina, meeting))
    address = reverse("duiding:note_place", kwargs=where(meeting, note=note.pk))
    answer = dinas.post(f"{address}?to=wall", {"client_id": uuid.uuid4(), "spot": "bottom-right"})
    assert answer["Location"] == reverse("duiding:wall", kwargs=where(meeting))
    page = dinas.get(answer["Location"], headers=ENGLISH).content.decode()
    assert "across-20 down-20" in page
    assert 'data-x="1.0000"' in page
    dinas.post(address, {"client_id": uuid.uuid4(), "spot": "none"})
    assert Note.objects.get().x is None


@pytest.mark.parametrize(
    "place", [{"x": "1.2", "y": "0.5"}, {"x": "nan", "y": "0"}, {"spot": "elsewhere"}, {"spot": ""}]
)
def test_a_place_off_the_wall_is_refused_and_the_note_stays(
    dinas: Client, meeting: Session, dina: User, place: dict[str, str]
) -> None:
    note = builders.note(builders.lead(dina, meeting))
    address = reverse("duiding:note_place", kwargs=where(meeting, note=note.pk))
    assert dinas.post(address, {"client_id": uuid.uuid4()} | place).status_code == 400
    assert (Note.objects.get().x, Act.objects.count()) == (None, 0)


def test_notes_have_an_order_within_their_group_and_a_drop_goes_between(meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    first, second, third, other = (builders.note(seat, text) for text in ("een", "twee", "drie", "vier"))
    cluster = builders.cluster(seat, notes=(first, second, third))
    order_note(seat=seat, client_id=uuid.uuid4(), note=third.pk, earlier=True)
    assert texts(cluster) == ["een", "drie", "twee"]
    move_note(seat=seat, client_id=uuid.uuid4(), note=other.pk, cluster=cluster.pk, before=third.pk)
    assert texts(cluster) == ["een", "vier", "drie", "twee"]
    order_note(seat=seat, client_id=uuid.uuid4(), note=first.pk, earlier=True)
    shown = board_view(builders.seat_again(seat)).clusters[0]
    assert [view.note.text for view in shown.notes] == ["een", "vier", "drie", "twee"]
    assert [act.do for act in Act.objects.all()] == [Do.MOVE, Do.ORDER]  # nothing moved the third time


def test_ticked_notes_go_into_a_new_group_in_one_act_also_out_of_another_group(
    dinas: Client, meeting: Session, dina: User
) -> None:
    seat = builders.lead(dina, meeting)
    one, two, stays = (builders.note(seat, text) for text in ("een", "twee", "drie"))
    old = builders.cluster(seat, "Oud", (one, stays))
    address, body = reverse("duiding:cluster_add", kwargs=where(meeting)), {"client_id": uuid.uuid4(), "name": "Nieuw"}
    for _again in range(2):
        dinas.post(address, body | {"notes": [two.pk, one.pk, 999999]})
    new = Cluster.objects.get(name="Nieuw")
    assert (texts(new), texts(old)) == (["twee", "een"], ["drie"])
    dinas.post(address, {"client_id": uuid.uuid4(), "name": "Script", "notes": f"{one.pk},{stays.pk}"})
    assert texts(Cluster.objects.get(name="Script")) == ["een", "drie"]


def test_a_note_is_split_and_both_keep_what_it_was(meeting: Session, dina: User) -> None:
    story = world.story(meeting.vertelpunt)
    meeting.tables.all()[0].stories.create(story=story)
    sara, seat, once = builders.seat(builders.sit(meeting)), builders.lead(dina, meeting), uuid.uuid4()
    note, last = builders.note(sara, "Bel terug. Zet thee.", story=story.pk, kind="idea"), builders.note(sara, "Slot")
    cluster = builders.cluster(seat, notes=(note, last))
    halves = Halves(words_of(note), "Bel terug.", "Zet thee.", "niemand wacht")
    first = split_note(seat=seat, client_id=once, note=note.pk, halves=halves)
    assert split_note(seat=seat, client_id=once, note=note.pk, halves=halves) == first
    made = Note.objects.get(pk=first["part"])
    assert texts(cluster) == ["Bel terug.", "Zet thee.", "Slot"]
    for name in ("participant", "kind", "story", "cluster"):
        assert getattr(made, name) == getattr(Note.objects.get(pk=note.pk), name)
    with pytest.raises(Refused, match="note_changed"):
        split_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, halves=halves)


def test_the_page_of_splitting_proposes_where_and_keeps_what_was_typed(
    dinas: Client, meeting: Session, dina: User
) -> None:
    note = builders.note(builders.lead(dina, meeting), "Bel eerder terug. Zet koffie.")
    address = reverse("duiding:note_split", kwargs=where(meeting, note=note.pk))
    page = dinas.get(address, headers=ENGLISH).content.decode()
    assert ">Bel eerder terug.</textarea>" in page
    assert ">Zet koffie.</textarea>" in page
    sent = {"client_id": uuid.uuid4(), "was": words_of(note), "first": "lang " * 1000, "second": "Zet koffie."}
    refused = dinas.post(address, sent, headers=ENGLISH)
    assert (refused.status_code, "at most 500 characters" in refused.content.decode()) == (400, True)
    assert ("lang " * 1000).strip() in refused.content.decode()
    empty = dinas.post(address, sent | {"first": "Bel", "second": " "}, headers=ENGLISH).content.decode()
    assert "One of the two notes is empty." in empty
    Note.objects.update(text="Anders gezegd.")
    changed = dinas.post(address, sent | {"first": "Bel"}, headers=ENGLISH)
    assert (changed.status_code, "Anders gezegd." in changed.content.decode()) == (409, True)
    Note.objects.all().delete()
    gone = dinas.post(address, sent | {"first": "Bel"}, headers=ENGLISH).content.decode()
    assert "Your words are still here" in gone
    assert ">Bel</textarea>" in gone


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bel eerder. En zet koffie.", ("Bel eerder.", "En zet koffie.")),
        ("te lang wachten, geen koffie", ("te lang wachten", "geen koffie")),
        ("wachten en koffie", ("wachten", "en koffie")),
        ("wachten", ("wachten", "")),
    ],
)
def test_a_text_is_divided_where_it_says_so_itself(text: str, parts: tuple[str, str]) -> None:
    assert halved(text) == parts


def test_two_groups_become_one_with_the_dots_and_the_proposal_of_both(
    meeting: Session, dina: User, dinas_desk: Desk
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    seat = builders.lead(dina, meeting)
    keep, gone = (builders.cluster(seat, name, (builders.note(seat, name, kind="idea"),)) for name in ("Een", "Twee"))
    sara, omar = (builders.seat_again(builders.seat(builders.sit(meeting, name))) for name in ("Sara", "Omar"))
    for who, cluster, number in ((sara, keep, 1), (sara, gone, 2), (omar, gone, 3)):
        put_dots(seat=who, client_id=uuid.uuid4(), cluster=cluster.pk, number=number)
    proposal, once = propose_cluster(desk=dinas_desk, cluster=gone), uuid.uuid4()
    first = merge_clusters(seat=seat, client_id=once, cluster=keep.pk, other=gone.pk)
    assert merge_clusters(seat=seat, client_id=once, cluster=keep.pk, other=gone.pk) == first
    assert texts(keep) == ["Een", "Twee"]
    numbers = dict(Dot.objects.filter(cluster=keep).values_list("participant__name", "number"))
    assert numbers == {"Sara": 3, "Omar": 3}
    proposal.refresh_from_db()
    assert (proposal.cluster, Cluster.objects.get()) == (keep, keep)


def test_groups_with_a_proposal_each_stay_apart_and_say_why(
    dinas: Client, meeting: Session, dina: User, dinas_desk: Desk
) -> None:
    seat = builders.lead(dina, meeting)
    one, two = (builders.cluster(seat, name, (builders.note(seat, kind="idea"),)) for name in ("Een", "Twee"))
    for cluster in (one, two):
        propose_cluster(desk=dinas_desk, cluster=cluster)
    address = reverse("duiding:cluster_merge", kwargs=where(meeting, cluster=one.pk))
    json = {"accept": "application/json"} | ENGLISH
    answer = dinas.post(address, {"client_id": uuid.uuid4(), "other": two.pk}, headers=json)
    assert (answer.status_code, "they stay apart" in answer.json()["message"]) == (409, True)
    same = dinas.post(address, {"client_id": uuid.uuid4(), "other": one.pk}, headers=json)
    assert (same.status_code, Cluster.objects.count()) == (400, 2)


def test_the_name_that_stays_can_be_that_of_the_other_group(dinas: Client, meeting: Session, dina: User) -> None:
    seat = builders.lead(dina, meeting)
    one, two = (builders.cluster(seat, name, (builders.note(seat),)) for name in ("Een", "Twee"))
    address = reverse("duiding:cluster_merge", kwargs=where(meeting, cluster=one.pk))
    dinas.post(address, {"client_id": uuid.uuid4(), "other": two.pk, "name_of": "other"})
    assert (Cluster.objects.get().name, two.notes.count()) == ("Twee", 2)


def test_participants_arrange_nothing(meeting: Session, dina: User) -> None:
    seat, lead = builders.seat(builders.sit(meeting)), builders.lead(dina, meeting)
    note, other = builders.note(seat), builders.note(seat)
    cluster = builders.cluster(lead, notes=(note, other))
    acts: list[Any] = [
        lambda: place_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, place=(0, 0)),
        lambda: order_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, earlier=False),
        lambda: move_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, cluster=None),
        lambda: split_note(seat=seat, client_id=uuid.uuid4(), note=note.pk, halves=Halves(words_of(note), "a", "b")),
        lambda: merge_clusters(seat=seat, client_id=uuid.uuid4(), cluster=cluster.pk, other=cluster.pk),
        lambda: add_cluster(seat=seat, client_id=uuid.uuid4(), name="Van mij", notes=[note.pk]),
    ]
    for act in acts:
        with pytest.raises(Http404):
            act()
    assert (Note.objects.filter(cluster=cluster, x=None).count(), Act.objects.count()) == (2, 0)


def test_a_facilitator_from_elsewhere_arranges_nothing(
    client: Client, meeting: Session, dina: User, zoe: User
) -> None:
    seat = builders.lead(dina, meeting)
    note = builders.note(seat)
    cluster = builders.cluster(seat, notes=(note,))
    client.force_login(zoe)
    rows = {"note": note.pk, "cluster": cluster.pk}
    for name in ("wall", "wall_notes", "note_split"):
        more = {"note": note.pk} if name == "note_split" else {}
        assert client.get(reverse(f"duiding:{name}", kwargs=where(meeting, **more))).status_code == 404
    for name, key in (("note_place", "note"), ("note_order", "note"), ("cluster_merge", "cluster")):
        address = reverse(f"duiding:{name}", kwargs=where(meeting, **{key: rows[key]}))
        assert client.post(address, {"client_id": uuid.uuid4()}).status_code == 404


def test_words_are_looked_for_in_notes_writers_and_numbers_without_any_script(
    dinas: Client, meeting: Session, dina: User
) -> None:
    story, table = world.story(meeting.vertelpunt), meeting.tables.all()[0]
    table.stories.create(story=story)
    sara = builders.seat(builders.sit(meeting, "Sára"))
    builders.note(sara, "Eén café", story=story.pk)
    builders.note(builders.lead(dina, meeting), "Wachten duurt lang", kind="idea", so_that="niemand belt")
    for words, there, gone in (
        ("cafe EEN", "Eén café", "Wachten duurt"),
        ("sara", "Eén café", "Wachten duurt"),
        (str(story), "Eén café", "Wachten duurt"),
        ("belt", "Wachten duurt", "Eén café"),
    ):
        for name in ("table", "wall"):
            page = dinas.get(reverse(f"duiding:{name}", kwargs=where(meeting)), {"q": words}, headers=ENGLISH)
            shown = page.content.decode().split('data-live="notes"')[1].split('data-live="read"')[0]
            found = shown.split('id="new-group-title"')[0]
            assert (there in found, gone in found) == (True, False), (words, name)
            assert "1 of 2" in page.content.decode()


def test_participants_look_for_words_too_and_find_no_covered_idea(
    client: Client, meeting: Session, dina: User, dinas_desk: Desk
) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    joined = builders.sit(meeting)
    builders.note(builders.seat(joined), "Koffie")
    builders.note(builders.lead(dina, meeting), "Koffie zetten", kind="idea")
    client.cookies[f"meet-{meeting.pk}"] = joined.token
    address = reverse("duiding:board", args=[meeting.pk, meeting.tables.all()[0].pk])
    page = client.get(address, {"q": "koffie"}, headers=ENGLISH).content.decode()
    assert ("1 of 1" in page, "Koffie zetten" in page) == (True, False)
    assert "0 of 1" in client.get(address, {"q": "thee"}, headers=ENGLISH).content.decode()
