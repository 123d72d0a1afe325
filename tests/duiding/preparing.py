"""Plain builders of what is prepared: a day, a step, somebody who is asked, a wish, a second reader's check."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from duiding.actions.inviting import add_people
from duiding.models import Invitee, LocalCheck, ProgrammeStep, SeatWish, Session, SessionDay
from people.access import Desk
from tests import world
from vertelpunt.models import Story


def ahead(**fields: Any) -> dict[str, Any]:
    """Return the moments of a session next week, that is being prepared."""
    starts = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=7)
    return {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "state": "preparing"} | fields


def person(at: Desk, session: Session, name: str = "Ans", perspective: str = "parent", **fields: str) -> Invitee:
    """Return somebody on the list, with a mail address."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    data: Any = {"name": name, "email": email, "perspective": perspective} | fields
    add_people(desk=at, session=session, people=[data])
    return Invitee.objects.get(session=session, contact__name=name)


def make(at: Desk, session: Session, story: Story) -> dict[str, Any]:
    """Make one of each, for the addresses."""
    day = SessionDay.objects.create(
        session=session, starts_at=session.ends_at, ends_at=session.ends_at + timedelta(hours=1)
    )
    step = ProgrammeStep.objects.create(session=session, kind="read", minutes=20, script="Lees rustig.")
    asked = person(at, session)
    wish = SeatWish.objects.create(session=session, kind="at", first=asked, table=session.tables.all()[0])
    check = LocalCheck.objects.create(
        coalition=session.coalition, story=story, release_number=story.release.number, asked_on=world.DAY
    )
    return {"day": day.pk, "step": step.pk, "invitee": asked.pk, "wish": wish.pk, "check": check.pk}
