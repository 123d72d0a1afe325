"""The page of keys for programs: which there are, making one, ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lib.errors import Refused
from people.access import Desk, member_view
from people.actions.tokens import end_token, make_token
from people.forms import KeyForm
from people.models import ApiToken
from people.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Permission.MANAGE_KEYS)
def keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the keys of a coalition; make one, whose secret stands on the answer and nowhere else."""
    form = KeyForm(request.POST or None, desk=desk)
    if form.is_valid():
        try:
            made, secret = make_token(desk=desk, **form.wanted())
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            return _page(request, desk, KeyForm(desk=desk), made=made, secret=secret)
    return _page(request, desk, form, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, desk: Desk, form: KeyForm, status: int = 200, **more: object) -> HttpResponse:
    tokens = ApiToken.objects.filter(coalition=desk.coalition).select_related("made_by")
    return render(request, "people/keys.html", {"desk": desk, "form": form, "tokens": tokens} | more, status=status)


@require_POST
@member_view(Permission.MANAGE_KEYS)
def end(request: HttpRequest, desk: Desk, token: int) -> HttpResponse:
    """End a key."""
    found = get_object_or_404(ApiToken, coalition=desk.coalition, pk=token)
    end_token(desk=desk, token=found)
    messages.success(request, _("The key “%(name)s” works no more.") % {"name": found.name})
    return redirect("people:keys", desk.coalition.slug)
