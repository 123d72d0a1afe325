"""Fetch a coalition for this person, or refuse, in one call. What is not yours does not exist (404)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from people.models import Coalition, Membership, User
from people.roles import INHERITED_BELOW, Permission, may

Anyone = User | AnonymousUser
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class Desk:
    """Somebody at work in a coalition: the person, the coalition and the roles held there."""

    user: User
    coalition: Coalition
    roles: frozenset[str]

    def may(self, permission: Permission | str) -> bool:
        """Tell whether this person has `permission` here."""
        return may(self.roles, Permission(permission))

    def require(self, permission: Permission) -> None:
        """Refuse with 404 without `permission`."""
        if not self.may(permission):
            raise Http404


@dataclass(frozen=True)
class ProgramDesk(Desk):
    """A program at work with a key: it may do what the key says, as far as who made the key still may."""

    granted: frozenset[Permission]

    def may(self, permission: Permission | str) -> bool:
        """Tell whether this program has `permission` here."""
        return Permission(permission) in self.granted and super().may(permission)


def roles_in(user: User, coalition: Coalition) -> frozenset[str]:
    """Return the roles of `user` in `coalition`, those inherited from above included."""
    line = coalition.with_ancestors()
    held = Membership.objects.filter(user=user, coalition__in=line).values_list("coalition_id", "role")
    return frozenset(role for where, role in held if where == coalition.pk or role in INHERITED_BELOW)


def desk(user: Anyone, slug: str, permission: Permission) -> Desk:
    """Return the desk of `user` in the coalition `slug`, or 404 without `permission` there."""
    if not isinstance(user, User):
        raise Http404
    coalition = Coalition.objects.select_related("parent__parent", "region").filter(slug=slug).first()
    if coalition is None:
        raise Http404
    found = Desk(user, coalition, roles_in(user, coalition))
    found.require(permission)
    return found


def member_view(
    permission: Permission,
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Decorate a view under /c/<coalition>/: it gets the desk of a signed-in person with `permission`."""

    def decorate(view: Callable[..., Response]) -> Callable[..., Response]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, coalition: str, *args: Any, **kwargs: Any) -> Response:
            return view(request, desk(request.user, coalition, permission), *args, **kwargs)

        return guarded

    return decorate
