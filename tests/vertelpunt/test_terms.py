"""How long a Vertelpunt keeps what: six terms on one page, carried out every day, here and nowhere else."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from people import upkeep
from people.models import Coalition, Event, Membership, Upkeep, User
from tests import world
from tests.vertelpunt import spread
from tests.vertelpunt.teller import Teller
from tests.vertelpunt.test_moderation import at_desk
from vertelpunt import actions, ledger
from vertelpunt.actions.concerns import raise_concern
from vertelpunt.actions.expiring import expire_originals
from vertelpunt.actions.reading_log import READ, forget_readings
from vertelpunt.actions.reminding import forget_contacts
from vertelpunt.actions.speaking import expire_recordings
from vertelpunt.actions.terms import keep_terms
from vertelpunt.actions.unfinished import expire_unfinished
from vertelpunt.actions.volunteers import expire_volunteers, join_list
from vertelpunt.models import PartnerContact, Recording, Story, Vertelpunt, Volunteer

pytestmark = pytest.mark.django_db
PAGE = "/c/noord/v/jeugdhulp/terms/"
USUAL: dict[str, Any] = {
    "original_kept_days": 30,
    "recording_kept_days": 14,
    "unfinished_kept_days": "",
    "contact_kept_days": 365,
    "reading_kept_days": "",
    "draft_kept_days": 2,
}
TODAY = date(2026, 8, 1)


@pytest.fixture(autouse=True)
def _ledger(tmp_path: Path, settings: Settings) -> None:
    settings.LEDGER_PATH = tmp_path / "ledger.jsonl"


@pytest.fixture
def other(point: Vertelpunt, noord: Coalition) -> Vertelpunt:
    """Another Vertelpunt of the same coalition, with the usual terms."""
    return world.vertelpunt(noord, slug="ander")


def keep(user: User, point: Vertelpunt, **terms: int | None) -> None:
    keep_terms(desk=at_desk(user), point=point, terms=terms)
    point.refresh_from_db()


def unfinished(at: Vertelpunt, days: int = 30, **fields: Any) -> Story:
    """Return a story that was told so many days before TODAY, and not finished."""
    told = {"released": False, "finished": False, "told_on": TODAY - timedelta(days=days)}
    return world.story(at, **told | fields)


def went(run: Any, days: Sequence[date]) -> list[int]:
    """Carry a rule out on each day; return how many went."""
    return [run(on=day) for day in days]


def around(day: date) -> list[date]:
    """Return the day before, the day itself and the day after."""
    return [day - timedelta(days=1), day, day + timedelta(days=1)]


def test_the_text_as_told_goes_on_its_day_and_nobody_elses(point: Vertelpunt, other: Vertelpunt, anna: User) -> None:
    for at in (point, other):
        story = world.story(at, told_on=TODAY)
        Story.objects.filter(pk=story.pk).update(text="Zoals verteld.")
    keep(anna, point, original_kept_days=10)
    assert went(expire_originals, around(TODAY + timedelta(days=10))) == [0, 1, 0]
    assert Story.objects.get(vertelpunt=other).text == "Zoals verteld."


def test_a_recording_goes_on_its_day_and_nobody_elses(point: Vertelpunt, other: Vertelpunt, anna: User) -> None:
    for at in (point, other):
        Recording.objects.create(story=world.story(at), kind="webm", size=1, counts_from=TODAY)
    keep(anna, point, recording_kept_days=5)
    assert went(expire_recordings, around(TODAY + timedelta(days=5))) == [0, 1, 0]
    assert Recording.objects.get().story.vertelpunt == other


def test_a_story_that_was_never_finished_goes_on_its_day_as_if_it_was_taken_back(
    point: Vertelpunt,
    other: Vertelpunt,
    anna: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    story, elsewhere = unfinished(point, 0), unfinished(other, 0)
    keep(anna, point, unfinished_kept_days=40)
    with django_capture_on_commit_callbacks(execute=True):
        assert went(expire_unfinished, around(TODAY + timedelta(days=40))) == [0, 1, 0]
    assert (list(Story.objects.all()), ledger.read()) == ([elsewhere], {story.pk})
    told = Event.objects.get(verb="unfinished-deleted")
    assert (told.actor, told.thing_id) == (None, str(point.pk))


def test_without_a_term_nothing_unfinished_ever_goes(point: Vertelpunt) -> None:
    unfinished(point, 3000)
    assert expire_unfinished(on=TODAY) == 0


def test_what_was_finished_released_worried_about_or_worked_on_stays(point: Vertelpunt, anna: User, cem: User) -> None:
    kept = [unfinished(point, 99, finished=True), unfinished(point, 99, released=True), unfinished(point, 99)]
    kept += [unfinished(point, 99, released=True), unfinished(point, 99, source="import")]
    raise_concern(desk=at_desk(cem), story=kept[2])
    actions.reopen(desk=at_desk(cem), story=kept[3])
    gone = unfinished(point, 99)
    Event.objects.update(at=timezone.make_aware(timezone.datetime(2026, 7, 20, 12)))
    keep(anna, point, unfinished_kept_days=30)
    assert expire_unfinished(on=TODAY) == 1
    assert set(Story.objects.all()) == set(kept)
    assert not Story.everything.filter(pk=gone.pk).exists()
    assert expire_unfinished(on=date(2026, 8, 19)) == 1  # 30 days after its release was undone


def test_a_teller_reads_it_beside_the_code_and_finishing_stops_it(point: Vertelpunt, anna: User) -> None:
    assert "zoveel dagen" not in Teller().tell().page.lower()
    keep(anna, point, unfinished_kept_days=45)
    assert "Zoveel dagen blijft het bewaard: 45" in Teller().tell().page


def volunteer(at: Vertelpunt, reach: str) -> Volunteer:
    join_list(vertelpunt=at, perspective="parent", reach=reach, consent="ja")
    return Volunteer.objects.get(vertelpunt=at, reach=reach)


def test_contact_details_go_after_their_days_also_of_who_is_there_already(
    point: Vertelpunt, other: Vertelpunt, anna: User
) -> None:
    today = timezone.localdate()
    for at in (point, other):
        volunteer(at, "ans@example.org")
        PartnerContact.objects.create(partner=spread.partner(at), mail="b@example.org", kept_until=today + YEAR)
    keep(anna, point, contact_kept_days=60)
    month = today.replace(day=1)
    last = month + timedelta(days=60)
    assert volunteer(point, "later@example.org").kept_until == last
    assert [expire_volunteers(day) for day in around(last)] == [0, 0, 2]
    assert went(forget_contacts, around(today + timedelta(days=60))) == [0, 0, 1]
    assert Volunteer.objects.get().vertelpunt == other
    assert PartnerContact.objects.get().kept_until == today + YEAR
    assert set(Event.objects.filter(thing_id=str(point.pk), actor=None).values_list("verb", flat=True)) == {
        "volunteers-forgotten",
        "partners-forgotten",
    }


YEAR = timedelta(days=365)


def test_when_somebody_comes_nothing_is_logged_also_when_others_go_then(point: Vertelpunt) -> None:
    volunteer(point, "ans@example.org")
    Volunteer.objects.update(kept_until=date(2020, 1, 1))
    volunteer(point, "bo@example.org")
    assert not Event.objects.exists()


def a_reading(coalition: Coalition, story: Story, on: date) -> Event:
    made = Event.objects.create(coalition=coalition, verb=READ, thing="story", thing_id=str(story.pk))
    Event.objects.filter(pk=made.pk).update(at=timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12)))
    return made


def test_the_reading_log_goes_after_its_days_and_nobody_elses(
    point: Vertelpunt, other: Vertelpunt, noord: Coalition, anna: User
) -> None:
    here, there, gone = world.story(point), world.story(other), world.story(point)
    a_reading(noord, here, TODAY)
    kept = [a_reading(noord, there, TODAY), a_reading(noord, gone, TODAY)]
    Story.objects.filter(pk=gone.pk).delete()
    keep(anna, point, reading_kept_days=90)
    assert went(forget_readings, around(TODAY + timedelta(days=90))) == [0, 0, 1]
    assert list(Event.objects.filter(verb=READ).order_by("pk")) == kept
    assert Event.objects.filter(verb="readings-deleted", thing_id=str(point.pk)).count() == 1


def test_a_file_that_somebody_took_along_is_a_line_of_its_vertelpunt(
    point: Vertelpunt, noord: Coalition, anna: User
) -> None:
    keep(anna, point, reading_kept_days=90)
    Event.objects.create(coalition=noord, verb="stories-exported-csv", thing="vertelpunt", thing_id=str(point.pk))
    assert forget_readings(on=timezone.localdate() + timedelta(days=91)) == 1


def test_a_draft_on_an_own_device_stays_as_long_as_the_page_says(
    point: Vertelpunt, anna: User, nobody: Client
) -> None:
    at = "/v/jeugdhulp/tell/parent/"
    page = nobody.get(at).content.decode()
    assert ('data-days="2"' in page, "48 uur" in page, "24 uur" in page) == (True, True, False)
    keep(anna, point, draft_kept_days=1)
    page = nobody.get(at).content.decode()
    assert ('data-days="1"' in page, "48 uur" in page, "24 uur" in page) == (True, False, True)


def test_all_six_stand_on_one_page_with_what_was_carried_out(point: Vertelpunt, anna: User, client: Client) -> None:
    client.force_login(anna)
    story = world.story(point, told_on=TODAY - timedelta(days=60))
    Story.objects.filter(pk=story.pk).update(text="Zoals verteld.")
    assert client.get(PAGE).content.decode().count("nog niet uitgevoerd") == 6
    upkeep.carry_out(today=timezone.localdate())
    page = client.get(PAGE).content.decode()
    assert (page.count("laatst uitgevoerd op"), page.count("er het laatst iets weg")) == (6, 1)
    assert Upkeep.objects.filter(part__in=["unfinished", "readings"], fault="").count() == 2
    terms = {"original_kept_days": 7, "recording_kept_days": 9, "contact_kept_days": 200, "draft_kept_days": 1}
    terms |= {"reading_kept_days": 120, "unfinished_kept_days": 50}
    assert client.post(PAGE, terms).status_code == 302
    point.refresh_from_db()
    assert {name: getattr(point, name) for name in USUAL} == terms
    assert Event.objects.filter(verb__endswith="-kept-changed", actor=anna).count() == 6


@pytest.mark.parametrize(
    "wrong",
    [
        {"original_kept_days": 0}, {"original_kept_days": 366}, {"recording_kept_days": 91},
        {"unfinished_kept_days": 29}, {"contact_kept_days": 29}, {"contact_kept_days": 366},
        {"reading_kept_days": 89}, {"reading_kept_days": 731}, {"draft_kept_days": 3}, {"draft_kept_days": 0},
    ],
)  # fmt: skip
def test_a_term_outside_its_bounds_is_refused(
    point: Vertelpunt, anna: User, client: Client, wrong: dict[str, int]
) -> None:
    client.force_login(anna)
    assert client.post(PAGE, USUAL | wrong).status_code == 422
    assert not Event.objects.exists()


def test_stories_that_would_go_at_once_are_asked_about_first(point: Vertelpunt, anna: User, client: Client) -> None:
    client.force_login(anna)
    unfinished(point, told_on=timezone.localdate() - timedelta(days=35))
    assert "Met 30 dagen zou er nu 1 verhaal weggaan." in client.get(PAGE).content.decode()
    asked = client.post(PAGE, USUAL | {"unfinished_kept_days": 30})
    assert (asked.status_code, "Er is nog niets veranderd" in asked.content.decode()) == (422, True)
    assert Vertelpunt.objects.get().unfinished_kept_days is None
    assert client.post(PAGE, USUAL | {"unfinished_kept_days": 60}).status_code == 302
    assert client.post(PAGE, USUAL | {"unfinished_kept_days": 30, "sure": "1"}).status_code == 302
    assert Vertelpunt.objects.get().unfinished_kept_days == 30


def test_only_who_sets_up_changes_them(point: Vertelpunt, cem: User, zoe: User, client: Client) -> None:
    for user in (cem, zoe):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, USUAL).status_code == 404
    assert Membership.objects.filter(user=cem).exists()
