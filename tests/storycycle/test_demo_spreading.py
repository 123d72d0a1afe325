"""The demo's pages about spreading and about the triad are not empty."""

from django.test import Client

from people.models import User
from storycycle.demo.points import content, make_point, make_stories
from storycycle.demo.spreading import make_spreading
from storycycle.demo.world import make_coalitions, make_people, make_regions, person
from vertelpunt import triads
from vertelpunt.actions.loading import load_pool
from vertelpunt.answers import value_of
from vertelpunt.models import Promise, Story, Target


def test_the_demo_has_promises_kept_and_late_targets_with_a_day_and_answered_triads(db: None, client: Client) -> None:
    load_pool()
    regions = make_regions()
    coalitions = make_coalitions(regions)
    make_people(coalitions)
    points = {data["slug"]: make_point(data, coalitions) for data in content("points.json")}
    make_stories(points["merendal"], "stories_merendal.json", regions)
    make_spreading(points)
    assert Promise.objects.exclude(done_on=None).exists()
    assert Promise.objects.filter(done_on=None).exists()
    assert not Target.objects.filter(before=None).exists()
    told = [value_of(story.answers, "who_decided") for story in Story.objects.all()]
    answered = [shares for shares in told if shares]
    assert len(answered) >= 10
    assert all(triads.fits(shares) for shares in answered)
    leader: User = person("Marjan")
    client.force_login(leader)
    shown = client.get("/c/landelijk/v/jeugdhulp/spread/partners/").content.decode()
    assert "Een filmpje van een halve minuut" in shown
