"""Stories stay in memory for as long as nothing about them changed, and not a moment longer."""

from typing import Any

import pytest
from django.db import connection, transaction

from patterns import dataset
from patterns.explorer import revisions, stock
from patterns.explorer.stock import Stock, stock_of
from patterns.models import Revision, Track, TrackStory
from people.access import Desk, roles_in
from people.models import Coalition, User
from tests import world
from vertelpunt.access import Workplace
from vertelpunt.actions import hold, release, withdraw
from vertelpunt.models import Story, Vertelpunt


@pytest.fixture
def place(desk: Desk, point: Vertelpunt) -> Workplace:
    """The workplace of Bram at the Vertelpunt of Noord, with three stories."""
    for heard in (10, 50, 90):
        world.story(point, answers={"heard": heard})
    return Workplace(desk, point)


def heard(of: Stock) -> list[int]:
    return sorted(of.columns["heard"].values.tolist())


def test_stories_are_read_once_while_nothing_changes(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stock_of(place)
    monkeypatch.setattr(dataset, "read", lambda *args: pytest.fail("read again"))
    assert stock_of(place) is first


@pytest.mark.parametrize("change", ["withdraw", "hold", "arrive", "answer", "bulk", "delete"])
def test_every_change_of_a_story_shows_at_once(place: Workplace, cem: User, noord: Coalition, change: str) -> None:
    before = heard(stock_of(place))
    story = place.counted().order_by("number")[0]
    moderator = Desk(cem, noord, roles_in(cem, noord))
    changes: dict[str, Any] = {
        "withdraw": lambda: withdraw(story=story),
        "hold": lambda: hold(desk=moderator, story=story),
        "arrive": lambda: world.story(place.vertelpunt, answers={"heard": 33}),
        "answer": lambda: Story.objects.filter(pk=story.pk).update(answers={"heard": 77}),
        "bulk": lambda: Story.objects.bulk_create([world_copy(story)]),
        "delete": lambda: Story.objects.filter(pk=story.pk).delete(),
    }
    changes[change]()
    after = heard(stock_of(place))
    assert after != before
    assert after == sorted(one["heard"] for one in place.counted().values_list("answers", flat=True))


def world_copy(story: Story) -> Story:
    copy = Story.objects.get(pk=story.pk)
    copy.pk, copy.number, copy.answers = None, 99_999, {"heard": 1}
    copy._state.adding = True
    return copy


def test_a_release_shows_at_once(place: Workplace, cem: User, noord: Coalition) -> None:
    waiting = world.story(place.vertelpunt, released=False)
    assert stock_of(place).marks.released.sum() == 3
    release(desk=Desk(cem, noord, roles_in(cem, noord)), story=waiting, title="", text="Een tekst die mag.")
    assert stock_of(place).marks.released.sum() == 4


def test_a_track_shows_at_once(place: Workplace, noord: Coalition) -> None:
    assert "story.track" not in stock_of(place).columns
    track = Track.objects.create(coalition=noord, vertelpunt=place.vertelpunt, slug="wachten", name="Wachten")
    on = TrackStory.objects.create(track=track, story=place.counted()[0])
    assert (stock_of(place).columns["story.track"].values == 1).sum() == 1
    on.delete()
    assert (stock_of(place).columns["story.track"].values == 1).sum() == 0
    Track.objects.filter(pk=track.pk).update(name="Lang wachten")
    assert stock_of(place).columns["story.track"].options[0].label == "Lang wachten"


def test_another_name_shows_at_once(place: Workplace) -> None:
    stock_of(place)
    place.vertelpunt.audiences.filter(key="youth").update(name={"nl": "jeugd", "en": "the young"})
    assert "jeugd" in [one.label for one in stock_of(place).columns["story.audience"].options]


def test_who_borrows_gets_what_was_released_only(national: Coalition, noord: Coalition, bram: User) -> None:
    lent = world.vertelpunt(national, slug="landelijk", lends_below=True)
    world.story(lent, answers={"heard": 10})
    world.story(lent, answers={"heard": 90}, released=False)
    own = Workplace(Desk(world.person("Nel", national), national, frozenset({"analyst"})), lent)
    below = Workplace(Desk(bram, noord, roles_in(bram, noord)), lent)
    assert (stock_of(own).size, stock_of(below).size, stock_of(own).size) == (2, 1, 2)


def test_what_did_not_happen_does_not_count(place: Workplace) -> None:
    before = revisions.revision_of([revisions.STORY.of(place.vertelpunt.pk)])
    try:
        with transaction.atomic():
            withdraw(story=place.counted()[0])
            raise RuntimeError
    except RuntimeError:
        pass
    assert revisions.revision_of([revisions.STORY.of(place.vertelpunt.pk)]) == before


def test_only_a_few_stay_in_memory(place: Workplace, noord: Coalition, desk: Desk) -> None:
    for number in range(stock.MOST + 2):
        stock_of(Workplace(desk, world.vertelpunt(noord, slug=f"punt-{number}")))
    assert len(stock._kept) == stock.MOST


def test_what_nobody_asks_for_is_forgotten(
    place: Workplace, noord: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = stock_of(place)
    monkeypatch.setattr(stock, "monotonic", lambda: first.used + stock.OLDEST + 1)
    stock_of(Workplace(place.desk, world.vertelpunt(noord, slug="ander")))
    assert first not in stock._kept.values()


def test_many_rows_become_one_and_the_revision_stays(place: Workplace) -> None:
    subject = revisions.STORY.of(place.vertelpunt.pk)
    Revision.objects.bulk_create(Revision(subject=subject) for _ in range(revisions.MANY))
    before = revisions.revision_of([subject])
    revisions.tidy(subject)
    assert revisions.revision_of([subject]) == before
    assert Revision.objects.filter(subject=subject).count() == 1


def test_triggers_are_there_again_after_they_were_dropped(place: Workplace) -> None:
    revisions.remove()
    revisions.install()
    before = heard(stock_of(place))
    withdraw(story=place.counted()[0])
    assert heard(stock_of(place)) != before


def test_nothing_in_memory_is_text(place: Workplace) -> None:
    world.story(place.vertelpunt, title="Zeldzaam", text="Een zeldzame zin die niemand anders schreef.")
    kept = stock_of(place)
    assert "zeldzam" not in repr([kept.loaded, kept.marks, kept.columns, kept.state]).lower()
    assert connection.vendor in ("sqlite", "postgresql")
