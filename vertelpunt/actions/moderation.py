"""A moderator reads a story before anybody else does, and releases it or holds it back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.models import User
from people.roles import Permission
from vertelpunt.actions.withdrawal import tell_withdrawn
from vertelpunt.models import Claim, Concern, Recording, Story, StoryRelease
from vertelpunt.signals import Change, story_changed
from vertelpunt.text import MAX_TITLE, clean, clean_line, says_nothing


def may_moderate(desk: Desk, story: Story) -> None:
    """Refuse with 404 who does not read the stories of this Vertelpunt before others do."""
    desk.require(Permission.MODERATE)
    if story.vertelpunt.coalition_id != desk.coalition.pk:
        raise Http404


@transaction.atomic
def release(*, desk: Desk, story: Story, title: str, text: str, in_spite: bool = False) -> StoryRelease:
    """Let others read `title` and `text`: an immutable version; the version before it is destroyed.

    A story about which a worry is open waits, unless somebody says that it goes out `in_spite` of it.
    """
    may_moderate(desk, story)
    if not in_spite and Concern.objects.filter(story=story, closed_at=None).exists():
        message = _(
            "A worry about this story is open. Close it first, or tick that the story may be released meanwhile."
        )
        raise Refused("open_concern", message)
    title, text = clean_line(title), clean(text)
    if story.unwritten:
        raise Refused("unwritten", _("This story was told aloud. Write down first what is said."))
    if says_nothing(text):
        raise Refused("empty_release", _("The text is empty. Hold the story back if nobody should read it."))
    if len(title) > MAX_TITLE:
        raise Refused("long_title", _("The title is longer than 200 characters."))
    made = _replace(story, title, text, desk.user)
    Claim.objects.filter(story=story).delete()
    log("story-released", actor=desk.user, coalition=desk.coalition, thing=story)
    return made


def release_as_told(story: Story) -> StoryRelease:
    """Release a story without changes, where a Vertelpunt works without moderation; inside a transaction."""
    return _replace(story, story.title, story.text, None)


def _replace(story: Story, title: str, text: str, by: User | None) -> StoryRelease:
    old = StoryRelease.objects.filter(story=story).first()
    before, followers = (old.title, old.text) if old else (), _followers(story) if old else []
    number = old.number + 1 if old else 1
    if old:
        old.delete()
    made = StoryRelease.objects.create(
        story=story, number=number, title=title, text=text, released_on=timezone.localdate(), released_by=by
    )
    _put(story, Story.State.RELEASED)
    story.release = made
    for follow in followers:
        follow(made)
    story_changed.send(sender=Story, story=story, change=Change.RELEASED, before=before)
    return made


def _followers(story: Story) -> list[Callable[[StoryRelease], None]]:
    """Return what higher floors want to do with the new release, from what they had in the old one."""
    heard: list[tuple[Any, Any]] = story_changed.send(sender=Story, story=story, change=Change.REPLACING)
    return [follow for _receiver, follow in heard if follow]


def _put(story: Story, state: Story.State, held_for: str = "") -> None:
    story.state, story.held_for = state, held_for
    story.save(update_fields=["state", "held_for"])
    counts_from = None if state == Story.State.TOLD else timezone.localdate()
    Recording.objects.filter(story=story).update(counts_from=counts_from)


def _take_from_readers(story: Story) -> None:
    """Take a story away: for everybody above this floor it is gone, so it is told as withdrawn."""
    tell_withdrawn([story])
    StoryRelease.objects.filter(story=story).delete()


@transaction.atomic
def hold(*, desk: Desk, story: Story, why: str = "") -> None:
    """Hold a story back; `why` is one of Story.HeldFor, which the teller reads behind the code."""
    may_moderate(desk, story)
    _take_from_readers(story)
    _put(story, Story.State.HELD, why)
    Claim.objects.filter(story=story).delete()
    log("story-held", actor=desk.user, coalition=desk.coalition, thing=story)


@transaction.atomic
def reopen(*, desk: Desk, story: Story) -> None:
    """Undo a release: nobody reads the story, and it waits for a moderator again."""
    may_moderate(desk, story)
    _take_from_readers(story)
    _put(story, Story.State.TOLD)
    story_changed.send(sender=Story, story=story, change=Change.ARRIVED)
    log("story-reopened", actor=desk.user, coalition=desk.coalition, thing=story)
