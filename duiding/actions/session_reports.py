"""Writing in the report of a session, taking it along as a file, and sending its link to who took part."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from duiding.invitations import about
from duiding.models import Invitee, ReportSent, ReportText, Session, SessionReport
from duiding.report.links import read_link
from duiding.report.made import WRITABLE
from lib.errors import Refused
from people.access import Desk
from people.actions import log, post
from people.roles import Permission


def must_be_held(session: Session) -> None:
    """Refuse when there is nothing to report yet."""
    if session.opened_at is None and session.state == Session.State.PREPARING:
        message = gettext_lazy("This session was not held yet. The report is there as soon as it was opened.")
        raise Refused("not_held", message, status=409)


def must_be_read_by(desk: Desk, session: Session) -> None:
    """Refuse when there is nothing to read yet: while people are at their tables, who leads them reads along only."""
    must_be_held(session)
    if session.state == Session.State.OPEN and not desk.may(Permission.PREPARE_SESSIONS):
        message = gettext_lazy("This session is still going on. The report can be read when it is finished.")
        raise Refused("going_on", message, status=409)


def locked_report(session: Session) -> SessionReport:
    """Return the report of a session, while nobody else writes in it."""
    SessionReport.objects.get_or_create(session=session)
    return SessionReport.objects.select_for_update(of=("self",)).get(session=session)


@transaction.atomic
def write_report(*, desk: Desk, session: Session, texts: Mapping[str, str], owners_named: bool | None = None) -> bool:
    """Keep what somebody changed in the parts of a report, with what stood there before; tell whether it changed."""
    desk.require(Permission.PREPARE_SESSIONS)
    must_be_held(session)
    report = locked_report(session)
    present = {one.part: one for one in report.texts.all()}
    changed = False
    for part in WRITABLE:
        row = present.get(part) or ReportText(report=report, part=part)
        text = texts.get(part, row.text).strip()
        if text != row.text and not row.hidden:
            row.text, changed = text, True
            kept: Any = row
            kept._history_user = desk.user  # read by simple_history
            row.save()
    named = report.owners_named if owners_named is None else owners_named
    if changed or named != report.owners_named:
        report.owners_named, changed = named, True
        report.version += 1
        report.save(update_fields=["owners_named", "version"])
        log("report-written", actor=desk.user, coalition=desk.coalition, thing=session)
    return changed


@transaction.atomic
def take_report(*, desk: Desk, session: Session) -> None:
    """Remember that the report left as a file, so that somebody hears of it when a story in it is withdrawn."""
    desk.require(Permission.READ_FIGURES)
    must_be_read_by(desk, session)
    report = locked_report(session)
    report.taken_on, report.outdated_on = timezone.localdate(), None
    report.save(update_fields=["taken_on", "outdated_on"])
    log("report-taken", actor=desk.user, coalition=desk.coalition, thing=session)


def to_send(session: Session) -> list[Invitee]:
    """Return who came, can be reached and did not get the link to this version."""
    report = SessionReport.objects.filter(session=session).first()
    got = ReportSent.objects.filter(report__session=session, version=report.version if report else 1)
    came = session.invitees.filter(answer=Invitee.Answer.COMES, contact__isnull=False)
    left = came.exclude(contact__email="").exclude(pk__in=got.values("invitee"))
    return list(left.select_related("contact", "session__coalition"))


@transaction.atomic
def send_report(*, desk: Desk, session: Session) -> int:
    """Mail the link to the report to who took part, once for each version; return to how many."""
    desk.require(Permission.PREPARE_SESSIONS)
    must_be_held(session)
    report, today = locked_report(session), timezone.localdate()
    people = to_send(session)
    ReportSent.objects.bulk_create(
        [ReportSent(report=report, invitee=one, version=report.version, sent_on=today) for one in people]
    )
    for invitee in people:
        _mail(invitee)
    if people:  # whoever reads it can keep it as a file
        report.taken_on = today
        report.save(update_fields=["taken_on"])
    log("report-sent", actor=desk.user, coalition=desk.coalition, thing=session)
    return len(people)


def _mail(invitee: Invitee) -> None:
    """Mail one person: the link and no content, so that a withdrawn story stays in no mailbox."""
    session = invitee.session
    with override(settings.LANGUAGE_CODE):
        values = {"day": date_format(session.held_on, "j F Y"), "coalition": session.coalition}
        lines = [
            _("Hello %(name)s,") % {"name": invitee.contact.name},
            _("Thank you for taking part in the session of %(day)s of %(coalition)s. The report is ready.") % values,
            _("Read it here, without an account:\n%(link)s") % {"link": read_link(invitee)},
            _("The link is yours alone and works for half a year. It always shows the newest version."),
            str(session.coalition),
        ]
        subject = _("The report of the session of %(day)s") % values
        body = "\n\n".join(lines)
        post(to=invitee.contact.email, subject=subject, body=body, coalition=session.coalition, about=about(session))
