"""Pages of who takes part in a coalition: members, their roles, invitations, and what was changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people.access import Desk, member_view
from people.actions.invitations import invite, take_back
from people.actions.members import held_by, set_roles
from people.forms import InviteForm, RolesForm
from people.models import Invitation, User
from people.queries import changes_of, from_above, members_of
from people.roles import Permission, Role, may_give


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def members(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show who takes part with which roles, who was invited and what was changed; invite somebody."""
    form = InviteForm(request.POST or None, desk=desk, initial={"roles": request.GET.getlist("role")})
    if form.is_valid():
        sent = invite(desk=desk, email=form.cleaned_data["email"], roles=form.cleaned_data["roles"])
        messages.success(request, _("A mail with a link is on its way to %(who)s.") % {"who": sent.email})
        return redirect("people:members", desk.coalition.slug)
    context = {
        "desk": desk,
        "form": form,
        "members": members_of(desk.coalition),
        "above": from_above(desk.coalition),
        "invitations": Invitation.objects.filter(coalition=desk.coalition),
        "changes": changes_of(desk.coalition),
    }
    return render(request, "people/members.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def member(request: HttpRequest, desk: Desk, member: int) -> HttpResponse:
    """Change the roles of one member."""
    user = get_object_or_404(User.objects.filter(memberships__coalition=desk.coalition).distinct(), pk=member)
    held, given = held_by(user, desk.coalition), may_give(desk.roles)
    form = RolesForm(request.POST if request.method == "POST" else None, desk=desk, initial={"roles": sorted(held)})
    if form.is_valid():
        set_roles(desk=desk, user=user, roles={*form.cleaned_data["roles"], *(held - given)})
        messages.success(request, _("The roles of %(who)s were changed.") % {"who": user})
        return redirect("people:home") if user == desk.user else redirect("people:members", desk.coalition.slug)
    fixed = [Role(role).label for role in sorted(held - given)]
    context = {"desk": desk, "member": user, "form": form, "fixed": fixed, "own": user == desk.user}
    return render(request, "people/member.html", context, status=400 if form.is_bound else 200)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def uninvite(request: HttpRequest, desk: Desk, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    take_back(desk=desk, invitation=get_object_or_404(Invitation, coalition=desk.coalition, pk=invitation))
    messages.success(request, _("The link that was sent works no more."))
    return redirect("people:members", desk.coalition.slug)
