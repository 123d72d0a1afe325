"""Going on with a story by its code: where somebody stopped, or to change what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lib.secrets import spaced_code
from vertelpunt.at_hand import questions_of
from vertelpunt.models import Story
from vertelpunt.models.story import BY_TELLERS
from vertelpunt.telling import Place, pages, seal
from vertelpunt.views import tellerpages as show

if TYPE_CHECKING:
    from vertelpunt.views.telling import Visit


def way_back(story: Story, code: str) -> dict[str, Any]:
    """Return address and token by which the teller goes on with `story`; nothing for what cannot be changed."""
    if story.source not in BY_TELLERS or not story.audience.offered:
        return {}
    place = Place(
        story=str(story.pk),
        code=spaced_code(code),
        teller=str(story.teller or uuid4()),
        version=story.version_id,
        channel=story.channel.code if story.channel else "",
        trusted=False,  # a person reads it first, as the form that was sent at first may have been doubtful
    )
    address = reverse("vertelpunt:tell", args=[story.vertelpunt.slug, story.audience.key])
    return {"go_on_at": address, "go_on_token": seal(place), "may_rewrite": story.state == Story.State.TOLD}


def first_open_page(story: Story) -> int:
    """Return the number of the first page with a question that was never met; the last when all were."""
    all_pages = pages(questions_of(story.version), story.audience.key, story.answers)
    still = (number for number, page in enumerate(all_pages, 1) if any(one.key not in story.answers for one in page))
    return next(still, len(all_pages))


def go_on(visit: Visit, place: Place) -> HttpResponse:
    """Show the page where somebody stopped, or the first one of a story that is finished."""
    story = Story.everything.filter(pk=place.story).select_related("version", "audience", "vertelpunt").first()
    if story is None:
        return show.lost_page(visit, "withdrawn", 410)
    if not story.finished:
        notice = _("Here you stopped. What you told before is kept.")
        return show.question_page(visit, place, story, first_open_page(story), notice=notice)
    if story.state == Story.State.TOLD:
        return show.story_page(visit, place, story=story)
    notice = _("Somebody has read your story, so its text stays as it was. Your answers you can still change.")
    return show.question_page(visit, place, story, 1, notice=notice)
