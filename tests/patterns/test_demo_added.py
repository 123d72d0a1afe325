"""What people of the demo added is whole: three tracks with stories and made-up figures, and two readers."""

from collections import Counter

from django.utils.translation import override

from patterns.codes.queries import Book
from patterns.explorer.selections import found_by, selections_of, stories_of
from patterns.keyfigures.sheets import sheets
from patterns.models import Annotation, TrackStory
from people.access import Desk, roles_in
from storycycle.demo.added import ON_A_TRACK, make_added
from storycycle.demo.points import WAITING, content, make_point, make_stories
from storycycle.demo.world import make_coalitions, make_people, make_regions, person
from vertelpunt.access import Workplace
from vertelpunt.actions.loading import load_pool
from vertelpunt.models import Story


def test_the_demo_has_tracks_figures_and_two_readers(db: None) -> None:
    load_pool()
    regions = make_regions()
    coalitions = make_coalitions(regions)
    make_people(coalitions)
    point = make_point(content("points.json")[0], coalitions)
    make_added(point.coalition, point, make_stories(point, "stories.json", regions, waiting=WAITING))
    youssef = person("Youssef")
    place = Workplace(Desk(youssef, point.coalition, roles_in(youssef, point.coalition)), point)
    assert set(Counter(TrackStory.objects.values_list("track", flat=True)).values()) == {ON_A_TRACK}
    assert not TrackStory.objects.exclude(story__state=Story.State.RELEASED).exists()
    with override("nl"):
        shown = [sheet for sheet in sheets(place) if sheet.track]
        assert [len(sheet.figures) for sheet in shown] == [5, 5, 5]
        assert all("(verzonnen)" in one.source for sheet in shown for one in sheet.figures)
    kept = list(selections_of(place))
    assert all(one.shared and not found_by(place, one.query).problems for one in kept)
    assert all(stories_of(place, one).count() >= 10 for one in kept)
    assert len(kept) == 2
    assert Annotation.objects.count() == 60
    agreements = [one.agreements[0] for one in Book(place).judged()]
    assert all(0.5 < one.same < 1 and one.kappa is not None for one in agreements)
