"""What the daily work does here: who was invited is asked once more and later forgotten; owners; boards."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from duiding.actions.acts import UNDO_DAYS, forget_acts
from duiding.actions.inviting import forget_old_contacts, remind_silent
from duiding.actions.reminding import remind_deciders, remind_owners
from lib.slots import Chore


def chores() -> Iterable[Chore]:
    """Return this app's parts of the daily work."""
    invited = _("Names, addresses and needs: deleted %(days)d days after the session.")
    silent = _("Once, three days before the answer is asked, or a week before the session when no day was named.")
    owners = _("Asked after four weeks of silence, or when an agreement is near.")
    deciders = _("Asked a week before the day, on the day, and every week after.")
    undone = _(
        "What could be undone on boards, and notes that were taken off: destroyed %(days)d days after the session."
    )
    return [
        Chore("invited", _("Who was invited"), invited % {"days": settings.CONTACT_DAYS}, forget_old_contacts),
        Chore("remind-invited", _("Invitations without an answer"), silent, remind_silent, False),
        Chore("boards", _("What can be undone on boards"), undone % {"days": UNDO_DAYS}, forget_acts),
        Chore("remind-owners", _("Questions to owners of proposals"), owners, remind_owners, False),
        Chore("remind-deciders", _("Questions to who decides"), deciders, remind_deciders, False),
    ]
