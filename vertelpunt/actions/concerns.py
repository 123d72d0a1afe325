"""A worrying story: somebody raises it, people are told, it is closed with what was done. The log has no content."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.actions.moderation import may_moderate
from vertelpunt.models import Concern, ConcernTold, ModerationRules, Screening, Story
from vertelpunt.text import clean_line

KEPT = timedelta(days=365)  # after it was closed


def open_concern(story: Story) -> Concern | None:
    """Return the worry about `story` that still waits to be closed."""
    return Concern.objects.filter(story=story, closed_at=None).first()


@transaction.atomic
def raise_concern(*, desk: Desk, story: Story) -> Concern:
    """Say that somebody may be in danger; twice is once."""
    may_moderate(desk, story)
    made, new = Concern.objects.get_or_create(story=story, closed_at=None, defaults={"raised_by": desk.user})
    if new:
        log("concern-raised", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _open(desk: Desk, story: Story) -> Concern:
    may_moderate(desk, story)
    found = open_concern(story)
    if found is None:
        raise Refused("no_concern", _("This worry is closed already. Reload the page."))
    return found


@transaction.atomic
def write_told(*, desk: Desk, story: Story, who: str) -> ConcernTold:
    """Write down who was told; when is now."""
    concern, who = _open(desk, story), clean_line(who)
    if not who:
        raise Refused("nobody_told", _("Write who was told: a name or a role."))
    if len(who) > 120:
        raise Refused("long_told", _("Who was told: at most 120 characters."))
    told = ConcernTold.objects.create(concern=concern, who=who, told_by=desk.user)
    log("concern-told", actor=desk.user, coalition=desk.coalition, thing=concern)
    return told


@transaction.atomic
def close_concern(*, desk: Desk, story: Story, done: str) -> None:
    """Close a worry with what was done, or why nothing was needed."""
    concern, done = _open(desk, story), clean_line(done)
    if not done:
        raise Refused("nothing_done", _("Write what was done, or why nothing was needed."))
    if len(done) > 600:
        raise Refused("long_done", _("What was done: at most 600 characters."))
    concern.done, concern.closed_by, concern.closed_at = done, desk.user, timezone.now()
    concern.save(update_fields=["done", "closed_by", "closed_at"])
    log("concern-closed", actor=desk.user, coalition=desk.coalition, thing=concern)


def expire_concerns(*, on: date) -> int:
    """Delete worries that were closed a year before `on`; return how many."""
    return Concern.objects.filter(closed_at__date__lt=on - KEPT).delete()[1].get("vertelpunt.Concern", 0)


@transaction.atomic
def change_rules(*, desk: Desk, protocol: str, hours: int, places: str, organisations: str) -> None:
    """Change how a coalition reads stories; with other words to take out, what waits is looked at again."""
    desk.require(Permission.EDIT_VERTELPUNT)
    rules, _new = ModerationRules.objects.get_or_create(coalition=desk.coalition)
    before = (rules.places, rules.organisations)
    rules.protocol, rules.hours, rules.places, rules.organisations = protocol, hours, places, organisations
    rules.save()
    if before != (places, organisations):
        waiting = Story.objects.filter(vertelpunt__coalition=desk.coalition, state=Story.State.TOLD)
        Screening.objects.filter(story__in=waiting).delete()
    log("moderation-rules-changed", actor=desk.user, coalition=desk.coalition)
