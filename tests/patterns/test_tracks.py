"""Tracks: by hand and by proposal, per coalition, in the evaluation, and gone with a story that is taken back."""

import pytest
from django.http import Http404
from django.test import Client

from lib.errors import Refused
from patterns.actions import tracks as actions
from patterns.dataset import read
from patterns.models import Track, TrackStory
from patterns.stats.columns import MISSING
from patterns.subsets import subset_of
from patterns.tracks.queries import Wanted, offered, stories_on, tracks_of
from people.access import Desk, roles_in
from people.models import Coalition, Message, User
from people.roles import Role
from tests import world
from tests.patterns import added
from vertelpunt.access import Workplace
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Story, Vertelpunt

WAITING = "Na de intake moesten wij maanden wachten op hulp. De wachtlijst was lang, en wachten is zwaar."
SCHOOL = "Op school wist de juf niet wat ze moest doen. De leraar en de klas leerden er samen veel van."


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """Bram at work with the Vertelpunt of Noord."""
    return Workplace(desk, point)


def test_a_story_may_be_on_several_tracks(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    one, other = world.story(point), world.story(point)
    first = added.track(desk, point, one, other)
    second = added.track(desk, point, one, name="Samenwerken")
    assert set(stories_on(place, first)) == {one, other}
    assert list(stories_on(place, second)) == [one]
    assert [track.stories for track in tracks_of(place)] == [2, 1]


def test_putting_twice_keeps_one_and_says_how_many_are_new(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    one, other = world.story(point), world.story(point)
    track = added.track(desk, point, one)
    assert actions.put_on_track(place=place, track=track, numbers=[one.number, other.number]) == 1
    assert TrackStory.objects.count() == 2
    assert actions.take_off_track(place=place, track=track, numbers=[one.number]) == 1


def test_a_story_that_may_not_be_read_goes_on_no_track(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    told = world.story(point, released=False)
    track = added.track(desk, point)
    with pytest.raises(Refused) as refused:
        actions.put_on_track(place=place, track=track, numbers=[told.number])
    assert refused.value.code == "no_stories"


def test_names_are_given_once_and_addresses_stay(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    track = added.track(desk, point, name="Alle")
    with pytest.raises(Refused) as refused:
        added.track(desk, point, name="ALLE")
    assert refused.value.code == "same_name"
    actions.write_track(desk=desk, track=track, name="Wachttijd", description="", colour="plum")
    assert (track.slug, track.name) == ("alle", "Wachttijd")
    assert added.track(desk, point, name="All").slug == "all-2"


def test_a_reader_writes_nothing(lena: User, noord: Coalition, desk: Desk, point: Vertelpunt) -> None:
    story = world.story(point)
    track = added.track(desk, point)
    reader = Workplace(Desk(lena, noord, roles_in(lena, noord)), point)
    for write in (actions.put_on_track, actions.reject_for_track, actions.take_off_track):
        with pytest.raises(Http404):
            write(place=reader, track=track, numbers=[story.number])


def test_a_region_has_tracks_of_its_own_on_lent_stories(
    national: Coalition, noord: Coalition, desk: Desk, bram: User
) -> None:
    point = world.vertelpunt(national, slug="landelijk", lends_below=True)
    story = world.story(point)
    track = added.track(desk, point, story)
    above = Workplace(Desk(bram, national, frozenset({Role.ANALYST})), point)
    assert not tracks_of(above).exists()
    with pytest.raises(Http404):
        actions.put_on_track(place=above, track=track, numbers=[story.number])
    assert "story.track" not in keys(point, national)
    assert "story.track" in keys(point, noord)


def keys(point: Vertelpunt, coalition: Coalition | None) -> list[str]:
    """Return the keys of the columns that `coalition` sees."""
    return [column.key for column in read(point.stories.all(), point, coalition).dataset().columns]


def test_tracks_are_a_column_of_several_answers(desk: Desk, noord: Coalition, point: Vertelpunt) -> None:
    both, one, none = (world.story(point) for _ in range(3))
    added.track(desk, point, both)
    added.track(desk, point, both, one, name="School")
    loaded = read(point.stories.all(), point, noord)
    column = loaded.dataset().column("story.track")
    rows = {id: column.values[place].tolist() for place, id in enumerate(loaded.ids)}
    assert (column.kind, column.role, column.is_question) == ("multi", "track", False)
    assert [option.label for option in column.options] == ["Wachten", "School"]
    assert rows == {both.pk.hex: [1, 1], one.pk.hex: [0, 1], none.pk.hex: [MISSING, MISSING]}
    assert subset_of(loaded.dataset(), "track=wachten").member.sum() == 1


def test_the_digest_of_what_is_counted_changes_with_the_tracks(
    desk: Desk, place: Workplace, noord: Coalition, point: Vertelpunt
) -> None:
    story, other = world.story(point), world.story(point)
    track = added.track(desk, point, story)
    digests = {read(point.stories.all(), point, noord).digest}
    actions.put_on_track(place=place, track=track, numbers=[other.number])
    digests.add(read(point.stories.all(), point, noord).digest)
    actions.reject_for_track(place=place, track=track, numbers=[story.number])
    digests.add(read(point.stories.all(), point, noord).digest)
    assert len(digests) == 3


def test_what_was_rejected_does_not_come_back(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    waits, also = world.story(point, text=WAITING), world.story(point, text=f"{WAITING} En nog eens.")
    world.story(point, text=SCHOOL)
    track = added.track(desk, point, description="Wachten op hulp na de intake, de wachtlijst.")
    assert {one.story for one in offered(place, track)} == {waits, also}
    actions.reject_for_track(place=place, track=track, numbers=[waits.number])
    assert [one.story for one in offered(place, track)] == [also]
    actions.put_on_track(place=place, track=track, numbers=[also.number], proposed=True)
    assert not offered(place, track)


def test_a_proposal_shows_its_ground_as_it_stands_in_the_story(
    desk: Desk, place: Workplace, point: Vertelpunt
) -> None:
    story = world.story(point, text=WAITING)
    world.story(point, text=SCHOOL)
    found = offered(place, added.track(desk, point, description="De intake, wachtende mensen"))
    assert [one.story for one in found] == [story]
    assert found[0].words
    assert all(word in WAITING for word in found[0].words)
    assert {"intake", "wachten"} <= set(found[0].words)


def test_search_finds_all_words_in_released_texts_only(desk: Desk, place: Workplace, point: Vertelpunt) -> None:
    found, other = world.story(point, text=WAITING), world.story(point, text=SCHOOL)
    world.story(point, text=WAITING, released=False)
    tracks = [added.track(desk, point, other)]
    assert list(Wanted("wachtlijst INTAKE").of_stories(place.readable(), tracks)) == [found]
    assert list(Wanted(free=True).of_stories(place.readable(), tracks)) == [found]


def test_a_story_that_is_taken_back_leaves_its_tracks(desk: Desk, noord: Coalition, point: Vertelpunt) -> None:
    story, stays = world.story(point, text=WAITING), world.story(point)
    track = added.track(desk, point, story, stays, description=WAITING)
    withdraw(story=story)
    assert [row.story for row in track.placed.all()] == [stays]
    track.refresh_from_db()
    assert track.hidden
    assert Message.objects.filter(to=track.created_by.email).exists()
    assert WAITING not in Message.objects.get().body


def test_the_page_of_a_story_keeps_its_tracks(desk: Desk, bram: User, point: Vertelpunt, client: Client) -> None:
    story = world.story(point)
    first, second = added.track(desk, point, story), added.track(desk, point, name="School")
    client.force_login(bram)
    client.post(f"/c/noord/v/jeugdhulp/stories/{story.number}/tracks/", {"track": [second.slug]})
    assert [row.track for row in TrackStory.objects.all()] == [second]
    page = client.get(f"/c/noord/v/jeugdhulp/stories/{story.number}/").content.decode()
    assert f'value="{second.slug}" checked' in page
    assert f'value="{first.slug}" checked' not in page


def test_many_are_put_at_once_and_proposals_are_judged_without_a_script(
    bram: User, desk: Desk, point: Vertelpunt, client: Client
) -> None:
    stories: list[Story] = [world.story(point, text=f"{WAITING} Nummer {place}.") for place in range(4)]
    client.force_login(bram)
    client.post("/c/noord/v/jeugdhulp/tracks/", {"name": "Wachten", "description": "Wachten op hulp"})
    at = "/c/noord/v/jeugdhulp/tracks/wachten/"
    client.post(f"{at}add/", {"story": [stories[0].number, stories[1].number]})
    client.post(f"{at}proposals/", {"story": stories[2].number, "do": "yes"})
    part = client.post(f"{at}proposals/", {"story": stories[3].number, "do": "no"}, headers={"HX-Request": "true"})
    assert str(stories[3]) in part.content.decode()
    track = Track.objects.get()
    on = {row.story_id: (row.rejected, row.proposed) for row in track.placed.all()}
    assert on == {
        stories[0].pk: (False, False),
        stories[1].pk: (False, False),
        stories[2].pk: (False, True),
        stories[3].pk: (True, True),
    }
    assert "<html" not in part.content.decode()
