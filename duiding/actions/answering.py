"""Answering an invitation: comes, does not come, or somebody else comes; by link, without an account."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.invitations import about, mail_invitation, still_asks
from duiding.models import Contact, Invitee
from lib.errors import Refused
from lib.secrets import keyed_digest
from people.models import Message
from vertelpunt import ledger

PURPOSE = "invited"
NEEDS = ("needs", "needs_access", "needs_food", "needs_travel", "brings_someone")


@dataclass(frozen=True)
class Other:
    """Who comes instead."""

    name: str
    email: str
    perspective: str


@transaction.atomic
def answer(
    *,
    invitee: Invitee,
    says: str,
    needs: dict[str, str | bool] | None = None,
    other: Other | None = None,
    forget: bool = False,
) -> None:
    """Write down what somebody answered; it can be changed as long as the session is not over."""
    locked = Invitee.objects.select_for_update(of=("self",)).select_related("session", "contact").get(pk=invitee.pk)
    if not still_asks(locked.session):
        raise Refused("session_over", _("This session is over, so your answer cannot be changed."), status=409)
    locked.answer, locked.answered_on = Invitee.Answer(says), timezone.localdate()
    if says == Invitee.Answer.COMES:
        _write_needs(locked.contact, needs or {})
    else:
        locked.table, locked.fixed = None, False
        _write_needs(locked.contact, dict.fromkeys(NEEDS[1:], False) | {"needs": ""})
    locked.save()
    if says == Invitee.Answer.OTHER and other is not None:
        _ask_other(locked, other)
    if says == Invitee.Answer.NOT and forget:
        forget_contact(contact=locked.contact)


def contact_digest(contact: Contact) -> str:
    """Return what the ledger calls somebody who asked to be forgotten."""
    return keyed_digest(PURPOSE, f"{contact.pk}:{contact.name}:{contact.email.lower()}:{contact.phone}")


@transaction.atomic
def forget_contact(*, contact: Contact) -> None:
    """Delete how to reach somebody who does not come and asked for that; the ledger knows first."""
    ledger.note(PURPOSE, [contact_digest(contact)], timezone.localdate())
    Message.objects.filter(about=about(contact.invitee.session), to=contact.email).delete()
    Invitee.objects.filter(pk=contact.pk).update(organisation="", municipality="")
    contact.delete()


def _write_needs(contact: Contact, needs: dict[str, str | bool]) -> None:
    for name in NEEDS:
        if name in needs:
            setattr(contact, name, needs[name])
    contact.save(update_fields=list(NEEDS))


def _ask_other(invitee: Invitee, other: Other) -> None:
    """Ask the other one, unless they are on the list already; an earlier other one goes."""
    session = invitee.session
    known = Contact.objects.filter(invitee__session=session, email__iexact=other.email).first()
    if known is not None:
        return
    earlier = Invitee.objects.filter(instead_of=invitee)
    earlier.filter(answer=Invitee.Answer.NONE).delete()
    earlier.update(instead_of=None)  # who answered already stays
    asked = Invitee.objects.create(
        session=session,
        perspective=other.perspective,
        organisation=invitee.organisation,
        municipality=invitee.municipality,
        instead_of=invitee,
        invited_on=timezone.localdate(),
    )
    Contact.objects.create(invitee=asked, name=other.name, email=other.email)
    mail_invitation(asked)
