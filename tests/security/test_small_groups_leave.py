"""No figure about few people stands on a public page."""

import pytest
from django.test import Client

from duiding.models import Session
from people.models import Coalition, User
from tests.duiding import builders
from vertelpunt.models import Vertelpunt


@pytest.mark.parametrize(("people", "said"), [(1, False), (4, False), (5, True)])
def test_how_many_sat_at_the_table_is_not_said_of_few(
    people: int, said: bool, noord: Coalition, point: Vertelpunt, anna: User
) -> None:
    meeting = builders.session(builders.desk(anna, noord), point)
    for number in range(people):
        builders.sit(meeting, f"Deelnemer {number}")
    Session.objects.filter(pk=meeting.pk).update(state=Session.State.FINISHED)
    page = Client().get("/v/jeugdhulp/outcomes/", headers={"accept-language": "en"}).content.decode()
    assert "Where the stories were read" in page
    assert ("at the table" in page) is said
    assert "Deelnemer" not in page
