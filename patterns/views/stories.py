"""The stories of a card: proposals with the reason why, from which a person picks, in an order of choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from patterns.actions import choosing as actions
from patterns.explorer.selections import selections_of
from patterns.models import Observation, Selection, TypicalStory
from patterns.proposing import Proposed, proposals
from patterns.quotables import proposed_quotes
from patterns.typical.settings import PARTS, Part
from patterns.views.cards import observation_of
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace

WRITE = ["GET", "HEAD", "POST"]
MOST_TURNS = 40


@dataclass(frozen=True)
class Offer:
    """The proposals for one part, and where to find others."""

    part: Part
    label: str
    stories: list[Proposed]
    turn: int
    others: str
    first: str


def chosen_of(found: Observation) -> list[tuple[str, list[TypicalStory]]]:
    """Return the stories of a card by part, those with stories only."""
    stories = list(found.typical_stories.select_related("story__audience", "story__release"))
    parts = ((label, [one for one in stories if one.part == part]) for part, label in TypicalStory.Part.choices)
    return [(str(label), some) for label, some in parts if some]


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def observation_stories(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Choose the stories of a card: proposals with their reasons, or by number; then quotes from them."""
    found = observation_of(desk, number)
    if request.method == "POST":
        _choose(request, desk, found)
        return redirect(request.get_full_path())
    place = workplace(desk, found.vertelpunt.slug)
    selections = list(selections_of(place).filter(hidden=False))
    among = next((one for one in selections if one.pk == whole_number(request.GET.get("among", ""))), None)
    turns = {part: min(whole_number(request.GET.get(part, "")), MOST_TURNS) for part in PARTS}
    shown = {
        "desk": desk,
        "observation": found,
        "chosen": chosen_of(found),
        "parts": TypicalStory.Part.choices,
        "selections": selections,
        "among": among,
        "offered": list(_offers(proposals(place, found, turns, among), turns, among)),
        "quotes": found.quotes.select_related("release__story__audience"),
        "quotable": proposed_quotes(place, found),
    }
    return render(request, "patterns/observation_stories.html", shown)


def _offers(
    found: Mapping[Part, list[Proposed]], turns: Mapping[Part, int], among: Selection | None
) -> Iterator[Offer]:
    labels: dict[str, str] = {str(part): str(label) for part, label in TypicalStory.Part.choices}
    for part in (one for one in PARTS if found.get(one) or (one in found and turns[one])):
        others, first = (_asking(turns, among, part, turn) for turn in (turns[part] + 1, 0))
        yield Offer(part, labels[part], found[part], turns[part], others, first)


def _asking(turns: Mapping[Part, int], among: Selection | None, part: Part, turn: int) -> str:
    """Return the query that asks for the proposals of `turn`, the other parts as they are."""
    query = QueryDict(mutable=True)
    asked: dict[str, int] = {
        **{str(one): at for one, at in turns.items()},
        part: turn,
        "among": among.pk if among else 0,
    }
    query.update({name: str(at) for name, at in asked.items() if at})
    return f"?{query.urlencode()}#part-{part}"


def _choose(request: HttpRequest, desk: Desk, found: Observation) -> None:
    story, asked = whole_number(request.POST.get("story", "")), request.POST.get("do", "")
    here: dict[str, Any] = {"desk": desk, "observation": found, "number": story}
    try:
        if asked == "drop":
            actions.drop_story(**here)
        elif asked in ("earlier", "later"):
            actions.move_story(**here, earlier=asked == "earlier")
        else:
            chosen = actions.choose_story(**here, part=request.POST.get("part", ""))
            messages.success(request, _("Story %(story)s goes with this card now.") % {"story": chosen.story})
    except Refused as refused:
        messages.error(request, str(refused.message))


def whole_number(typed: str) -> int:
    """Return what was typed as a number; 0 when it is none."""
    return int(typed) if typed.strip().isdecimal() and len(typed) < 9 else 0
