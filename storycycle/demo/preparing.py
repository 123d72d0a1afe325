"""What is prepared for the demo's next session: its programme, who is asked, wishes and seats."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from duiding.actions.inviting import add_people, invite
from duiding.actions.programme import begin_programme
from duiding.actions.seats import add_wish, propose_seats
from duiding.models import Contact, Invitee, Session
from people.access import Desk, roles_in
from people.models import Message, User
from storycycle.demo.points import content

NEEDS = ("needs", "needs_access", "needs_travel", "brings_someone")


def prepare(session: Session, by: User) -> None:
    """Prepare the session as a facilitator would."""
    data, desk = content("preparing.json"), Desk(by, session.coalition, roles_in(by, session.coalition))
    for name in ("contact", "practical", "expenses"):
        setattr(session, name, data[name])
    session.answer_before = date.fromisoformat(data["answer_before"])
    session.save()
    begin_programme(desk=desk, session=session, key=data["beginning"])
    ask(desk, session, data)
    for table, facilitator in zip(session.tables.all(), data["facilitators"], strict=False):
        table.facilitator = facilitator
        table.save(update_fields=["facilitator"])
    for kind in ("together", "apart"):
        for first, second in data[kind]:
            add_wish(desk=desk, session=session, kind=kind, first=asked(first), second=asked(second), table=None)
    propose_seats(desk=desk, session=session)


def ask(desk: Desk, session: Session, data: dict[str, Any]) -> None:
    """Ask everybody, and write down what they answered."""
    plain = ("name", "email", "phone", "perspective", "organisation", "municipality")
    people: Any = [{name: one[name] for name in plain if name in one} for one in data["people"]]
    add_people(desk=desk, session=session, people=people)
    if session.ends_at > timezone.now():
        invite(desk=desk, session=session)
        Message.objects.filter(coalition=session.coalition, sent_at=None).update(sent_at=timezone.now())
    for one in data["people"]:
        invitee = Invitee.objects.get(pk=asked(one["name"]))
        answered = one["answer"] != Invitee.Answer.NONE
        invitee.answer, invitee.answered_on = one["answer"], timezone.localdate() if answered else None
        invitee.invited_on = timezone.localdate() - timedelta(days=1)
        invitee.save()
        Contact.objects.filter(invitee=invitee).update(**{name: one[name] for name in NEEDS if name in one})


def asked(name: str) -> int:
    """Return who is called `name`."""
    return int(Contact.objects.get(name=name).pk)
