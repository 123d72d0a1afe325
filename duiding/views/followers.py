"""Who hears of a proposal, how everything goes, and owners who ask each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from duiding.access import proposal_of
from duiding.actions.followers import add_follower, invite_owner, make_pairs, remove_follower
from duiding.forms.following import FollowerForm
from duiding.models import Follower
from duiding.queries.following import followed_in, pairs_of
from duiding.views.proposals import proposal_context
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.READ_FIGURES)
@require_safe
def following(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show how every proposal goes, what is late first."""
    rows = followed_in(desk)
    context = {
        "desk": desk,
        "rows": rows,
        "late": sum(bool(row.late) for row in rows),
        "pairs": pairs_of(desk.coalition),
        "today": timezone.localdate(),
    }
    return render(request, "duiding/following.html", context)


@member_view(Permission.FOLLOW_UP)
@require_POST
def follower_add(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Let somebody hear of a proposal."""
    proposal = proposal_of(desk, number)
    form = FollowerForm(request.POST)
    if not form.is_valid():
        context = proposal_context(desk, proposal) | {"follower_form": form}
        return render(request, "duiding/proposal.html", context, status=400)
    add_follower(desk=desk, proposal=proposal, **form.cleaned_data)
    return redirect("duiding:proposal", desk.coalition.slug, proposal.number)


@member_view(Permission.FOLLOW_UP)
@require_POST
def follower_remove(request: HttpRequest, desk: Desk, number: int, follower: int) -> HttpResponse:
    """Take somebody off the list of who hears of it."""
    proposal = proposal_of(desk, number)
    remove_follower(desk=desk, follower=get_object_or_404(Follower, proposal=proposal, pk=follower, stopped_on=None))
    return redirect("duiding:proposal", desk.coalition.slug, proposal.number)


@member_view(Permission.FOLLOW_UP)
@require_POST
def owner_ask(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Ask the owner now how it goes."""
    proposal = proposal_of(desk, number)
    invite_owner(desk=desk, proposal=proposal)
    return redirect("duiding:proposal", desk.coalition.slug, proposal.number)


@member_view(Permission.FOLLOW_UP)
@require_POST
def pairs_make(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Let owners ask each other."""
    make_pairs(desk=desk)
    return redirect("duiding:following", desk.coalition.slug)
