"""Who is asked to a session, what they answered, and from where people look."""

from dataclasses import dataclass

from django.db.models import Case, QuerySet, When

from duiding.balance import Balance, balance
from duiding.models import Contact, Invitee, Session
from duiding.models.inviting import NEEDED
from duiding.models.session import Perspective
from people.access import Desk
from vertelpunt.models import Volunteer
from vertelpunt.volunteers import volunteers_for

ALIKE = "youth"  # the ready-made programme for one perspective
COMING = (Invitee.Answer.COMES,)
MAY_COME = (Invitee.Answer.COMES, Invitee.Answer.NONE)


@dataclass(frozen=True)
class Side:
    """How many were asked and how many come from one perspective."""

    label: str
    asked: int
    comes: int


def people_of(session: Session) -> QuerySet[Invitee]:
    """Return who is asked, by perspective, with how to reach them as long as that is known."""
    people = session.invitees.select_related("contact", "table", "instead_of__contact")
    order = Case(*(When(perspective=value, then=place) for place, value in enumerate(Perspective.values)))
    return people.order_by(order, "contact__name", "pk")


def name_of(invitee: Invitee) -> str:
    """Return somebody's name; after it was deleted, their perspective."""
    contact = getattr(invitee, "contact", None)
    return contact.name if isinstance(contact, Contact) else str(invitee)


def sides_of(session: Session) -> list[Side]:
    """Return for each perspective how many were asked and how many come."""
    rows = list(session.invitees.values_list("perspective", "answer"))
    return [
        Side(
            str(label),
            sum(perspective == value for perspective, _answer in rows),
            sum(perspective == value and answer in COMING for perspective, answer in rows),
        )
        for value, label in Perspective.choices
    ]


def balance_of(session: Session) -> Balance:
    """Return from where those look who may still come."""
    perspectives = session.invitees.filter(answer__in=MAY_COME).values_list("perspective", flat=True)
    return balance(perspectives, alike=session.template == ALIKE)


def labels(perspectives: tuple[str, ...]) -> list[str]:
    """Return what people call these perspectives."""
    return [str(Perspective(one).label) for one in perspectives]


def volunteers_left(desk: Desk, session: Session) -> list[Volunteer]:
    """Return who wants to think along and is not on the list of this session yet."""
    reached = Contact.objects.filter(invitee__session=session).values_list("email", "phone")
    known = {reach.lower() for pair in reached for reach in pair if reach}
    return [one for one in volunteers_for(desk) if one.reach.lower() not in known]


def needs_of(session: Session) -> dict[str, int]:
    """Return how many of those who come need what."""
    contacts = Contact.objects.filter(invitee__session=session, invitee__answer__in=COMING)
    found = {str(label): contacts.filter(**{name: True}).count() for name, label in NEEDED.items()}
    return {label: number for label, number in found.items() if number}
