"""Who has which role in a coalition: given and ended by those who lead it, never above their own, and logged."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from lib.errors import Refused
from people.access import Desk
from people.actions import log, post
from people.models import Coalition, Membership, User
from people.roles import LEADING, Permission, Role, may_give


def _locked(coalition: Coalition) -> Coalition:
    """Return the coalition, for one change of roles at a time: two leaders cannot end each other's at once."""
    return Coalition.objects.select_for_update().get(pk=coalition.pk)


def held_by(user: User, coalition: Coalition) -> frozenset[str]:
    """Return the roles given to `user` in `coalition` itself."""
    return frozenset(Membership.objects.filter(coalition=coalition, user=user).values_list("role", flat=True))


def must_be_below(desk: Desk, roles: Iterable[str]) -> None:
    """Refuse roles that this person cannot give or end here."""
    above = set(roles) - may_give(desk.roles)
    if above:
        names = ", ".join(sorted(str(Role(role).label) for role in above))
        raise Refused(
            "above_your_own",
            _("You cannot give or end this role: %(roles)s. Nothing was changed. Ask an administrator.")
            % {"roles": names},
        )


@transaction.atomic
def set_roles(*, desk: Desk, user: User, roles: Iterable[str]) -> None:
    """Let `user` have exactly `roles` here; what this person may not give or end stays as it is."""
    desk.require(Permission.MANAGE_PEOPLE)
    coalition = _locked(desk.coalition)
    before, after = held_by(user, coalition), frozenset(Role(role).value for role in roles)
    must_be_below(desk, before ^ after)
    if user == desk.user and after - before:
        raise Refused("own_roles", _("You cannot give yourself a role. Nothing was changed. Ask somebody else to."))
    if user == desk.user:
        _must_leave_a_leader(coalition, user, after)
    _change(desk, user, before, after)


def _must_leave_a_leader(coalition: Coalition, user: User, after: frozenset[str]) -> None:
    """Refuse that the last who leads a coalition steps down: somebody else must be able to do it first."""
    others = Membership.objects.filter(coalition=coalition, role__in=LEADING, user__is_active=True).exclude(user=user)
    if not after & set(LEADING) and not others.exists():
        raise Refused(
            "last_leader",
            _("You are the last who leads this coalition. Nothing was changed. First give somebody else that role."),
        )


def _change(desk: Desk, user: User, before: frozenset[str], after: frozenset[str]) -> None:
    Membership.objects.filter(coalition=desk.coalition, user=user, role__in=before - after).delete()
    for role in sorted(before - after):
        log(f"role-ended-{role}", actor=desk.user, coalition=desk.coalition, thing=user)
    for role in sorted(after - before):
        give(user=user, role=role, coalition=desk.coalition, by=desk.user)
    if before != after:
        _tell(user, desk.coalition, after)


def give(*, user: User, role: str, coalition: Coalition, by: User) -> None:
    """Write down one role, once; who may do so was decided by who calls this."""
    _row, new = Membership.objects.get_or_create(user=user, coalition=coalition, role=Role(role).value)
    if new:
        log(f"role-given-{role}", actor=by, coalition=coalition, thing=user)


def _tell(user: User, coalition: Coalition, after: frozenset[str]) -> None:
    """Mail somebody what their roles are now, so that no change goes unseen."""
    names = [str(Role(role).label) for role in sorted(after)]
    now = _("Your roles are now: %(roles)s.") % {"roles": ", ".join(names)} if names else _("You have no role there.")
    first = _("Somebody who leads %(coalition)s changed your roles there.") % {"coalition": coalition.known_as}
    last = _("Is that not right? Ask the process leader.")
    post(
        to=user.email,
        subject=_("Your roles at %(coalition)s") % {"coalition": coalition.known_as},
        body=f"{first}\n\n{now}\n\n{last}\n",
        coalition=coalition,
    )
