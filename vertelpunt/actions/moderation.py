"""A moderator reads a story before anybody else does, and releases it or holds it back."""

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.models import User
from people.roles import Permission
from vertelpunt.models import Story, StoryRelease
from vertelpunt.signals import Change, story_changed
from vertelpunt.text import MAX_TITLE, clean, clean_line, says_nothing


def _may_moderate(desk: Desk, story: Story) -> None:
    desk.require(Permission.MODERATE)
    if story.vertelpunt.coalition_id != desk.coalition.pk:
        raise Http404


@transaction.atomic
def release(*, desk: Desk, story: Story, title: str, text: str) -> StoryRelease:
    """Let others read `title` and `text`: an immutable version; the version before it is destroyed."""
    _may_moderate(desk, story)
    title, text = clean_line(title), clean(text)
    if says_nothing(text):
        raise Refused("empty_release", _("The text is empty. Hold the story back if nobody should read it."))
    if len(title) > MAX_TITLE:
        raise Refused("long_title", _("The title is longer than 200 characters."))
    made = _replace(story, title, text, desk.user)
    log("story-released", actor=desk.user, coalition=desk.coalition, thing=story)
    return made


def release_as_told(story: Story) -> StoryRelease:
    """Release a story without changes, where a Vertelpunt works without moderation; inside a transaction."""
    return _replace(story, story.title, story.text, None)


def _replace(story: Story, title: str, text: str, by: User | None) -> StoryRelease:
    before = StoryRelease.objects.filter(story=story).first()
    number = before.number + 1 if before else 1
    if before:
        before.delete()
    made = StoryRelease.objects.create(
        story=story, number=number, title=title, text=text, released_on=timezone.localdate(), released_by=by
    )
    story.state = Story.State.RELEASED
    story.save(update_fields=["state"])
    story.release = made
    story_changed.send(sender=Story, story=story, change=Change.RELEASED)
    return made


@transaction.atomic
def hold(*, desk: Desk, story: Story) -> None:
    """Hold a story back: for everybody above this floor it is gone, so the signal says *withdrawn*."""
    _may_moderate(desk, story)
    story_changed.send(sender=Story, story=story, change=Change.WITHDRAWN)
    StoryRelease.objects.filter(story=story).delete()
    story.state = Story.State.HELD
    story.save(update_fields=["state"])
    log("story-held", actor=desk.user, coalition=desk.coalition, thing=story)
