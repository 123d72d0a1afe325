"""The desk of whoever asks, with the scope that an address needs; or 401, 403 or 404."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from api.authentication import Program
from people.access import Desk, desk
from people.models import User
from people.scopes import NEEDS, Scope
from vertelpunt.access import Workplace, workplace


def desk_for(request: Request, coalition: str, scope: Scope) -> Desk:
    """Return the desk of whoever asks in `coalition`."""
    if isinstance(request.auth, Program):
        return _of_program(request.auth, coalition, scope)
    if not isinstance(request.user, User):
        raise NotAuthenticated(_("Send a key: Authorization: Bearer and the key."))
    first, *more = sorted(NEEDS[scope])
    found = desk(request.user, coalition, first)
    for permission in more:
        found.require(permission)
    if scope is Scope.WRITE_STORIES:
        raise PermissionDenied(_("Handing in stories needs a key."))
    return found


def _of_program(program: Program, coalition: str, scope: Scope) -> Desk:
    if program.desk.coalition.slug != coalition:
        raise Http404
    if scope not in program.token.scopes:
        raise PermissionDenied(_("This key may not do this: it lacks %(scope)s.") % {"scope": scope.value})
    if not all(program.desk.may(permission) for permission in NEEDS[scope]):
        raise PermissionDenied(_("Whoever made this key may not do this any more. Ask for a new key."))
    return program.desk


class CoalitionView(APIView):
    """An address below a coalition; `scopes` says for each method what a key needs."""

    scopes: ClassVar[dict[str, Scope]] = {}
    desk: Desk

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find the desk, after who it is and how often they asked."""
        super().initial(request, *args, **kwargs)
        scope = self.scopes.get("GET" if request.method in ("HEAD", "OPTIONS") else str(request.method))
        if scope is not None:  # else the method is refused
            self.desk = desk_for(request, kwargs["coalition"], scope)

    def place(self) -> Workplace:
        """Return the desk with the Vertelpunt of the address on it, or 404."""
        return workplace(self.desk, self.kwargs["vertelpunt"])

    def known_as(self) -> str:
        """Return a name for whoever asks: what is named for one of them says nothing to another."""
        auth = self.request.auth
        return f"key:{auth.token.pk}" if isinstance(auth, Program) else f"user:{self.desk.user.pk}"
