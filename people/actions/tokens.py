"""Keys for programs: made by who leads a coalition, shown once, ended by hand or on a day; and what each opens."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lib.errors import Refused
from lib.secrets import keyed_digest, new_token
from people.access import Desk, ProgramDesk, roles_in
from people.actions import log
from people.models import ApiToken
from people.roles import Permission, may
from people.scopes import NEEDS, Scope, permissions_of

PURPOSE = "people.token"
PREFIX = "sc_"  # by which programs that look for keys in code recognise one
MOST = 50  # in one coalition
LONGEST = 366  # days


def scopes_for(desk: Desk) -> list[Scope]:
    """Return what this person may let a key do: nothing that they may not do themselves."""
    return [scope for scope in Scope if all(desk.may(permission) for permission in NEEDS[scope])]


@transaction.atomic
def make_token(*, desk: Desk, name: str, scopes: Iterable[str], days: int) -> tuple[ApiToken, str]:
    """Make a key; return it with its secret, which is not kept."""
    desk.require(Permission.MANAGE_KEYS)
    wanted = [scope for scope in scopes_for(desk) if scope in set(scopes)]
    if not wanted or not 1 <= days <= LONGEST:
        raise Refused("no_scope", _("Choose at least one thing that the key may do. No key was made."))
    tokens = ApiToken.objects.filter(coalition=desk.coalition)
    if tokens.filter(name=name).exists():
        raise Refused("name_used", _("There is a key with this name already. No key was made."))
    if tokens.count() >= MOST:
        raise Refused("too_many_keys", _("There are too many keys. End some first. No key was made."))
    secret, today = f"{PREFIX}{new_token()}", timezone.localdate()
    made = ApiToken.objects.create(
        coalition=desk.coalition,
        name=name,
        scopes=[scope.value for scope in wanted],
        digest=keyed_digest(PURPOSE, secret),
        made_by=desk.user,
        made_on=today,
        expires_on=today + timedelta(days=days),
    )
    log("key-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made, secret


@transaction.atomic
def end_token(*, desk: Desk, token: ApiToken) -> None:
    """Let a key work no more."""
    desk.require(Permission.MANAGE_KEYS)
    log("key-ended", actor=desk.user, coalition=desk.coalition, thing=token)
    token.delete()


def desk_with(secret: str) -> tuple[ApiToken, ProgramDesk] | None:
    """Return the key `secret` with the desk it gives, while it works; it notes the day."""
    rows = ApiToken.objects.select_related("coalition__parent__parent", "coalition__region", "made_by")
    found = rows.filter(digest=keyed_digest(PURPOSE, secret)).first()
    if found is None or found.expired or not found.made_by.is_active:
        return None
    roles = roles_in(found.made_by, found.coalition)
    if not may(roles, Permission.MANAGE_KEYS):
        return None
    _note(found, timezone.localdate())
    return found, ProgramDesk(found.made_by, found.coalition, roles, permissions_of(found.scopes))


def _note(token: ApiToken, today: date) -> None:
    """Write down the day on which a key was last used: never the time, nor from where."""
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
