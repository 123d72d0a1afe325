"""Preparing a session: pages, tables, cards and stories within a budget that warns."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duiding.actions.sessions import create_session, set_state
from duiding.actions.tables import delete_table, put_card, put_story, take_off
from duiding.models import Session, Table
from duiding.queries.material import Search, search_stories
from lib.errors import Refused
from patterns.actions.selections import keep_selection
from patterns.models import Selection
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.duiding import builders
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt

FORM = {
    "title": "Wachten in Noord",
    "goal": "Twee plannen die morgen kunnen beginnen.",
    "kind": "in_person",
    "starts_at": "2026-09-24T13:00",
    "ends_at": "2026-09-24T15:00",
    "place": "Buurthuis De Brug",
}


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


def test_a_session_is_prepared_with_tables_and_opened(dinas: Client, point: Vertelpunt) -> None:
    made = dinas.post(reverse("duiding:session_new", args=["noord"]), FORM | {"vertelpunt": point.pk})
    session = Session.objects.get()
    assert made["Location"] == reverse("duiding:session", args=["noord", session.pk])
    dinas.post(reverse("duiding:table_new", args=["noord", session.pk]), {"name": "Blauw", "colour": "blue"})
    dinas.post(reverse("duiding:session_state", args=["noord", session.pk]), {"state": "open"})
    assert Session.objects.get().state == "open"
    page = dinas.get(reverse("duiding:session", args=["noord", session.pk])).content.decode()
    assert f"{session.join_code[:3]}-{session.join_code[3:]}" in page


def test_a_session_cannot_end_before_it_starts(dinas: Client, point: Vertelpunt) -> None:
    data = FORM | {"vertelpunt": point.pk, "ends_at": "2026-09-24T12:00"}
    page = dinas.post(reverse("duiding:session_new", args=["noord"]), data, headers={"accept-language": "en"})
    assert "ends before it starts" in page.content.decode()
    assert not Session.objects.exists()


def test_a_session_without_tables_is_not_opened(dinas_desk: Desk, point: Vertelpunt) -> None:
    with pytest.raises(Refused, match="no_table"):
        builders.session(dinas_desk, point, tables=0)


def test_a_session_on_a_lent_vertelpunt_is_possible_and_on_a_foreign_one_not(
    dinas_desk: Desk, national: Coalition, zuid: Coalition
) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    assert builders.session(dinas_desk, lent).vertelpunt == lent
    with pytest.raises(Refused, match="not_lent"):
        builders.session(dinas_desk, world.vertelpunt(zuid, "zuid"))


def test_the_square_is_a_file_and_only_for_who_prepares(dinas: Client, meeting: Session, lena: User) -> None:
    address = reverse("duiding:session_qr", args=["noord", meeting.pk])
    assert dinas.get(address)["Content-Type"] == "image/svg+xml"
    dinas.force_login(lena)
    assert dinas.get(address).status_code == 404


def test_steps_go_forward_and_back_on_all_screens(dinas: Client, meeting: Session) -> None:
    before = builders.board(meeting).revision
    dinas.post(reverse("duiding:session_step", args=["noord", meeting.pk]), {"step": "notice"})
    assert Session.objects.get().step == "notice"
    assert builders.board(meeting).revision == before + 1
    dinas.post(reverse("duiding:session_step", args=["noord", meeting.pk]), {"step": "nonsense"})
    assert Session.objects.get().step == "notice"


def test_the_budget_warns_and_does_not_forbid(dinas: Client, dinas_desk: Desk, meeting: Session) -> None:
    table = meeting.tables.all()[0]
    address = reverse("duiding:material", args=["noord", meeting.pk, table.pk])
    for _card in range(4):
        put_card(desk=dinas_desk, table=table, observation=builders.card(meeting.coalition, meeting.vertelpunt).pk)
    assert 'role="alert"' not in dinas.get(address).content.decode()
    fifth = builders.card(meeting.coalition, meeting.vertelpunt)
    dinas.post(
        reverse("duiding:material_change", args=["noord", meeting.pk, table.pk]), {"card": fifth.pk, "do": "put"}
    )
    assert table.cards.count() == 5
    assert 'role="alert"' in dinas.get(address).content.decode()


def test_only_released_stories_that_are_own_or_lent_can_lie_on_a_table(
    dinas_desk: Desk, meeting: Session, national: Coalition, zuid: Coalition
) -> None:
    table, lent = meeting.tables.all()[0], world.vertelpunt(national, "landelijk", lends_below=True)
    own = put_story(desk=dinas_desk, table=table, story=world.story(meeting.vertelpunt).pk)
    from_above = put_story(desk=dinas_desk, table=table, story=world.story(lent).pk)
    assert [own, from_above] == list(table.stories.all())
    foreign = world.story(world.vertelpunt(zuid, "zuid"))
    for refused in (foreign, world.story(meeting.vertelpunt, released=False)):
        with pytest.raises(Http404):
            put_story(desk=dinas_desk, table=table, story=refused.pk)


def test_finished_cards_from_above_can_be_used_and_drafts_not(
    dinas_desk: Desk, meeting: Session, national: Coalition
) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    final, draft = builders.card(national, lent, state="final"), builders.card(national, lent)
    table = meeting.tables.all()[0]
    put_card(desk=dinas_desk, table=table, observation=final.pk)
    with pytest.raises(Http404):
        put_card(desk=dinas_desk, table=table, observation=draft.pk)


def test_stories_are_chosen_from_a_kept_selection_that_one_may_see(
    dinas: Client, dinas_desk: Desk, meeting: Session, bram: User
) -> None:
    table, at = meeting.tables.all()[0], Workplace(dinas_desk, meeting.vertelpunt)
    low = world.story(meeting.vertelpunt, answers={"heard": 5})
    world.story(meeting.vertelpunt, answers={"heard": 95})
    kept = keep_selection(place=at, name="Weinig gehoord", query="heard=0..33")
    assert list(search_stories(dinas_desk, table, Search(selection=kept.pk))) == [low]
    address = reverse("duiding:material", args=["noord", meeting.pk, table.pk])
    page = dinas.get(address, {"selection": kept.pk})
    assert "Weinig gehoord" in page.content.decode()
    assert list(page.context["page"]) == [low]
    assert dinas.get(address, {"selection": "x"}).status_code == 200
    Selection.objects.filter(pk=kept.pk).update(made_by=bram)  # somebody else's own
    assert dinas.get(address, {"selection": kept.pk}).status_code == 404


def test_stories_are_found_by_words_by_teller_and_by_the_cards_on_the_table(
    dinas_desk: Desk, meeting: Session
) -> None:
    table, card = meeting.tables.all()[0], builders.card(meeting.coalition, meeting.vertelpunt)
    put_card(desk=dinas_desk, table=table, observation=card.pk)
    bike = world.story(meeting.vertelpunt, "youth", text="Mijn fiets stond altijd klaar bij de voordeur van oma.")
    typical = world.story(meeting.vertelpunt, "professional")
    card.typical_stories.create(story=typical)
    assert list(search_stories(dinas_desk, table, Search(words="fiets"))) == [bike]
    assert list(search_stories(dinas_desk, table, Search(audience="youth"))) == [bike]
    assert list(search_stories(dinas_desk, table, Search(for_cards=True))) == [typical]


def test_taking_a_story_off_leaves_the_notes_about_it(dinas_desk: Desk, meeting: Session) -> None:
    table, story = meeting.tables.all()[0], world.story(meeting.vertelpunt)
    put_story(desk=dinas_desk, table=table, story=story.pk)
    note = builders.note(builders.seat(builders.sit(meeting)), story=story.pk)
    take_off(desk=dinas_desk, table=table, story=story.pk)
    note.refresh_from_db()
    assert note.story == story
    assert not table.stories.exists()


def test_a_table_with_notes_or_people_stays(dinas_desk: Desk, meeting: Session) -> None:
    builders.note(builders.seat(builders.sit(meeting)))
    first, second = meeting.tables.all()
    with pytest.raises(Refused, match="table_has_notes"):
        delete_table(desk=dinas_desk, table=first)
    builders.sit(meeting, table=second)
    with pytest.raises(Refused, match="table_has_people"):
        delete_table(desk=dinas_desk, table=second)
    second.participants.all().delete()
    delete_table(desk=dinas_desk, table=second)
    assert list(Table.objects.all()) == [first]


def test_join_codes_differ(dinas_desk: Desk, point: Vertelpunt) -> None:
    codes = {builders.session(dinas_desk, point).join_code for _number in range(5)}
    assert len(codes) == 5


def test_a_reader_prepares_nothing(lena: User, noord: Coalition, point: Vertelpunt) -> None:
    with pytest.raises(Http404):
        create_session(desk=builders.desk(lena, noord), data={"title": "x", "vertelpunt": point})


def test_finishing_and_opening_again_changes_nothing_on_the_board(dinas_desk: Desk, meeting: Session) -> None:
    note = builders.note(builders.seat(builders.sit(meeting)))
    for state in ("finished", "open"):
        set_state(desk=dinas_desk, session=meeting, state=state)
    assert list(builders.board(meeting).notes.all()) == [note]


def test_a_story_is_found_by_its_number(meeting: Session, dinas_desk: Desk, point: Vertelpunt) -> None:
    wanted, _other = world.story(point), world.story(point)
    table = meeting.tables.all()[0]
    for typed in (str(wanted.number), f"#{wanted.number}"):
        assert list(search_stories(dinas_desk, table, Search(words=typed))) == [wanted]


def test_opening_before_its_day_asks_first_and_the_day_is_when_it_was_opened(
    dinas: Client, dinas_desk: Desk, point: Vertelpunt
) -> None:
    soon = timezone.now() + timedelta(days=2)
    planned = {"state": "preparing", "starts_at": soon, "ends_at": soon + timedelta(hours=2)}
    session = builders.session(dinas_desk, point, **planned)  # type: ignore[arg-type]
    address = reverse("duiding:session_state", args=["noord", session.pk])
    assert "Nu al openen?" in dinas.post(address, {"state": "open"}).content.decode()
    assert Session.objects.get().state == "preparing"
    dinas.post(address, {"state": "open", "sure": "1"})
    assert (Session.objects.get().state, Session.objects.get().held_on) == ("open", timezone.localdate())


def test_a_lent_card_can_be_read_and_printed_below_and_an_unlent_one_does_not_exist(
    dinas: Client, meeting: Session, national: Coalition
) -> None:
    for lends, status in ((True, 200), (False, 404)):
        above = world.vertelpunt(national, f"lent-{lends}", lends_below=lends)
        card = builders.card(national, above, state="final")
        for name in ("card", "card_print"):
            assert dinas.get(reverse(f"duiding:{name}", args=["noord", card.pk])).status_code == status


def test_the_cards_of_a_table_are_printed(dinas: Client, meeting: Session, point: Vertelpunt) -> None:
    table = meeting.tables.all()[0]
    table.cards.create(observation=builders.card(meeting.coalition, point))
    printed = dinas.get(reverse("duiding:table_cards", args=["noord", meeting.pk, table.pk]))
    assert printed.content.startswith(b"%PDF")
