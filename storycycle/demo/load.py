"""Load the demo, once: all or nothing."""

from django.db import transaction
from django.utils.translation import override

from people.models import Coalition
from storycycle.demo.added import make_added
from storycycle.demo.cards import earlier, evaluate, make_cards, make_sets
from storycycle.demo.points import WAITING, content, make_point, make_stories
from storycycle.demo.sessions import make_sessions
from storycycle.demo.spreading import make_spreading
from storycycle.demo.together import make_together
from storycycle.demo.world import LENT, NATIONAL, OWN, make_coalitions, make_people, make_regions, person
from vertelpunt.actions.loading import load_help_lines, load_pool


def is_loaded() -> bool:
    """Tell whether the demo is there already."""
    return Coalition.objects.filter(slug=NATIONAL).exists()


@transaction.atomic
def load() -> None:
    """Make the made-up world: coalitions, people, stories, patterns, cards, sessions and proposals."""
    with override("nl"):
        load_help_lines()
        load_pool()
        regions = make_regions()
        coalitions = make_coalitions(regions)
        make_people(coalitions)
        points = {data["slug"]: make_point(data, coalitions) for data in content("points.json")}
        stories = make_stories(points["jeugdhulp"], "stories.json", regions, waiting=WAITING)
        stories |= make_stories(points["merendal"], "stories_merendal.json", regions)
        make_spreading(points)
        make_added(coalitions[NATIONAL], points["jeugdhulp"], stories)
        before = earlier(coalitions[NATIONAL], points["jeugdhulp"], stories)
        found = evaluate(coalitions[NATIONAL], points["jeugdhulp"])
        evaluate(coalitions[OWN], points["merendal"])
        evaluate(coalitions[LENT], points["jeugdhulp"])
        cards = make_cards(found, stories, person("Youssef"), before)
        make_sets(cards, person("Youssef"))
        make_stories(points["jeugdhulp"], "stories_later.json", regions, place=len(stories))  # told after the cards
        make_together(coalitions[OWN], points["merendal"], stories.values())
        make_sessions(coalitions, points, cards, stories)
