"""People mark patterns: each for themselves, nothing overwritten, nothing lost."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from lib.errors import Refused
from patterns.actions.marks import mark_pattern
from patterns.marking import marks_on
from patterns.models import Mark
from people.access import Desk, roles_in
from people.models import Coalition, Message, User
from tests import world
from tests.patterns.told import evaluate, tell_many
from vertelpunt.access import Workplace
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

PAGE = "/c/noord/v/jeugdhulp/patterns/"
KEY = "slider_ordered:heard:consequences"
OTHER = "slider_slider:heard:in_time"


@pytest.fixture
def told(point: Vertelpunt) -> Vertelpunt:
    """A Vertelpunt whose stories were evaluated."""
    tell_many(point, 70)
    evaluate(point)
    return point


def desk_of(user: User, noord: Coalition) -> Desk:
    return Desk(user, noord, roles_in(user, noord))


def say(desk: Desk, point: Vertelpunt, choice: str, version: int = 0, note: str | None = None, key: str = KEY) -> Mark:
    return mark_pattern(desk=desk, place=Workplace(desk, point), key=key, choice=choice, version=version, note=note)


def test_two_people_mark_the_same_pattern_beside_each_other(
    told: Vertelpunt, bram: User, dina: User, noord: Coalition
) -> None:
    say(desk_of(bram, noord), told, "remarkable", note="Dit wil ik bespreken.")
    say(desk_of(dina, noord), told, "no", note="Dat wisten we al.")
    seen = marks_on(noord, told, bram, [KEY])[KEY]
    assert (seen.choice, seen.note) == ("remarkable", "Dit wil ik bespreken.")
    assert [(one.user, one.choice, one.note) for one in seen.others] == [(dina, "no", "Dat wisten we al.")]
    assert [(code, n) for code, _label, n in seen.counts] == [("remarkable", 1), ("no", 1)]


def test_the_database_knows_one_mark_per_person(told: Vertelpunt, desk: Desk) -> None:
    mark = say(desk, told, "maybe")
    same = {"coalition": mark.coalition, "vertelpunt": told, "pattern_key": KEY, "user": mark.user}
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.filter(pk=mark.pk).update(choice="perhaps")


def test_what_changed_in_another_window_is_not_overwritten(told: Vertelpunt, desk: Desk) -> None:
    first = say(desk, told, "maybe", note="Eerst.")
    say(desk, told, "remarkable", first.version, "Toen.")
    with pytest.raises(Refused, match="changed_meanwhile"):
        say(desk, told, "no", first.version, "Uit het oude venster.")
    assert Mark.objects.get().note == "Toen."


def test_the_same_sent_twice_is_kept_once(told: Vertelpunt, desk: Desk) -> None:
    assert say(desk, told, "maybe", 0, "Zo.").version == say(desk, told, "maybe", 0, "Zo.").version == 1


def test_a_mark_taken_back_and_set_again_is_another_version(told: Vertelpunt, desk: Desk) -> None:
    taken = say(desk, told, "", say(desk, told, "maybe").version)
    assert (taken.choice, taken.version) == ("", 2)
    with pytest.raises(Refused):
        say(desk, told, "no", 1)
    assert say(desk, told, "no", 2).version == 3


def test_a_choice_in_the_list_leaves_the_note(told: Vertelpunt, desk: Desk) -> None:
    kept = say(desk, told, "maybe", note="Een gedachte.")
    assert say(desk, told, "remarkable", kept.version).note == "Een gedachte."


def test_a_mark_stays_when_the_answers_are_evaluated_again(told: Vertelpunt, desk: Desk) -> None:
    say(desk, told, "remarkable")
    found = evaluate(told)
    assert marks_on(desk.coalition, told, desk.user, [KEY])[KEY].choice == "remarkable"
    assert found.patterns.get(key=KEY).kept is not None


@pytest.mark.parametrize(("choice", "note"), [("perhaps", None), ("maybe", "x" * 601)])
def test_what_cannot_be_is_refused_in_words(told: Vertelpunt, desk: Desk, choice: str, note: str | None) -> None:
    with pytest.raises(Refused):
        say(desk, told, choice, note=note)


def test_no_mark_for_a_pattern_that_is_not_there_nor_by_readers(
    told: Vertelpunt, desk: Desk, lena: User, noord: Coalition
) -> None:
    with pytest.raises(Http404):
        say(desk, told, "maybe", key="slider:nothing")
    with pytest.raises(Http404):
        say(desk_of(lena, noord), told, "maybe")


def test_marks_are_a_coalitions_own(national: Coalition, noord: Coalition, bram: User) -> None:
    lent = world.vertelpunt(national, lends_below=True)
    tell_many(lent, 62)
    evaluate(lent)
    evaluate(lent, noord)
    say(desk_of(bram, noord), lent, "remarkable")
    assert not marks_on(national, lent, bram, [KEY])[KEY].mine


def test_a_note_that_repeats_a_withdrawn_story_is_hidden_and_told(
    told: Vertelpunt, desk: Desk, dina: User, noord: Coalition, client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    story = world.story(told)
    mark = say(desk, told, "maybe", note="Zij zegt: dat iemand echt naar ons luisterde was aan onze eigen keukentafel")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(story=story)
    mark.refresh_from_db()
    assert mark.hidden
    assert Message.objects.filter(to=desk.user.email).exists()
    client.force_login(dina)
    assert "Zij zegt" not in client.get(f"{PAGE}{KEY}/").content.decode()
    assert not say(desk, told, "maybe", mark.version, "In eigen woorden.").hidden


def test_buttons_work_without_javascript_and_lead_back(client: Client, told: Vertelpunt, bram: User) -> None:
    client.force_login(bram)
    sent = {"choice": "remarkable", "version": "0", "back": "?strength=strong"}
    page = client.post(f"{PAGE}{KEY}/mark/", sent)
    assert page.headers["Location"] == f"{PAGE}?strength=strong#{KEY}"
    assert Mark.objects.get().choice == "remarkable"
    assert client.post(f"{PAGE}{KEY}/mark/", sent | {"back": "//elsewhere"}).headers["Location"] == f"{PAGE}{KEY}/"


def test_a_button_gives_the_part_of_the_page(client: Client, told: Vertelpunt, bram: User) -> None:
    client.force_login(bram)
    page = client.post(f"{PAGE}{KEY}/mark/", {"choice": "maybe", "version": "0"}, headers={"hx-request": "true"})
    assert 'aria-pressed="true"' in page.content.decode()
    assert "<html" not in page.content.decode()


def test_a_note_that_cannot_be_kept_comes_back_beside_the_other(client: Client, told: Vertelpunt, desk: Desk) -> None:
    say(desk, told, "maybe", note="Al bewaard.")
    client.force_login(desk.user)
    sent = {"choice": "no", "version": "0", "note": "Net getypt."}
    for headers in ({}, {"hx-request": "true"}):
        page = client.post(f"{PAGE}{KEY}/mark/", sent, headers=headers).content.decode()
        assert "Net getypt." in page
        assert "Al bewaard." in page
    assert Mark.objects.get().note == "Al bewaard."


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_mark_without_its_version_is_not_taken(client: Client, told: Vertelpunt, bram: User, version: str) -> None:
    client.force_login(bram)
    client.post(f"{PAGE}{KEY}/mark/", {"choice": "no", "version": version})
    assert not Mark.objects.exists()


def test_the_list_can_be_narrowed_by_marks(
    client: Client, told: Vertelpunt, bram: User, dina: User, noord: Coalition
) -> None:
    say(desk_of(bram, noord), told, "no")
    say(desk_of(dina, noord), told, "remarkable", key=OTHER)
    client.force_login(bram)

    def keys(mark: str) -> set[str]:
        page = client.get(f"{PAGE}?list=every&mark={mark}").context["page"]
        return {one.key for one in page.paginator.object_list}

    assert keys("any") == {OTHER}
    assert keys("no") == {KEY}
    assert keys("remarkable") == set()
    assert KEY not in keys("none")
    assert OTHER in keys("none")


def test_a_reader_sees_marks_and_no_buttons(client: Client, told: Vertelpunt, desk: Desk, lena: User) -> None:
    say(desk, told, "remarkable", note="Bekijk dit.")
    client.force_login(lena)
    page = client.get(f"{PAGE}{KEY}/").content.decode()
    assert "Bekijk dit." in page
    assert 'name="choice"' not in page
