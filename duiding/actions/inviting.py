"""Asking people to a session, and forgetting afterwards how to reach them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypedDict

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from duiding.asking import REST_DAYS, DaysOfAsking, asks_again
from duiding.invitations import about, mail_invitation, mail_reminder, still_asks
from duiding.models import Contact, Invitee, Session
from duiding.queries.programme import last_end
from lib.errors import Refused
from people.access import Desk
from people.actions import forget_messages, log
from people.models import Message
from people.roles import Permission
from vertelpunt.volunteers import volunteers_for

OWN = ("perspective", "organisation", "municipality", "answer")


class PersonData(TypedDict, total=False):
    """Who is asked, and how to reach them."""

    name: str
    email: str
    phone: str
    perspective: str
    organisation: str
    municipality: str
    answer: str


def _known(session: Session, email: str, phone: str) -> bool:
    same = Q(email__iexact=email) if email else Q(phone=phone)
    return bool(email or phone) and Contact.objects.filter(same, invitee__session=session).exists()


def _add(session: Session, data: PersonData, **more: object) -> Invitee:
    own = {name: value for name, value in data.items() if name in OWN}
    reach = {name: value for name, value in data.items() if name not in OWN}
    invitee = Invitee.objects.create(session=session, **own, **more)
    Contact.objects.create(invitee=invitee, **reach)
    return invitee


@transaction.atomic
def add_people(*, desk: Desk, session: Session, people: Sequence[PersonData]) -> int:
    """Put people on the list, each once; return how many are new. No mail is sent yet."""
    desk.require(Permission.PREPARE_SESSIONS)
    new = 0
    for data in people:
        if not _known(session, data.get("email", ""), data.get("phone", "")):
            _add(session, data)
            new += 1
    log("people-listed", actor=desk.user, coalition=desk.coalition, thing=session)
    return new


@transaction.atomic
def add_volunteers(*, desk: Desk, session: Session, volunteers: Iterable[str]) -> int:
    """Put people who want to think along on the list; nothing ties the two lists, and neither knows a story."""
    desk.require(Permission.PREPARE_SESSIONS)
    chosen = [one for one in volunteers_for(desk) if str(one.pk) in set(volunteers)]
    people: list[PersonData] = []
    for one in chosen:
        reach = "email" if "@" in one.reach else "phone"
        name = one.name or _("somebody who wants to think along")
        place = one.region.name if one.region else ""
        people.append({"name": name, reach: one.reach, "perspective": one.perspective, "municipality": place})  # type: ignore[misc]
    return add_people(desk=desk, session=session, people=people)


@transaction.atomic
def change_person(*, desk: Desk, invitee: Invitee, data: PersonData) -> None:
    """Change who somebody is, how to reach them, or write down what they answered by phone."""
    desk.require(Permission.PREPARE_SESSIONS)
    answered = data.get("answer", invitee.answer) != invitee.answer
    for name, value in data.items():
        setattr(invitee if name in OWN else invitee.contact, name, value)
    if answered:
        _answered(invitee)
    invitee.save()
    invitee.contact.save()
    log("person-changed", actor=desk.user, coalition=desk.coalition, thing=invitee)


def _answered(invitee: Invitee) -> None:
    """Write down the day; who does not come leaves their seat."""
    invitee.answered_on = timezone.localdate()
    if invitee.answer in (Invitee.Answer.NOT, Invitee.Answer.OTHER):
        invitee.table, invitee.fixed = None, False


@transaction.atomic
def remove_person(*, desk: Desk, invitee: Invitee) -> None:
    """Take somebody off the list, with how to reach them and the mails to them."""
    desk.require(Permission.PREPARE_SESSIONS)
    log("person-removed", actor=desk.user, coalition=desk.coalition, thing=invitee)
    contact = getattr(invitee, "contact", None)
    if contact is not None and contact.email:
        Message.objects.filter(about=about(invitee.session), to=contact.email).delete()
    invitee.delete()


def _reachable(session: Session) -> list[Invitee]:
    people = session.invitees.select_related("contact", "session__coalition").select_for_update(of=("self",))
    return list(people.filter(contact__isnull=False).exclude(contact__email=""))


def _must_be_ahead(session: Session) -> None:
    if not still_asks(session):
        raise Refused("session_over", _("This session is over, so no mail was sent."))


@transaction.atomic
def invite(*, desk: Desk, session: Session) -> int:
    """Mail everybody on the list who was not asked yet; return how many."""
    desk.require(Permission.PREPARE_SESSIONS)
    _must_be_ahead(session)
    asked = [one for one in _reachable(session) if one.invited_on is None and one.answer == Invitee.Answer.NONE]
    for invitee in asked:
        _ask(invitee)
    log("people-invited", actor=desk.user, coalition=desk.coalition, thing=session)
    return len(asked)


def _ask(invitee: Invitee) -> None:
    mail_invitation(invitee)
    Invitee.objects.filter(pk=invitee.pk).update(invited_on=timezone.localdate())


@transaction.atomic
def remind(*, desk: Desk, session: Session, who: str) -> int:
    """Mail everybody again who did not answer, or who comes; once a day at most. Return how many."""
    desk.require(Permission.PREPARE_SESSIONS)
    _must_be_ahead(session)
    today = timezone.localdate()
    found = [one for one in _reachable(session) if one.answer == who and one.invited_on and one.reminded_on != today]
    for invitee in found:
        mail_reminder(invitee)
        Invitee.objects.filter(pk=invitee.pk).update(reminded_on=today)
    log("people-reminded", actor=desk.user, coalition=desk.coalition, thing=session)
    return len(found)


def days_of_asking(session: Session) -> DaysOfAsking:
    """Return by when an answer is asked, and on which day the session begins."""
    return DaysOfAsking(session.answer_before, timezone.localtime(session.starts_at).date())


def remind_silent(today: date) -> int:
    """Ask once more who did not answer, when the day to answer by comes near; return how many."""
    ahead = Session.objects.filter(state=Session.State.PREPARING, invitees__invited_on__isnull=False).distinct()
    return sum(_remind_silent(session, today) for session in ahead if asks_again(days_of_asking(session), today))


@transaction.atomic
def _remind_silent(session: Session, today: date) -> int:
    silent = [one for one in _reachable(session) if _is_silent(one, today - timedelta(days=REST_DAYS))]
    for invitee in silent:
        mail_reminder(invitee)
        Invitee.objects.filter(pk=invitee.pk).update(reminded_on=today)
    return len(silent)


def _is_silent(invitee: Invitee, before: date) -> bool:
    """Tell whether somebody who was invited on `before` at the latest neither answered nor was reminded."""
    asked = invitee.invited_on is not None and invitee.invited_on <= before
    return asked and invitee.answer == Invitee.Answer.NONE and invitee.reminded_on is None


@transaction.atomic
def forget_people(*, session: Session) -> int:
    """Delete names, addresses, needs and mails of a session; what stays says from where somebody looked."""
    gone, _rows = Contact.objects.filter(invitee__session=session).delete()
    forget_messages(about(session))
    session.invitees.update(organisation="", municipality="")
    session.wishes.all().delete()
    return gone


def forget_now(*, desk: Desk, session: Session) -> int:
    """Forget everybody of a session before the rule does."""
    desk.require(Permission.PREPARE_SESSIONS)
    gone = forget_people(session=session)
    log("people-forgotten", actor=desk.user, coalition=desk.coalition, thing=session)
    return gone


def forget_old_contacts(today: date) -> int:
    """Forget everybody of sessions that ended more than `CONTACT_DAYS` ago; return how many people."""
    before = today - timedelta(days=settings.CONTACT_DAYS)
    sessions = Session.objects.filter(Q(invitees__contact__isnull=False), ends_at__date__lt=before).distinct()
    over = [one for one in sessions if timezone.localtime(last_end(one)).date() < before]
    return sum(forget_people(session=session) for session in over)
