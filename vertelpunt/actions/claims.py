"""Who reads which story now: two moderators are never offered the same one; what is claimed comes free by itself."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from people.access import Desk
from people.roles import Permission
from vertelpunt.models import Claim, Story

FOR = timedelta(minutes=15)


@transaction.atomic
def claim(*, desk: Desk, story: Story) -> bool:
    """Say that this person reads `story` now; return False where somebody else does."""
    desk.require(Permission.MODERATE)
    now = timezone.now()
    Claim.objects.filter(until__lt=now).delete()
    if Claim.objects.filter(story=story, user=desk.user).update(until=now + FOR):
        return True
    try:
        with transaction.atomic():
            Claim.objects.create(story=story, user=desk.user, until=now + FOR)
    except IntegrityError:
        return False
    return True


def let_go(*, desk: Desk, keep: Story | None = None) -> None:
    """Let others read what this person had claimed, but for `keep`."""
    Claim.objects.filter(user=desk.user).exclude(story=keep).delete()
