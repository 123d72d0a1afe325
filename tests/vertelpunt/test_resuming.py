"""With the code somebody goes on where they stopped, or changes what was told."""

import re

import pytest
from django.test import Client

from tests import world
from tests.vertelpunt.teller import STORY, Teller, the_story, type_code
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.views.resuming import first_open_page

pytestmark = pytest.mark.django_db
GO_ON = re.compile(r'action="(/v/[^"]+)">.*?name="token" value="([^"]+)"', re.DOTALL)


def back_with(code: str) -> Teller:
    """Type the code on another device and press the button to go on; return the teller at that page."""
    page = type_code(Client(), code).content.decode()
    found = GO_ON.search(page)
    assert found is not None
    teller = Teller(client=Client())
    assert found.group(1) == teller.address
    return teller.send(found.group(2), go_on="1")


def test_an_unfinished_story_goes_on_at_the_page_where_it_stopped(point: Vertelpunt) -> None:
    first = Teller().tell().answer(heard="70")
    later = back_with(first.code)
    assert "Hier was je gebleven" in later.page
    assert "q-themes" in later.page
    assert first.code in later.page
    later.answer(themes=["school"]).finish()
    assert the_story().finished
    assert (the_story().answers["heard"], the_story().answers["themes"]) == (70, ["school"])


def test_the_code_is_in_no_address_and_may_be_typed_in_any_way(point: Vertelpunt) -> None:
    teller = Teller().tell()
    page = type_code(Client(), teller.code.lower().replace("-", " ")).content.decode()
    addresses = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not any(teller.code.lower() in address.lower() for address in addresses)
    assert teller.code in back_with(teller.code.lower()).page


def test_what_was_skipped_is_not_asked_again_first(point: Vertelpunt) -> None:
    Teller().tell().answer()
    assert first_open_page(the_story()) == 2


def test_a_finished_story_that_nobody_read_can_be_rewritten(point: Vertelpunt) -> None:
    code = Teller().tell().finish().code
    assert "Verander mijn verhaal of antwoorden" in type_code(Client(), code).content.decode()
    later = back_with(code)
    assert STORY in later.page
    later.send(text=f"{STORY} En toen belden ze.").answer(heard="12").finish()
    assert the_story().text.endswith("En toen belden ze.")
    assert the_story().answers["heard"] == 12


@pytest.mark.parametrize("state", ["held", "released"])
def test_of_a_story_that_was_read_only_the_answers_change(point: Vertelpunt, state: str) -> None:
    code = Teller().tell().finish().code
    Story.objects.update(state=state)
    assert "Verander mijn antwoorden" in type_code(Client(), code).content.decode()
    later = back_with(code)
    assert "de tekst blijft zoals die was" in later.page
    later.answer(heard="33")
    assert (the_story().text, the_story().answers["heard"], the_story().state) == (STORY, 33, state)


def test_what_a_machine_began_is_not_released_by_going_on(point: Vertelpunt) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    back_with(Teller().tell(website="https://spam.example").code).answer().finish()
    assert the_story().finished
    assert the_story().state == Story.State.TOLD


def test_going_on_works_after_closing(point: Vertelpunt) -> None:
    code = Teller().tell().code
    Vertelpunt.objects.update(state="closed")
    back_with(code).answer(heard="5").finish()
    assert the_story().finished


def test_a_story_that_was_withdrawn_meanwhile_does_not_go_on(point: Vertelpunt) -> None:
    code = Teller().tell().code
    page = type_code(Client(), code).content.decode()
    found = GO_ON.search(page)
    assert found is not None
    the_story().delete()
    assert Teller().send(found.group(2), go_on="1").status == 410


@pytest.mark.parametrize("change", ["test", "audience"])
def test_what_cannot_be_changed_offers_no_way_back(point: Vertelpunt, change: str) -> None:
    code = Teller().tell().code
    if change == "test":
        Story.everything.update(source="test")
    else:
        point.audiences.update(offered=False)
    assert "go_on" not in type_code(Client(), code).content.decode()


def test_who_keeps_the_story_after_asking_to_delete_it_can_still_go_on(point: Vertelpunt) -> None:
    teller = Teller().tell()
    page = type_code(Client(), teller.code).content.decode()
    token = re.findall(r'name="token" value="([^"]*)"', page)[-1]
    shown = Client().post("/code/", {"token": token, "read": "1"}).content.decode()
    assert "Ga verder waar ik was" in shown
    found = GO_ON.search(shown)
    assert found is not None
    assert teller.code in Teller().send(found.group(2), go_on="1").page


def test_a_set_of_one_question_goes_on_there(noord: object) -> None:
    world.vertelpunt(noord, asked=[world.slider("heard")])  # type: ignore[arg-type]
    assert "q-heard" in back_with(Teller().tell().code).page
