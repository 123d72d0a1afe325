"""What somebody who is asked gets: a mail in plain words, a calendar file, and a link that serves one purpose."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from duiding.models import Invitee, Session
from duiding.models.session import Perspective
from duiding.queries.programme import last_end
from lib.links import whole_address
from people.actions import post

SALT = "duiding.invited"
GETS_EXPENSES = (Perspective.YOUTH, Perspective.PARENT)


def about(session: Session) -> str:
    """Return the name under which mails about `session` are kept, and deleted."""
    return f"session:{session.pk}"


def key_of(invitee: Invitee) -> str:
    """Return the key in somebody's link: signed, and good for answering only."""
    return signing.dumps(invitee.pk, salt=SALT)


def invitee_with(key: str) -> Invitee | None:
    """Return who has `key`, as long as the link works."""
    try:
        pk = int(signing.loads(key, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    people = Invitee.objects.select_related("session__coalition", "session__vertelpunt", "contact")
    found = people.filter(pk=pk, contact__isnull=False).first()
    return found if found is not None and still_asks(found.session) else None


def still_asks(session: Session) -> bool:
    """Tell whether an answer still makes sense: the session is not over."""
    return session.state != Session.State.FINISHED and last_end(session) > timezone.now()


def moments(session: Session) -> list[tuple[datetime, datetime]]:
    """Return when each day of `session` starts and ends."""
    return [(session.starts_at, session.ends_at), *session.more_days.values_list("starts_at", "ends_at")]


def when(session: Session) -> list[str]:
    """Return each day of `session` with its times, as people read it."""
    return [
        f"{date_format(timezone.localtime(starts), 'l j F Y, H:i')}–{date_format(timezone.localtime(ends), 'H:i')}"
        for starts, ends in moments(session)
    ]


def calendar_of(session: Session, stamp: datetime | None = None) -> str:
    """Return a calendar file with every day of `session`; a newer one takes the place of an older one."""
    calendar = Calendar()
    calendar.add("prodid", "-//StoryCycle//storycycle//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, (starts, ends) in enumerate(moments(session), 1):
        event = Event()
        event.add("uid", f"session-{session.pk}-{number}@{settings.PUBLIC_URL.split('//')[-1]}")
        event.add("dtstamp", (stamp or timezone.now()).astimezone(UTC))
        event.add("sequence", session.revision)
        event.add("dtstart", starts.astimezone(UTC))
        event.add("dtend", ends.astimezone(UTC))
        event.add("summary", str(session))
        event.add("location", session.place or session.meeting_link)
        event.add("description", session.shown_goal)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def forgotten_on(session: Session) -> str:
    """Return the day on which contact details are deleted, as people read it."""
    last = timezone.localtime(last_end(session)).date() + timedelta(days=settings.CONTACT_DAYS)
    return date_format(last, "j F Y")


def _where(session: Session) -> Iterable[str]:
    if session.place:
        yield _("Where: %(place)s") % {"place": session.place}
    if session.meeting_link:
        yield _("Online: %(link)s") % {"link": session.meeting_link}


def _body(invitee: Invitee, lead: str) -> str:
    session = invitee.session
    parts = [_("Hello %(name)s,") % {"name": invitee.contact.name}, lead]
    if session.shown_goal:
        parts.append(session.shown_goal)
    parts.append("\n".join([_("When: %(when)s") % {"when": "; ".join(when(session))}, *_where(session)]))
    if invitee.perspective in GETS_EXPENSES and session.shown_expenses:
        parts.append(_("What it costs you: %(expenses)s") % {"expenses": session.shown_expenses})
    if session.shown_practical:
        parts.append(session.shown_practical)
    link = f"{whole_address('duiding:invited')}?key={key_of(invitee)}"
    parts.append(
        _("Do you come? Let us know with this link. You need no account, and it works for you alone:\n%(link)s")
        % {"link": link}
    )
    if session.answer_before:
        parts.append(_("We would like to know before %(day)s.") % {"day": date_format(session.answer_before, "l j F")})
    if session.contact:
        parts.append(_("Do you have a question? Ask %(contact)s.") % {"contact": session.contact})
    parts.append(
        _(
            "We keep your name and address for this session only, and delete them on %(day)s. "
            "Do you want that sooner? Answer that you do not come, and tick that we may forget you."
        )
        % {"day": forgotten_on(session)}
    )
    parts.append(str(session.coalition))
    return "\n\n".join(parts)


def _mail(invitee: Invitee, subject: str, lead: str) -> None:
    session = invitee.session
    calendar, kept = calendar_of(session), about(session)
    body = _body(invitee, lead)
    post(
        to=invitee.contact.email,
        subject=subject,
        body=body,
        coalition=session.coalition,
        calendar=calendar,
        about=kept,
    )


def mail_invitation(invitee: Invitee) -> None:
    """Ask somebody to take part."""
    with override(settings.LANGUAGE_CODE):
        values = {"title": str(invitee.session), "coalition": str(invitee.session.coalition)}
        lead = _(
            "We would like you to join “%(title)s” of %(coalition)s. "
            "There we read experiences together and think of what can be different."
        )
        _mail(invitee, _("Will you join? %(title)s") % values, lead % values)


def mail_reminder(invitee: Invitee) -> None:
    """Ask somebody again who has not answered, or remind who comes."""
    with override(settings.LANGUAGE_CODE):
        values = {"title": str(invitee.session)}
        lead = _("We have not heard from you yet about “%(title)s”. That is fine; we only ask it once more.")
        if invitee.answer == Invitee.Answer.COMES:
            lead = _("You come to “%(title)s”. Here is everything once more. Can you not come after all? Tell us.")
        _mail(invitee, _("Once more: %(title)s") % values, lead % values)
