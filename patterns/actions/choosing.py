"""Choose the stories of a card: as typical, as a counter-example or from the middle, and in which order."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.ordering import moved
from patterns.actions.observations import require_writing
from patterns.models import Observation, TypicalStory
from people.access import Desk
from people.actions import log
from vertelpunt.access import workplace
from vertelpunt.models import Story


def story_of(desk: Desk, observation: Observation, number: int) -> Story:
    """Return the released story with `number` of the card's Vertelpunt, or refuse in words."""
    require_writing(desk, observation)
    found = workplace(desk, observation.vertelpunt.slug).readable().filter(number=number).first()
    if found is None:
        raise Refused("no_such_story", _("There is no released story with this number here."))
    return found


@transaction.atomic
def choose_story(*, desk: Desk, observation: Observation, number: int, part: str) -> TypicalStory:
    """Let a story go with a card, as typical, as a counter-example or from the middle."""
    story = story_of(desk, observation, number)
    if part not in TypicalStory.Part.values:
        raise Refused("no_such_part", _("Choose whether it is typical, a counter-example or from the middle."))
    last = observation.typical_stories.aggregate(position=Max("position"))["position"] or 0
    chosen, _made = TypicalStory.objects.update_or_create(
        observation=observation, story=story, defaults={"part": part, "position": last + 1}
    )
    log("story-chosen", actor=desk.user, coalition=desk.coalition, thing=observation)
    return chosen


@transaction.atomic
def drop_story(*, desk: Desk, observation: Observation, number: int) -> None:
    """Take a story off a card, with its quotes."""
    require_writing(desk, observation)
    observation.typical_stories.filter(story__number=number).delete()
    observation.quotes.filter(release__story__number=number).delete()
    log("story-dropped", actor=desk.user, coalition=desk.coalition, thing=observation)


@transaction.atomic
def move_story(*, desk: Desk, observation: Observation, number: int, earlier: bool) -> None:
    """Put a story of a card one place earlier or later among those of its part."""
    require_writing(desk, observation)
    Observation.objects.select_for_update().get(pk=observation.pk)
    chosen = observation.typical_stories.filter(story__number=number).first()
    if chosen is None:
        raise Refused("no_such_story", _("This story is not on the card any more."))
    order = list(observation.typical_stories.filter(part=chosen.part).order_by("position", "pk"))
    place = order.index(chosen)
    for position, one in enumerate(moved(order, place, earlier=earlier), start=1):
        TypicalStory.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
    log("story-moved", actor=desk.user, coalition=desk.coalition, thing=observation)
