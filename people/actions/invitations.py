"""Inviting by mail: a link that works once, for a week, for the roles that it names and for nothing else."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.links import whole_address
from lib.secrets import keyed_digest, new_token
from people.access import Desk, roles_in
from people.actions import forget_messages, log, post
from people.actions.members import give, held_by, must_be_below
from people.models import Coalition, Invitation, User
from people.roles import Permission, Role, may_give, needs_second_step

PURPOSE = "people.invitation"
MOST_WAITING = 200  # in one coalition


def _refuse_needless(coalition: Coalition, email: str, roles: frozenset[str]) -> None:
    user = User.objects.filter(email=email).first()
    if user is not None and roles <= held_by(user, coalition):
        raise Refused("has_roles", _("This person has these roles already, so no mail was sent."))
    if Invitation.objects.filter(coalition=coalition).exclude(email=email).count() >= MOST_WAITING:
        raise Refused("too_many_waiting", _("Too many invitations wait for an answer. Take some back first."))


@transaction.atomic
def invite(*, desk: Desk, email: str, roles: Iterable[str]) -> Invitation:
    """Mail somebody a link to come in with `roles`; a link that was sent before works no more."""
    desk.require(Permission.MANAGE_PEOPLE)
    email, wanted = email.strip().lower(), frozenset(Role(role).value for role in roles)
    if not wanted:
        raise Refused("no_role", _("Choose at least one role. No mail was sent."))
    must_be_below(desk, wanted)
    if email == desk.user.email:
        raise Refused("own_roles", _("You cannot give yourself a role. Nothing was changed. Ask somebody else to."))
    _refuse_needless(desk.coalition, email, wanted)
    for earlier in Invitation.objects.filter(coalition=desk.coalition, email=email):
        _remove(earlier)
    now, secret = timezone.now(), new_token()
    made = Invitation.objects.create(
        coalition=desk.coalition,
        email=email,
        roles=sorted(wanted),
        invited_by=desk.user,
        invited_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        digest=keyed_digest(PURPOSE, secret),
    )
    _mail(made, secret)
    log("invitation-sent", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _mail(invitation: Invitation, secret: str) -> None:
    until = date_format(timezone.localtime(invitation.expires_at), "j F Y")
    link = f"{whole_address('people:invited')}?key={secret}"
    words = {"who": invitation.invited_by, "coalition": invitation.coalition.known_as}
    lines = [
        _("%(who)s asks you to take part in %(coalition)s.") % words,
        _("Your roles there: %(roles)s.") % {"roles": ", ".join(invitation.role_names)},
        _("Open this link to come in. It works once, until %(until)s, and is only for you:") % {"until": until},
        link,
    ]
    if needs_second_step(invitation.roles):
        lines.append(_("With your role we also ask for a code from an app on your phone."))
    lines.append(_("Did you not expect this? Then do nothing."))
    post(
        to=invitation.email,
        subject=_("Take part in %(coalition)s") % words,
        body="\n\n".join(lines) + "\n",
        coalition=invitation.coalition,
        about=invitation.about,
        sealed=True,
    )


def _remove(invitation: Invitation) -> None:
    """Delete an invitation, with the mail that holds its link."""
    forget_messages(invitation.about)
    invitation.delete()


@transaction.atomic
def take_back(*, desk: Desk, invitation: Invitation) -> None:
    """Let a link that was sent work no more."""
    desk.require(Permission.MANAGE_PEOPLE)
    log("invitation-taken-back", actor=desk.user, coalition=desk.coalition, thing=invitation)
    _remove(invitation)


def waiting_with(secret: str) -> Invitation | None:
    """Return the invitation of the link with `secret`, while it works and who sent it may still give these roles."""
    rows = Invitation.objects.select_related("coalition", "invited_by")
    found = rows.filter(digest=keyed_digest(PURPOSE, secret), expires_at__gt=timezone.now()).first()
    if found is None or not found.invited_by.is_active:
        return None
    may_still = may_give(roles_in(found.invited_by, found.coalition))
    return found if set(found.roles) <= may_still else None


@transaction.atomic
def accept(*, secret: str, user: User | None = None, name: str = "", password: str = "") -> User:
    """Use a link, once: `user` gets its roles, or a new account with `name` and `password` does."""
    list(Invitation.objects.select_for_update().filter(digest=keyed_digest(PURPOSE, secret)))
    invitation = waiting_with(secret)
    if invitation is None or (user is not None and user.email != invitation.email):
        raise Refused("link_used", _("This link works no more. Ask for a new one."), status=410)
    if user is None:
        if User.objects.filter(email=invitation.email).exists():
            raise Refused("has_account", _("There is an account with this mail address already. Sign in with it."))
        user = User.objects.create_user(invitation.email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)  # the link proved it
    log("invitation-accepted", actor=user, coalition=invitation.coalition, thing=user)
    for role in invitation.roles:
        give(user=user, role=role, coalition=invitation.coalition, by=invitation.invited_by)
    _remove(invitation)
    return user


def forget_expired() -> int:
    """Delete invitations that nobody used in time, with their mails; return how many."""
    old = list(Invitation.objects.filter(expires_at__lte=timezone.now()))
    for invitation in old:
        with transaction.atomic():
            _remove(invitation)
    return len(old)
