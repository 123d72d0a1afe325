"""Telling together in the demo: a sitting, and a story that its teller lets a professional read."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from people.access import Desk, roles_in
from people.models import Coalition
from storycycle.demo.world import person
from vertelpunt.actions.hands import make_hand_link, share
from vertelpunt.actions.sittings import open_sitting
from vertelpunt.models import Story, Vertelpunt


def desk_of(name: str, coalition: Coalition) -> Desk:
    """Return somebody at work in a coalition."""
    user = person(name)
    return Desk(user, coalition, roles_in(user, coalition))


def make_together(coalition: Coalition, point: Vertelpunt, stories: Iterable[Story]) -> None:
    """Open a story table of last week, and give a care professional a link and a story to read."""
    open_sitting(
        desk=desk_of("Samira", coalition),
        point=point,
        kind="table",
        audience=point.audiences.all()[0],
        place="Jongerencentrum De Kade",
        held_on=timezone.localdate() - timedelta(days=6),
        region=None,
    )
    link = make_hand_link(desk=desk_of("Femke", coalition), point=point)
    told = next(story for story in stories if story.vertelpunt_id == point.pk)
    share(story=told, link=link, reader="professional", called="Noor")
