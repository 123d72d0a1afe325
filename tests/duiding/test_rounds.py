"""A session goes round once more: what was shown is covered again; a finished one does not go on."""

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.leading import agree_on, control, set_step
from duiding.actions.sessions import set_state
from duiding.models import Leading, Session
from duiding.queries.board import board_view
from duiding.queries.leading import course
from people.access import Desk
from tests.duiding import builders
from tests.duiding.test_leading import ENGLISH, lead_page, seen


@pytest.mark.parametrize(
    ("step", "shows", "shown"),
    [
        ("ideas", "show_ideas", "ideas_shown"),
        ("cluster", "show_dots", "dots_shown"),
        ("interpret", "show_fits", "fits_shown"),
    ],
)
def test_what_was_shown_in_a_round_is_covered_again_in_the_next(
    dinas_desk: Desk, meeting: Session, step: str, shows: str, shown: str
) -> None:
    set_step(desk=dinas_desk, session=meeting, step=step)
    control(desk=dinas_desk, session=seen(meeting), do=shows)
    control(desk=dinas_desk, session=seen(meeting), do="stop")
    set_step(desk=dinas_desk, session=seen(meeting), step=step)  # only its timer begins again
    assert getattr(Leading.objects.get(), shown)
    set_step(desk=dinas_desk, session=seen(meeting), step="welcome")
    assert getattr(Leading.objects.get(), shown)  # what was shown stays to be seen until it is asked anew
    set_step(desk=dinas_desk, session=seen(meeting), step=step)
    assert not getattr(Leading.objects.get(), shown)


def test_ideas_of_a_second_round_are_covered_although_the_first_were_shown(dinas_desk: Desk, meeting: Session) -> None:
    agree_on(desk=dinas_desk, session=meeting, choices={"hide_ideas": True})
    sara, youssef = (builders.seat(builders.sit(meeting, name)) for name in ("Sara", "Youssef"))
    for text in ("Samen bellen.", "Thee zetten."):
        set_step(desk=dinas_desk, session=seen(meeting), step="ideas")
        builders.note(builders.seat_again(sara), text, kind="idea")
        assert board_view(builders.seat_again(youssef)).total == 0
        control(desk=dinas_desk, session=seen(meeting), do="show_ideas")
        set_step(desk=dinas_desk, session=seen(meeting), step="cluster")


def test_a_finished_session_has_no_next_step(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    after = course(seen(meeting)).after
    assert after is not None
    assert 'id="step-after"' in dinas.get(lead_page(meeting)).content.decode()
    set_state(desk=dinas_desk, session=meeting, state="finished")
    page = dinas.get(lead_page(meeting)).content.decode()
    assert not [
        name for name in ("step-after", "step-before", "do-more", "do-lock", "all-steps") if f'id="{name}"' in page
    ]
    answer = dinas.post(
        reverse("duiding:session_step", args=["noord", meeting.pk]), {"step": after.key}, headers=ENGLISH
    )
    assert answer.status_code == 409
    assert "Open it again" in answer.content.decode()
    assert seen(meeting).step == "welcome"
