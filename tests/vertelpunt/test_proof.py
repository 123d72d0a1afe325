"""A small proof of work adds trust; without it a person reads first, and nothing is ever refused."""

import pytest

from tests.vertelpunt.proofs import proof_of
from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt.limits import STORIES
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.proof import proves

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("found", ["", "-1", "abc", "٣", "9" * 13, "1.0", " 1"])
def test_only_a_plain_number_proves_anything(found: str) -> None:
    assert not proves("token", found)


def test_a_proof_is_of_one_form_only() -> None:
    proofs = {proof_of(f"token {number}") for number in range(8)}
    assert len(proofs) > 1
    assert not proves("", proof_of("token"))


@pytest.mark.parametrize(("proven", "state"), [(True, Story.State.RELEASED), (False, Story.State.TOLD)])
def test_without_proof_a_person_reads_first_also_without_moderation(
    point: Vertelpunt, proven: bool, state: str
) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    teller = Teller().open()
    teller.send(text=STORY, proof=proof_of(teller.token) if proven else "0x").finish()
    assert teller.status == 200
    assert (the_story().state, the_story().finished) == (state, True)


def test_a_class_of_thirty_behind_one_address_passes(point: Vertelpunt) -> None:
    STORIES.clear()
    Vertelpunt.objects.update(released_on_arrival=True)
    for number in range(30):
        teller = Teller().open()
        teller.send(text=f"{STORY} {number}", proof=proof_of(teller.token)).finish()
    assert Story.objects.filter(state=Story.State.RELEASED).count() == 30
    STORIES.clear()
