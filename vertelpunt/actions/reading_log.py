"""That somebody read a story as it was told: who, when, which; once in a quarter of an hour."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from people.access import Desk
from people.actions import log
from people.models import Event
from vertelpunt.models import Story

READ = "story-read"
AGAIN = timedelta(minutes=15)


@transaction.atomic
def note_reading(*, desk: Desk, story: Story) -> None:
    """Write down that this person has the text as told of `story` on the screen."""
    since = timezone.now() - AGAIN
    if not Event.objects.filter(actor=desk.user, verb=READ, thing_id=str(story.pk), at__gte=since).exists():
        log(READ, actor=desk.user, coalition=desk.coalition, thing=story)
