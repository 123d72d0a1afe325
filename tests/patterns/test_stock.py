"""Stories stay in memory for as long as nothing about them changed, and not a moment longer."""

from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from django.db import connection, transaction

from patterns import dataset
from patterns.explorer import kept_words, revisions, stock
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


def told(of: Stock) -> list[tuple[object, ...]]:
    """Everything that a stock says of each story, whatever their order."""
    columns = [column for key, column in sorted(of.columns.items()) if key != "story.day"]
    days = of.marks.told.tolist()
    said = [[column.options[code].code if column.options and code >= 0 else code for code in column.values.tolist()]
            if column.values.ndim == 1 else map(tuple, column.values.tolist()) for column in columns]  # fmt: skip
    states = [column.state.tolist() for column in columns]
    tellers = of.loaded.tellers.tolist() if of.loaded.tellers is not None else [-1] * of.size
    rows = zip(of.loaded.ids, of.loaded.digests.tolist(), of.marks.numbers.tolist(), of.marks.complete.tolist(),
               of.marks.released.tolist(), days, tellers, *said, *states, strict=True)  # fmt: skip
    return sorted(rows)


def test_reading_only_what_changed_gives_the_same_as_reading_everything(
    place: Workplace, cem: User, noord: Coalition, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller, track = uuid4(), Track.objects.create(coalition=noord, vertelpunt=place.vertelpunt, slug="w", name="W")
    north, south = world.region("Noordland"), world.region("Zuidland")
    many = [world.story(place.vertelpunt, answers={"heard": n, "themes": ["school"]}, region=north) for n in range(8)]
    Story.objects.filter(pk__in=[one.pk for one in many[:2]]).update(teller=teller, told_on="2024-02-03", words=300)
    TrackStory.objects.create(track=track, story=many[3])
    stock_of(place)
    moderator = Desk(cem, noord, roles_in(cem, noord))
    read = dataset.read
    monkeypatch.setattr(dataset, "read", lambda *args: pytest.fail("everything was read again"))
    withdraw(story=many[0])
    hold(desk=moderator, story=many[4])
    TrackStory.objects.create(track=track, story=many[5])
    Story.objects.filter(pk=many[6].pk).update(answers={"heard": {"none": "skipped"}}, language="en", region=south)
    renewed = stock_of(place)
    later = world.story(place.vertelpunt, "youth", answers={"heard": 64}, region=south)
    Story.objects.filter(pk=later.pk).update(teller=teller)
    renewed = stock_of(place)
    monkeypatch.setattr(dataset, "read", read)
    stock.forget()
    again = stock_of(place)
    assert renewed.size == again.size == 10
    assert told(renewed) == told(again)
    assert renewed.columns["story.region"].options == again.columns["story.region"].options
    assert renewed.columns["story.language"].options == again.columns["story.language"].options


def test_nothing_names_a_story_that_went(place: Workplace) -> None:
    story = place.counted()[0]
    pk = story.pk
    Story.objects.filter(pk=pk).update(words=7)
    assert Revision.objects.filter(story=pk).exists()
    withdraw(story=story)
    assert not Revision.objects.filter(story=pk).exists()


def test_who_lags_behind_reads_everything(place: Workplace) -> None:
    stock_of(place)
    world.story(place.vertelpunt, answers={"heard": 12})
    subject = revisions.STORY.of(place.vertelpunt.pk)
    Revision.objects.bulk_create(Revision(subject=subject) for _ in range(revisions.MANY))
    revisions.tidy(subject)
    assert revisions.since((subject,), stock._kept[place.vertelpunt.pk, place.desk.coalition.pk].seen)[1] is None
    assert heard(stock_of(place)) == [10, 12, 50, 90]


def test_another_process_lets_go_of_a_withdrawn_story_though_nobody_looks(place: Workplace) -> None:
    stock_of(place)
    story = place.counted()[0]
    withdraw(story=story)
    assert stock.look_around()
    (kept,) = stock._kept.values()
    assert (kept.size, story.number in kept.marks.numbers) == (2, False)
    kept.used -= stock.OLDEST + 1
    assert not stock.look_around()
    assert not stock._kept


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
    Revision.objects.bulk_create(Revision(subject=subject) for _ in range(revisions.MANY + 50))
    before = revisions.revision_of([subject])
    revisions.tidy(subject)
    assert revisions.revision_of([subject]) == before
    assert Revision.objects.filter(subject=subject).count() == revisions.STAY + 1


def test_triggers_are_there_again_after_they_were_dropped(place: Workplace) -> None:
    revisions.remove()
    revisions.install()
    before = heard(stock_of(place))
    withdraw(story=place.counted()[0])
    assert heard(stock_of(place)) != before


def test_stories_that_are_being_brought_in_are_no_change_until_everybody_sees_them(place: Workplace) -> None:
    subjects = [revisions.STORY.of(place.vertelpunt.pk), revisions.TEXT.of(place.vertelpunt.pk)]
    before = revisions.revision_of(subjects)
    staged = [world.story(place.vertelpunt, source="staged") for _ in range(2)]
    Story.everything.filter(pk=staged[1].pk).delete()
    assert revisions.revision_of(subjects) == before
    Story.everything.filter(pk=staged[0].pk).update(source="import")
    assert revisions.revision_of(subjects)[0] == before[0] + 1
    assert stock_of(place).size == 4


def test_nothing_in_memory_is_text(place: Workplace) -> None:
    world.story(place.vertelpunt, title="Zeldzaam", text="Een zeldzame zin die niemand anders schreef.")
    kept = stock_of(place)
    assert "zeldzam" not in repr([kept.loaded, kept.marks, kept.columns, kept.shape, kept.seen]).lower()
    assert connection.vendor in ("sqlite", "postgresql")


def test_stories_that_went_are_found_where_fewer_are_counted(place: Workplace) -> None:
    far = [world.story(place.vertelpunt, answers={"heard": 20}) for _each in range(2)]
    Story.objects.filter(pk=far[0].pk).update(number=kept_words.NUMBERS)
    Story.objects.filter(pk=far[1].pk).update(number=5 * kept_words.NUMBERS - 1)
    numbers = np.array(sorted(Story.objects.values_list("number", flat=True)), np.int64)
    assert kept_words.gone_from(place.vertelpunt.pk, numbers).tolist() == []
    Story.objects.filter(number__in=[numbers[1], numbers[-1]]).delete()
    assert kept_words.gone_from(place.vertelpunt.pk, numbers).tolist() == [numbers[1], numbers[-1]]
