"""Versions of an observation: who wrote what, several at once, putting one back, and following a withdrawal."""

import pytest
from django.test import Client
from django.urls import reverse

from lib.errors import Refused
from patterns.actions import observations as actions
from patterns.models import Observation
from patterns.written import versions
from people.access import Desk, roles_in
from people.models import User
from tests import world
from tests.patterns.test_observation import READINGS, write
from vertelpunt.access import workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

TOLD = "Zij vroeg eerst hoe mijn dag was en pas daarna begon het gesprek over school."
REPEATS = "zij vroeg eerst hoe mijn dag was en pas daarna"


@pytest.fixture
def card(desk: Desk, point: Vertelpunt) -> Observation:
    """A draft of Bram."""
    return actions.make_observation(
        desk=desk, place=workplace(desk, point.slug), title="Eerst vragen", description="Wat we zien."
    )


def test_each_writing_is_a_version_with_its_writer_and_what_changed(desk: Desk, card: Observation, dina: User) -> None:
    other = Desk(dina, desk.coalition, roles_in(dina, desk.coalition))
    kept = write(other, card, title="Eerst vragen, dan praten", notes="Nog bespreken.", state="discussed")
    newest, first = versions(kept)
    assert (newest.number, newest.by, newest.state) == (2, "Dina", "besproken")
    assert (first.number, first.by) == (1, "Bram")
    assert {part.name for part in newest.parts} == {
        "Titel",
        "Notities",
        "Lezing A",
        "Lezing B",
        "Staan tegenover elkaar",
    }
    title = next(part for part in newest.parts if part.name == "Titel")
    assert [(piece.kind, piece.text.strip()) for piece in title.pieces if piece.kind != "same"] == [
        ("gone", "vragen"),
        ("new", "vragen, dan praten"),
    ]
    assert (kept.stated_by, kept.state) == (dina, "discussed")


def test_an_earlier_version_can_be_put_back_as_the_newest(desk: Desk, card: Observation) -> None:
    write(desk, card, title="Anders", description="Anders gezien.")
    card.refresh_from_db()
    kept = write(desk, card, title="Nog anders", readings=("Een.", "Twee niet."))
    back = actions.restore_version(desk=desk, observation=kept, version=2)
    assert (back.version, back.title, back.description) == (4, "Anders", "Anders gezien.")
    assert [reading.text for reading in back.interpretations.all()] == list(READINGS)
    assert back.history.count() == 4


def test_an_old_final_version_does_not_make_a_card_final(desk: Desk, card: Observation) -> None:
    kept = write(desk, write(desk, card), state="draft")
    assert actions.restore_version(desk=desk, observation=kept, version=2).state == "discussed"


def test_a_final_card_cannot_go_back_to_a_version_without_two_readings(desk: Desk, card: Observation) -> None:
    kept = write(desk, card)
    with pytest.raises(Refused) as refused:
        actions.restore_version(desk=desk, observation=kept, version=1)
    assert refused.value.code == "needs_two_readings"


def test_no_version_holds_words_of_a_story_that_was_taken_back(
    desk: Desk, card: Observation, point: Vertelpunt
) -> None:
    told = world.story(point, text=TOLD)
    repeating = {"description": f"Iemand: {REPEATS}.", "notes": TOLD, "readings": (TOLD, "Een andere.")}
    kept = write(desk, card, title="Een titel", state="draft", **repeating)
    write(desk, kept, description="In eigen woorden.", notes="", readings=READINGS)
    withdraw(story=told)
    rows = [" ".join([row.title, row.description, row.notes, *row.readings]).lower() for row in kept.history.all()]
    assert len(rows) == 3
    assert not [row for row in rows if REPEATS in row]
    emptied = kept.history.get(version=2)
    assert (emptied.emptied, emptied.title, emptied.readings) == (True, "Een titel", ["Een andere."])
    kept.refresh_from_db()
    assert not kept.hidden
    with pytest.raises(Refused) as refused:
        actions.restore_version(desk=desk, observation=kept, version=2)
    assert refused.value.code == "emptied_version"


def test_notes_that_repeat_a_story_are_hidden_and_the_card_stays(
    desk: Desk, card: Observation, point: Vertelpunt, client: Client, bram: User
) -> None:
    told = world.story(point, text=TOLD)
    write(desk, card, notes=f"Let op: {TOLD}")
    withdraw(story=told)
    card.refresh_from_db()
    assert (card.hidden, card.notes_hidden) == (False, True)
    client.force_login(bram)
    for name in ("observation", "observation_history", "card_page"):
        page = client.get(reverse(f"patterns:{name}", args=["noord", card.number]))
        assert REPEATS not in page.content.decode().lower()


def typed(card: Observation, version: int, **fields: str) -> dict[str, str]:
    """Return what the editor of `card` sends that showed this version."""
    words = {"title": card.title, "description": card.description, "theme": "", "state": "draft", "strength": ""}
    return words | {"notes": "", "version": str(version)} | fields


def test_two_writers_see_both_texts_and_nothing_is_lost(
    desk: Desk, card: Observation, client: Client, dina: User
) -> None:
    address = reverse("patterns:observation", args=["noord", card.number])
    write(desk, card, title="Van Bram", state="draft", readings=())
    client.force_login(dina)
    page = client.post(address, typed(card, 1, title="Van Dina", description="Dina zag dit."))
    text = page.content.decode()
    assert page.status_code == 409
    assert 'value="Van Dina"' in text
    assert "Bram</del>" in text
    assert "Dina zag dit." in text
    card.refresh_from_db()
    assert card.title == "Van Bram"
    version = page.context["form"]["version"].value()
    client.post(address, typed(card, int(version), title="Van Bram en Dina"))
    card.refresh_from_db()
    assert (card.title, card.version) == ("Van Bram en Dina", 3)


def test_the_page_of_versions_puts_one_back(desk: Desk, card: Observation, client: Client, bram: User) -> None:
    write(desk, card, title="Anders", state="draft", readings=())
    client.force_login(bram)
    address = reverse("patterns:observation_history", args=["noord", card.number])
    assert "Anders</ins>" in client.get(address).content.decode()
    client.post(address, {"version": "1"})
    card.refresh_from_db()
    assert (card.title, card.version) == ("Eerst vragen", 3)
    assert client.post(address, {"version": "99"}).status_code == 404
