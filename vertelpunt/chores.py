"""What the daily work does here: texts, worries, lists and links go by rule, and partners are reminded."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from lib.slots import Chore
from vertelpunt import ledger, purging
from vertelpunt.actions.announcing import tell_programs
from vertelpunt.actions.bringing_in import tidy_intakes
from vertelpunt.actions.concerns import expire_concerns
from vertelpunt.actions.expiring import expire_originals
from vertelpunt.actions.hands import forget_old_links
from vertelpunt.actions.reading_log import forget_readings
from vertelpunt.actions.reminding import forget_contacts, remind
from vertelpunt.actions.sittings import forget_old
from vertelpunt.actions.speaking import expire_recordings
from vertelpunt.actions.trials import delete_old_trials
from vertelpunt.actions.unfinished import expire_unfinished
from vertelpunt.actions.volunteers import expire_volunteers
from vertelpunt.tasks import forget_times


class StillWaiting(Exception):
    """Something that must go could not go yet."""


def purge(today: date) -> int:
    """Remove what had to go and could not go at once; what still waits is a fault that people see."""
    gone, waiting = purging.carry_out()
    purging.write_anew()
    if waiting:
        raise StillWaiting
    return gone


def chores() -> Iterable[Chore]:
    """Return this app's parts of the daily work."""
    year = _("Deleted after a year.")
    originals = _("Replaced by the released text 30 days after release, or after what the Vertelpunt says.")
    worries, trials = _("Deleted a year after it was closed."), _("Deleted after a week; links to try out after two.")
    left = _("Removed as soon as nobody reads it: files, and deleted text in the database's log.")
    kept = _("Kept for a year, or less where the Vertelpunt says so.")
    stopped = _("Stay, unless the Vertelpunt says after how many days they are deleted.")
    logged = _("As long as the whole log, or less where the Vertelpunt says so.")
    days = {"days": 2 * settings.BACKUP_DAYS}
    named = _("Lines about anything but stories: %(days)d days, when no backup can hold it any more.") % days
    promised = _("One mail about each promise, three days before its day.")
    heard = _("Destroyed 14 days after release, or after what the Vertelpunt says.")
    counted = _("The day after; fewer than the smallest group are not counted out.")
    looked = _("Where looking at a story was cut short: of when it was asked only the day is kept.")
    return [
        Chore("looked", _("When stories were looked at"), looked, forget_times),
        Chore("originals", _("Texts as told"), originals, lambda today: expire_originals(on=today)),
        Chore("recordings", _("Recordings of stories told aloud"), heard, lambda today: expire_recordings(on=today)),
        Chore("unfinished", _("Stories that were never finished"), stopped, lambda today: expire_unfinished(on=today)),
        Chore("readings", _("Who read what before release"), logged, lambda today: forget_readings(on=today)),
        Chore("worries", _("Worries about a story"), worries, lambda today: expire_concerns(on=today)),
        Chore("trials", _("Stories told as a test"), trials, delete_old_trials),
        Chore("sittings", _("Story tables, interviews and printed forms"), year, forget_old),
        Chore("hand-links", _("Personal links of care professionals"), _("Deleted when expired."), forget_old_links),
        Chore("volunteers", _("Who wants to think along"), kept, expire_volunteers),
        Chore("partners", _("Whom to mail at partners"), kept, lambda today: forget_contacts(on=today)),
        Chore("imports", _("Files of imports that nobody finished"), _("Deleted after a week."), tidy_intakes),
        Chore("ledger", _("What people took back, in the ledger"), named, ledger.forget_old),
        Chore("left", _("What withdrawn stories left behind"), left, purge),
        Chore(
            "announcements", _("Messages to other programs: how many stories were told"), counted, tell_programs, False
        ),
        Chore("remind-partners", _("Reminders to partners"), promised, lambda today: remind(on=today), False),
    ]
