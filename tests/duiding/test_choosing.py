"""What people choose at a step: the reading that fits, dots, how they look back."""

import re
import uuid

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from duiding.actions.choosing import choose_fit, count_fit, look_back, put_dots
from duiding.actions.leading import agree_on, control, set_step
from duiding.models import Dot, LookBack, Session
from duiding.queries.leading import fits_of
from lib.errors import Refused
from patterns.models import Interpretation
from people.access import Desk
from people.models import User
from tests.duiding import builders
from tests.duiding.test_leading import LOOK, page, phone


def test_one_reading_fits_best_and_another_choice_takes_its_place(meeting: Session) -> None:
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    table = meeting.tables.all()[0]
    table.cards.create(observation=card)
    seat = builders.seat(builders.sit(meeting))
    first, second = card.interpretations.all()
    for reading in (first, second):
        choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=reading.pk)
    assert [one.own for one in fits_of(seat.board, seat.writer)[0].readings] == [0, 1]
    elsewhere = builders.card(meeting.coalition, meeting.vertelpunt)
    foreign = Interpretation.objects.filter(observation=elsewhere)[0]
    with pytest.raises(Refused, match="card_gone"):
        choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=foreign.pk)


def test_a_facilitator_counts_who_without_a_phone_finds_that_a_reading_fits(
    dinas: Client, meeting: Session, dina: User
) -> None:
    card, table = builders.card(meeting.coalition, meeting.vertelpunt), meeting.tables.all()[0]
    table.cards.create(observation=card)
    seat, lead = builders.seat(builders.sit(meeting)), builders.lead(dina, meeting)
    first, second = card.interpretations.all()
    choose_fit(seat=seat, client_id=uuid.uuid4(), interpretation=second.pk)
    where = reverse("duiding:table_fit", args=["noord", meeting.pk, table.pk])
    for reading, number in ((first, 7), (second, 4), (first, 3)):
        dinas.post(where, {"client_id": uuid.uuid4(), "interpretation": reading.pk, "number": number})
    assert [(one.own, one.number) for one in fits_of(lead.board, lead.writer)[0].readings] == [(3, 3), (4, 5)]
    with pytest.raises(Http404):
        count_fit(seat=seat, client_id=uuid.uuid4(), interpretation=first.pk, number=2)
    Session.objects.update(step="interpret")
    shown = dinas.get(reverse("duiding:table", args=["noord", meeting.pk, table.pk])).content.decode()
    assert re.search(f'id="fit-count-{first.pk}" name="number"[^>]* value="3"', shown)


def test_dots_are_three_for_each_and_their_totals_hidden_until_shown(
    dinas_desk: Desk, meeting: Session, dina: User
) -> None:
    sara = phone(meeting)
    lead = builders.lead(dina, meeting)
    first, second = builders.cluster(lead, "Wachten"), builders.cluster(lead, "Luisteren")
    seat = builders.seat_again(builders.seat(builders.sit(meeting, "Youssef")))
    with pytest.raises(Refused, match="no_dots"):
        put_dots(seat=seat, client_id=uuid.uuid4(), cluster=first.pk, number=1)
    agree_on(desk=dinas_desk, session=meeting, choices={"votes": True})
    set_step(desk=dinas_desk, session=meeting, step="cluster")
    seat, lead = builders.seat_again(seat), builders.seat_again(lead)
    put_dots(seat=seat, client_id=uuid.uuid4(), cluster=first.pk, number=2)
    with pytest.raises(Refused, match="too_many_dots"):
        put_dots(seat=seat, client_id=uuid.uuid4(), cluster=second.pk, number=2)
    put_dots(seat=lead, client_id=uuid.uuid4(), cluster=first.pk, number=5)
    assert "7 dots in all" not in page(sara, meeting)
    control(desk=dinas_desk, session=meeting, do="show_dots")
    assert "7 dots in all" in page(sara, meeting)
    assert Dot.objects.count() == 2


def test_who_looks_back_may_change_it_and_a_facilitator_writes_for_others(
    dinas: Client, meeting: Session, dina: User
) -> None:
    seat, lead, sent = builders.seat(builders.sit(meeting)), builders.lead(dina, meeting), uuid.uuid4()
    look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK)
    look_back(seat=seat, client_id=uuid.uuid4(), data=LOOK | {"grade": 5})
    for client_id in (sent, sent, uuid.uuid4()):
        look_back(seat=lead, client_id=client_id, data=LOOK)
    assert sorted(LookBack.objects.values_list("grade", flat=True)) == [4, 4, 5]
    shown = dinas.get(reverse("duiding:lead", args=["noord", meeting.pk])).content.decode()
    assert "Dat luisteren helpt." in shown
