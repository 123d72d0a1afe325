"""Put words of a teller on a card, and take them off: always a span of the released text."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.actions.choosing import story_of
from patterns.actions.observations import require_writing
from patterns.models import Observation, Quote
from patterns.sentences import trimmed
from people.access import Desk
from people.actions import log
from vertelpunt.models import Story

LONGEST_QUOTE = 600


@transaction.atomic
def quote_story(*, desk: Desk, observation: Observation, number: int, start: int, end: int) -> Quote:
    """Quote a span of a released text, in code points; only where the teller allows it."""
    story = story_of(desk, observation, number)
    if story.may_quote != Story.Quote.YES:
        raise Refused(
            "may_not_quote", _("This teller does not want to be quoted. The number of the story may be used.")
        )
    span = trimmed(story.release.text, start, end)
    if span is None:
        raise Refused("empty_quote", _("Mark a piece of the story first."))
    if span.end - span.start > LONGEST_QUOTE:
        raise Refused("long_quote", _("This is too long for a card: choose one or a few sentences."))
    if observation.quotes.filter(release=story.release, start__lt=span.end, end__gt=span.start).exists():
        raise Refused("quoted_already", _("A part of this is on the card already."))
    last = observation.quotes.aggregate(position=Max("position"))["position"] or 0
    made = Quote.objects.create(
        observation=observation, release=story.release, start=span.start, end=span.end, position=last + 1
    )
    log("quote-chosen", actor=desk.user, coalition=desk.coalition, thing=observation)
    return made


@transaction.atomic
def drop_quote(*, desk: Desk, observation: Observation, quote_pk: int) -> None:
    """Take a quote off a card."""
    require_writing(desk, observation)
    observation.quotes.filter(pk=quote_pk).delete()
    log("quote-dropped", actor=desk.user, coalition=desk.coalition, thing=observation)
