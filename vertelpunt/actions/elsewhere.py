"""Stories from elsewhere, without signification: table material with its source, never part of figures."""

from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.words import count_words
from people.access import Desk
from people.actions import log
from vertelpunt.actions.making import may_edit
from vertelpunt.actions.telling import cleaned_story
from vertelpunt.actions.withdrawal import take_out
from vertelpunt.models import Audience, QuestionSetVersion, Story, StoryRelease, Vertelpunt
from vertelpunt.numbering import new_number
from vertelpunt.questions import write_questions
from vertelpunt.text import clean_line

MAX_ORIGIN = 200


def _no_questions(point: Vertelpunt) -> QuestionSetVersion:
    """Return the version without questions that such stories belong to; no teller meets it."""
    empty, last = write_questions([]), point.versions.order_by("number").last()
    known = point.versions.filter(asked=False, definition=empty).exclude(published_on=None).first()
    return known or QuestionSetVersion.objects.create(
        vertelpunt=point,
        number=last.number + 1 if last else 1,
        definition=empty,
        asked=False,
        published_on=timezone.localdate(),
    )


@transaction.atomic
def add_elsewhere(
    *, desk: Desk, point: Vertelpunt, audience: Audience, title: str, text: str, origin: str, told_on: date | None
) -> Story:
    """Add a story that was told elsewhere; who adds it has read it, so it can lie on a table at once."""
    may_edit(desk, point)
    if audience.vertelpunt_id != point.pk:
        raise Http404
    text, title = cleaned_story(text, title)
    origin = clean_line(origin)[:MAX_ORIGIN]
    if not origin:
        raise Refused("no_origin", _("Say where this story comes from. Everything else is still here."))
    today = timezone.localdate()
    story = Story.everything.create(
        vertelpunt=point,
        version=_no_questions(point),
        audience=audience,
        number=new_number(point),
        title=title,
        text=text,
        words=count_words(text),
        told_on=told_on or today,
        state=Story.State.RELEASED,
        source=Story.Source.ELSEWHERE,
        origin=origin,
        finished=True,
    )
    StoryRelease.objects.create(story=story, title=title, text=text, released_on=today, released_by=desk.user)
    log("story-from-elsewhere", actor=desk.user, coalition=desk.coalition, thing=story)
    return story


@transaction.atomic
def remove_elsewhere(*, desk: Desk, story: Story) -> None:
    """Take a story from elsewhere away, from every table as well."""
    may_edit(desk, story.vertelpunt)
    if story.source != Story.Source.ELSEWHERE:
        raise Http404
    log("story-from-elsewhere-removed", actor=desk.user, coalition=desk.coalition, thing=story)
    take_out([story])
