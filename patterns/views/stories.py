"""The stories of a card: proposals with their grounds, from which a person picks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import choosing as actions
from patterns.models import Observation, TypicalStory
from patterns.proposing import PARTS, proposals
from patterns.views.cards import observation_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace

WRITE = ["GET", "HEAD", "POST"]


def chosen_of(found: Observation) -> list[tuple[str, list[TypicalStory]]]:
    """Return the stories of a card by part, those with stories only."""
    stories = list(found.typical_stories.select_related("story__audience", "story__release"))
    parts = ((label, [one for one in stories if one.part == part]) for part, label in TypicalStory.Part.choices)
    return [(str(label), some) for label, some in parts if some]


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_stories(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose the stories of a card: proposals with their grounds, or by number."""
    found = observation_of(desk, number)
    if request.method == "POST":
        _choose(request, desk, found)
        return redirect("patterns:observation_stories", desk.coalition.slug, number)
    labels = dict(TypicalStory.Part.choices)
    offered = proposals(workplace(desk, found.vertelpunt.slug), found)
    shown = {
        "desk": desk,
        "observation": found,
        "chosen": chosen_of(found),
        "parts": TypicalStory.Part.choices,
        "offered": [(part, labels[part], offered[part]) for part in PARTS if offered.get(part)],
    }
    return render(request, "patterns/observation_stories.html", shown)


def _choose(request: HttpRequest, desk: Desk, found: Observation) -> None:
    story = whole_number(request.POST.get("story", ""))
    try:
        if request.POST.get("do") == "drop":
            actions.drop_story(desk=desk, observation=found, number=story)
        else:
            actions.choose_story(desk=desk, observation=found, number=story, part=request.POST.get("part", ""))
    except Refused as refused:
        messages.error(request, str(refused.message))


def whole_number(typed: str) -> int:
    """Return what was typed as a number; 0 when it is none."""
    return int(typed) if typed.strip().isdecimal() and len(typed) < 9 else 0
