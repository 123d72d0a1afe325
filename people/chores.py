"""What the daily work does here: mails, the log, sign-ins and finished tasks go by rule."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from lib.slots import Chore
from people.actions.accounts import forget_unused
from people.actions.invitations import forget_expired
from people.actions.webhooks import forget_old, send_overdue
from people.models import Event, Message, Upkeep

TASK_DAYS = 14


def forget_old_mails(today: date) -> int:
    """Delete mails that were written `MAIL_DAYS` ago, sent or not; return how many."""
    return Message.objects.filter(created_at__date__lt=today - timedelta(days=settings.MAIL_DAYS)).delete()[0]


def forget_old_log(today: date) -> int:
    """Delete what the log of actions and of the daily work say of more than `LOG_DAYS` ago; return how many rows."""
    before = today - timedelta(days=settings.LOG_DAYS)
    return Event.objects.filter(at__date__lt=before).delete()[0] + Upkeep.objects.filter(day__lt=before).delete()[0]


def end_sign_ins(today: date) -> int:
    """Delete sign-ins that are over; return how many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def forget_tasks(today: date) -> int:
    """Delete background tasks that ended two weeks ago, or began then and were cut off; return how many."""
    before = timezone.now() - timedelta(days=TASK_DAYS)
    return DBTaskResult.objects.filter(Q(finished_at__lt=before) | Q(started_at__lt=before)).delete()[0]


def _messages(today: date) -> int:
    send_overdue()
    return forget_old()


def chores() -> Iterable[Chore]:
    """Return this app's parts of the daily work."""
    mails = _("Deleted %(days)d days after they were written.") % {"days": settings.MAIL_DAYS}
    log = _("Deleted after %(days)d days.") % {"days": settings.LOG_DAYS}
    asked = _("Deleted %(days)d days after they were sent.") % {"days": settings.INVITATION_DAYS}
    left = _("Name, mail address and password go when somebody has had no role for %(days)d days.")
    return [
        Chore("accounts", _("Accounts without a role"), left % {"days": settings.ACCOUNT_DAYS}, forget_unused),
        Chore("mails", _("Mails"), mails, forget_old_mails),
        Chore("log", _("Who did what, without content"), log, forget_old_log),
        Chore("invitations", _("Invitations that nobody used"), asked, lambda today: forget_expired()),
        Chore(
            "messages", _("Messages to other programs"), _("Deleted after two weeks, sent or not."), _messages, False
        ),
        Chore("sign-ins", _("Sign-ins"), _("Deleted when they are over, after eight hours."), end_sign_ins),
        Chore("tasks", _("Finished tasks of the program"), _("Deleted after two weeks."), forget_tasks),
    ]
