"""After a restore: what people took back since the backup, other than stories, goes again, kind by kind."""

from collections.abc import Iterable

from django.utils import timezone

from lib.slots import TakenBack
from vertelpunt.actions import hands, reminding, telling, volunteers
from vertelpunt.actions.withdrawal import AT_ONCE, batched
from vertelpunt.models import PartnerContact, Recording, Share, Story, Volunteer
from vertelpunt.questions import PERMISSION_KEY


def _recordings(names: frozenset[str]) -> int:
    """Delete the recordings that their tellers deleted."""
    return sum(Recording.objects.filter(name__in=some).delete()[0] for some in batched(names, AT_ONCE))


def _quotes(ids: frozenset[str]) -> int:
    """Take back the permission to quote that tellers took back."""
    count = 0
    for some in batched(ids, AT_ONCE):
        allowed = Story.everything.filter(pk__in=some, may_quote=Story.Quote.YES)
        for story in allowed.select_related("vertelpunt__coalition", "version", "audience"):
            telling.add_answers(story=story, answers={PERMISSION_KEY: Story.Quote.NO.value}, trusted=False)
            count += 1
    return count


def _shares(ids: frozenset[str]) -> int:
    """End the reading along that tellers ended."""
    count = 0
    for some in batched(ids, AT_ONCE):
        for share in Share.objects.filter(pk__in=some).select_related("story"):
            count += hands.stop_sharing(story=share.story)
    return count


def _volunteers(ids: frozenset[str]) -> int:
    """Take those off the list who left it, or asked for that."""
    return sum(Volunteer.objects.filter(pk__in=some).delete()[0] for some in batched(ids, AT_ONCE))


def _contacts(digests: frozenset[str]) -> int:
    """Forget whoever at a partner wants no reminders."""
    contacts = PartnerContact.objects.exclude(mail="").select_related("partner") if digests else []
    stopped = [one for one in contacts if reminding.contact_digest(one.partner_id, one.mail) in digests]
    for contact in stopped:
        reminding.stop_reminders(contact=contact, on=timezone.localdate())
    return len(stopped)


def taken_back() -> Iterable[TakenBack]:
    """Return the kinds that this app knows."""
    return [
        TakenBack(telling.RECORDING, _recordings),
        TakenBack(telling.QUOTE, _quotes),
        TakenBack(hands.SHARE, _shares),
        TakenBack(volunteers.PURPOSE, _volunteers),
        TakenBack(reminding.STOPPED, _contacts),
    ]
